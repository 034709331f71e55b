import Devices
import TerminalUI
import Testing

@Suite struct KeyDecoderTests {
    static let sequences: [(String, KeyChord)] = [
        ("\u{1B}[A", .up), ("\u{1B}[B", .down), ("\u{1B}[C", .right), ("\u{1B}[D", .left),
        ("\u{1B}OA", .up), ("\u{1B}OB", .down), ("\u{1B}OC", .right), ("\u{1B}OD", .left),
        ("\u{1B}[H", .home), ("\u{1B}[F", .end), ("\u{1B}OH", .home), ("\u{1B}OF", .end),
        ("\u{1B}[1~", .home), ("\u{1B}[4~", .end), ("\u{1B}[7~", .home), ("\u{1B}[8~", .end),
        ("\u{1B}[3~", .delete), ("\u{1B}[5~", .pageUp), ("\u{1B}[6~", .pageDown), ("\u{1B}[2~", .unknown),
        // F1 to F5: xterm, rxvt, the Linux console.
        ("\u{1B}OP", .function(1)), ("\u{1B}OQ", .function(2)), ("\u{1B}OR", .function(3)), ("\u{1B}OS", .function(4)),
        ("\u{1B}[11~", .function(1)), ("\u{1B}[14~", .function(4)), ("\u{1B}[15~", .function(5)),
        ("\u{1B}[[A", .function(1)), ("\u{1B}[[D", .function(4)), ("\u{1B}[[E", .function(5)),
        ("\u{1B}[P", .function(1)),
        ("\u{1B}[17~", .function(6)), ("\u{1B}[18~", .function(7)), ("\u{1B}[19~", .function(8)),
        ("\u{1B}[20~", .function(9)), ("\u{1B}[21~", .function(10)), ("\u{1B}[23~", .function(11)),
        ("\u{1B}[24~", .function(12)),
        ("\r", .enter), ("\n", .enter), ("\u{1B}OM", .enter), ("\t", .tab), ("\u{7F}", .backspace),
        ("\u{8}", .backspace),
        ("a", .character("a")), ("²", .character("²")), ("é", .character("é")), ("à", .character("à")),
        ("ç", .character("ç")), ("€", .character("€")), ("😀", .character("😀")), (" ", .character(" ")),
        // Modified keys, reports and other sequences are none of ours.
        ("\u{1B}[1;5A", .unknown), ("\u{1B}[3$", .unknown), ("\u{1B}[Z", .unknown), ("\u{1B}[202~", .unknown),
        ("\u{1B}[?1;2c", .unknown), ("\u{1B}x", .unknown), ("\u{1}", .unknown), ("\u{202E}", .unknown),
        ("\u{1B}[[Z", .unknown), ("\u{1B}[1;1A", .up),
    ]

    @Test(arguments: sequences) func sequenceGivesOneStroke(bytes: String, chord: KeyChord) {
        var decoder = KeyDecoder()
        #expect(decoder.decode(bytes.utf8) == (bytes == "\u{1B}[3$" ? [.unknown] : [chord]))
        #expect(!decoder.isIncomplete)
    }

    @Test(arguments: sequences) func sequenceDrippedByteByByteGivesTheSame(bytes: String, chord: KeyChord) {
        var decoder = KeyDecoder()
        var chords: [KeyChord] = []
        for byte in bytes.utf8 {
            #expect(chords.isEmpty)
            chords += decoder.decode([byte])
        }
        #expect(chords == [chord])
    }

    @Test func loneEscapeWaitsForTheDelay() {
        var decoder = KeyDecoder()
        #expect(decoder.decode([0x1B]).isEmpty)
        #expect(decoder.isIncomplete)
        #expect(decoder.flush() == [.escape])
        #expect(decoder.flush().isEmpty)
        #expect(decoder.decode([0x1B, 0x5B]).isEmpty)
        #expect(decoder.flush() == [.unknown])
        #expect(decoder.decode([0x1B, 0x1B, 0x5B, 0x41]) == [.escape, .up])
    }

    @Test func brokenCharactersNeverEatTheNextKey() {
        var decoder = KeyDecoder()
        #expect(decoder.decode([0xC3, 0x61]) == [.unknown, .character("a")])
        #expect(decoder.decode([0xFF, 0x62]) == [.unknown, .character("b")])
        #expect(decoder.decode([0xE2, 0x82, 0x1B, 0x5B, 0x42]) == [.unknown, .down])
        #expect(decoder.decode([0xC3, 0x1B]) == [.unknown])
        #expect(decoder.flush() == [.escape])
    }

    @Test func endlessSequenceIsDroppedAtItsLimit() {
        var decoder = KeyDecoder()
        let chords = decoder.decode([0x1B, 0x5B] + Array(repeating: 0x31, count: Limits.escapeSequenceBytes))
        #expect(chords.first == .unknown)
        #expect(decoder.decode("\u{1B}[A".utf8).last == .up)
    }

    @Test func everyByteIsTakenWithoutATrap() {
        var decoder = KeyDecoder()
        for first in UInt8.min...UInt8.max {
            for second in UInt8.min...UInt8.max { _ = decoder.decode([0x1B, 0x5B, first, second, first]) }
        }
        _ = decoder.flush()
        #expect(decoder.decode([0x61]) == [.character("a")])
    }
}
