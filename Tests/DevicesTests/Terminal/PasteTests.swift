import Devices
import TerminalUI
import Testing

/// What is pasted comes between marks: it is text, and never a key.
@Suite struct PasteTests {
    static func pasted(_ text: String) -> [KeyChord] { text.map { KeyChord.pasted($0) } }

    static func marked(_ text: String) -> [UInt8] { Array("\u{1B}[200~\(text)\u{1B}[201~".utf8) }

    @Test func whatIsPastedIsNoKey() {
        var decoder = KeyDecoder()
        let chords = decoder.decode(Self.marked("voir `fichier` ²x 😀"))
        #expect(chords == Self.pasted("voir `fichier` ²x 😀"))
        #expect(!decoder.isPasting && !decoder.isIncomplete)
        #expect(decoder.decode("x\r".utf8) == [.character("x"), .enter], "keys come again")
    }

    @Test func everySplitGivesTheSame() {
        let bytes = Self.marked("é\r\nà")
        for place in bytes.indices {
            var decoder = KeyDecoder()
            var chords = decoder.decode(bytes[..<place])
            // Where the bytes of a mark come slowly, the escape delay may end between them.
            if decoder.isPasting { chords += decoder.flush() }
            chords += decoder.decode(bytes[place...])
            #expect(chords == Self.pasted("é à"), "\(place)")
            #expect(!decoder.isPasting && !decoder.isIncomplete)
        }
    }

    @Test func lineEndsAreOneBlankBetweenTexts() {
        var decoder = KeyDecoder()
        #expect(decoder.decode(Self.marked("\r\n\tun\r\n\r\ndeux\ttrois\n")) == Self.pasted("un deux trois"))
        #expect(decoder.decode(Self.marked("\r")) == [])
    }

    @Test func controlsAndSequencesInItAreDropped() {
        var decoder = KeyDecoder()
        #expect(decoder.decode(Self.marked("a\u{3}\u{7F}\u{1B}[15~\u{1B}OP\u{202E}b")) == Self.pasted("ab"))
        #expect(decoder.decode(Self.marked("a\u{1B}[200~b")) == Self.pasted("ab"), "a second beginning")
        #expect(decoder.decode(Self.marked("a\u{1B}")) == Self.pasted("a"))
        #expect(decoder.decode(Self.marked("a\u{1B}[")) == Self.pasted("a"))
        var bytes = Self.marked("a")
        bytes.insert(0xC3, at: bytes.count - 6)
        #expect(decoder.decode(bytes) == Self.pasted("a"), "a character cut short")
        #expect(decoder.decode("\u{1B}[201~".utf8) == [], "an end without a beginning")
        #expect(!decoder.isPasting)
    }

    @Test func anEndThatNeverComesIsOverAfterASilence() {
        let start = ContinuousClock.now
        var decoder = KeyDecoder()
        #expect(decoder.decode("\u{1B}[200~ab\u{1B}[20".utf8, at: start) == Self.pasted("ab"))
        #expect(decoder.isPasting)
        let silence = Limits.pasteSilence
        #expect(decoder.decode("x".utf8, at: start + silence) == [.character("x")])
        #expect(!decoder.isPasting && !decoder.isIncomplete)
        #expect(decoder.decode("\u{1B}[201~".utf8, at: start + silence) == [], "the end is late")
        // A slow paste goes on.
        #expect(decoder.decode("\u{1B}[200~a".utf8, at: start) == Self.pasted("a"))
        let almost = silence - .milliseconds(1)
        #expect(decoder.decode("b".utf8, at: start + almost) == Self.pasted("b"))
        #expect(decoder.decode("c\u{1B}[201~".utf8, at: start + almost + almost) == Self.pasted("c"))
    }

    /// A long paste waits in the terminal while its beginning is carried out.
    @Test func theTimeThatTheStrokesTakeIsNoSilence() {
        let start = ContinuousClock.now
        var decoder = KeyDecoder()
        #expect(decoder.decode("\u{1B}[200~a".utf8, at: start) == Self.pasted("a"))
        decoder.rest(at: start + .seconds(60))
        #expect(decoder.decode("f".utf8, at: start + .seconds(61)) == Self.pasted("f"))
        decoder.rest(at: start + .seconds(61))
        // Other events are no sign of the paste.
        decoder.rest(at: start + .seconds(65))
        #expect(decoder.decode("x".utf8, at: start + .seconds(66)) == [.character("x")])
    }

    @Test func whatIsTooLongIsCutAndItsRestIsNoKey() {
        var decoder = KeyDecoder()
        let chords = decoder.decode(Self.marked(String(repeating: "x", count: 100_000)))
        #expect(chords.count == Limits.pasteOctets && chords.allSatisfy { $0 == .pasted("x") })
        #expect(decoder.decode("x".utf8) == [.character("x")])
    }
}
