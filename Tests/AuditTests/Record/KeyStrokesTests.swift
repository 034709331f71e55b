import Devices
import Scenarios
import Testing

@testable import Audit

/// The auditor's keyboard: whatever terminal sends them, keys are told one by one, with their octets.
@Suite struct KeyStrokesTests {
    private func strokes(_ parts: String...) -> [KeyStrokes.Stroke] {
        var keyboard = KeyStrokes()
        let found = parts.flatMap { keyboard.take(Array($0.utf8), at: .now).strokes }
        return found + keyboard.flush()
    }

    @Test func keysOfEveryTerminalAreTheSame() {
        for sequence in ["\u{1B}[[D", "\u{1B}OS", "\u{1B}[14~"] {
            #expect(strokes(sequence) == [.init(deed: .key(.function(4)), octets: Array(sequence.utf8))])
        }
        #expect(
            strokes("d\r é").map(\.deed) == [
                .key(.character("d")), .key(.named(.enter)), .key(.named(.space)), .key(.character("é")),
            ])
    }

    @Test func aKeyCutInTwoReadsIsOne() {
        #expect(strokes("\u{1B}[", "24~").map(\.deed) == [.key(.function(12))])
        var keyboard = KeyStrokes()
        #expect(keyboard.take([0xC3], at: .now).strokes.isEmpty)
        #expect(keyboard.isIncomplete)
        #expect(keyboard.take([0xA9], at: .now).strokes == [.init(deed: .key(.character("é")), octets: [0xC3, 0xA9])])
        #expect(!keyboard.isIncomplete)
    }

    @Test func escapeAloneIsAKeyWhenNoMoreComes() {
        #expect(strokes("\u{1B}") == [.init(deed: .key(.named(.escape)), octets: [0x1B])])
        let twice = strokes("\u{1B}\u{1B}[A")
        #expect(twice.map(\.deed) == [.key(.named(.escape)), .key(.named(.up))])
        #expect(twice.map(\.octets) == [[0x1B], Array("\u{1B}[A".utf8)])
    }

    @Test func whatHasNoNameIsPassedOn() {
        for sequence in ["\u{1}", "\u{3}", "\u{1B}x", "\u{1B}[1;5A", "\u{1B}[2~", "\u{1B}[?1;2c"] {
            #expect(
                strokes(sequence) == [.init(deed: .unnamed, octets: Array(sequence.utf8))],
                "\(sequence.debugDescription)")
        }
    }

    @Test func aPasteIsOneDeed() {
        let paste = "\u{1B}[200~04\u{1D}76\u{1B}[201~"
        #expect(strokes(paste) == [.init(deed: .paste("0476"), octets: Array(paste.utf8))])
        #expect(strokes("\u{1B}[200~04", "76\u{1B}[20", "1~x").map(\.deed) == [.paste("0476"), .key(.character("x"))])
    }

    /// Its end may be lost, and with it the beginning of that end: after the silence the paste is done, and the next key goes alone.
    @Test(arguments: ["", "\u{1B}", "\u{1B}[20", "\u{1B}O", "\u{1B}[["])
    func aPasteWithoutItsEndIsDoneAfterItsSilence(_ rest: String) {
        let start = ContinuousClock.now
        let silent = start + Devices.Limits.pasteSilence
        let octets = Array(("\u{1B}[200~34" + rest).utf8)
        let paste = KeyStrokes.Stroke(deed: .paste("34"), octets: octets + Array("\u{1B}[201~".utf8))
        var keyboard = KeyStrokes()
        #expect(keyboard.take(octets, at: start).strokes.isEmpty)
        #expect(keyboard.closePaste(at: silent - .milliseconds(1)).isEmpty)
        var other = keyboard
        #expect(keyboard.closePaste(at: silent) == [paste])
        #expect(keyboard.closePaste(at: silent).isEmpty)
        #expect(keyboard.take(Array("5".utf8), at: silent).strokes.map(\.deed) == [.key(.character("5"))])
        // The same where the key comes first.
        #expect(
            other.take(Array("5".utf8), at: silent).strokes == [
                paste, .init(deed: .key(.character("5")), octets: Array("5".utf8)),
            ])
    }

    @Test func theLinesKeyOpensTheLineAfterAPasteWithoutItsEnd() {
        let start = ContinuousClock.now
        var keyboard = KeyStrokes()
        _ = keyboard.take(Array("\u{1B}[200~34".utf8), at: start)
        let (found, rest) = keyboard.take([KeyStrokes.promptOctet], at: start + Devices.Limits.pasteSilence)
        #expect(found.map(\.deed) == [.paste("34")])
        #expect(rest?.isEmpty == true)
    }

    @Test func theLinesKeyEndsTheStrokes() {
        var keyboard = KeyStrokes()
        let (found, rest) = keyboard.take(Array("a\u{1D}Dupont\r".utf8), at: .now)
        #expect(found.map(\.deed) == [.key(.character("a"))])
        #expect(rest == Array("Dupont\r".utf8))
    }

    /// Every octet goes to the program, in its order.
    @Test func nothingIsLost() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<200 {
            var octets = (0..<60).map { _ in UInt8.random(in: 0...255, using: &generator) }
            for place in octets.indices where octets[place] == KeyStrokes.promptOctet { octets[place] = 0x1B }
            for place in octets.indices.dropLast() where place % 7 == 0 {
                octets[place] = 0x1B
                octets[place + 1] = 0x5B
            }
            var keyboard = KeyStrokes()
            let found = keyboard.take(octets, at: .now).strokes + keyboard.flush()
            #expect(found.flatMap(\.octets) == octets, "\(octets)")
        }
    }
}
