import Devices
import Scenarios
import TerminalUI

/// What comes from the auditor's keyboard, key by key: each with the octets that the program gets for it.
struct KeyStrokes {
    /// A key, or a text that was pasted.
    struct Stroke: Equatable {
        var deed: Recording.Deed
        var octets: [UInt8]
    }

    /// Ctrl-] (GS, ECMA-48 §8.3.46): no key of the program's, and none that a terminal sends by itself.
    static let promptOctet: UInt8 = 0x1D

    private var decoder = KeyDecoder()
    /// Octets of a key or a paste that is not whole yet.
    private var held: [UInt8] = []
    private var pasted = ""
    /// When octets came last.
    private var lastAt: ContinuousClock.Instant?
    /// What ends a paste (xterm's bracketed paste).
    private static let pasteEnd = Array("\u{1B}[201~".utf8)

    /// Whether a key waits for the rest of its octets: they may come in two reads.
    var isIncomplete: Bool { decoder.isIncomplete && !decoder.isPasting }

    /// - Returns: the keys up to the one that opens the auditor's line; `rest`: what was typed behind that key, nil where it was not
    ///   pressed.
    mutating func take(_ octets: [UInt8], at now: ContinuousClock.Instant) -> (strokes: [Stroke], rest: [UInt8]?) {
        var strokes = closePaste(at: now)
        lastAt = now
        for (place, octet) in octets.enumerated() {
            if octet == Self.promptOctet, !decoder.isIncomplete, !decoder.isPasting {
                return (strokes, Array(octets[(place + 1)...]))
            }
            held.append(octet)
            take(decoder.decode([octet]), &strokes)
        }
        return (strokes, nil)
    }

    /// A paste whose end was lost is over after its silence: the program gets it with an end, and the next key is a key.
    mutating func closePaste(at now: ContinuousClock.Instant) -> [Stroke] {
        guard decoder.isPasting, let lastAt, now - lastAt >= Devices.Limits.pasteSilence else { return [] }
        var strokes: [Stroke] = []
        for octet in Self.pasteEnd {
            held.append(octet)
            take(decoder.decode([octet]), &strokes)
        }
        return strokes
    }

    /// No more comes of what is not whole.
    mutating func flush() -> [Stroke] {
        var strokes: [Stroke] = []
        take(decoder.flush(), &strokes)
        return strokes
    }

    private mutating func take(_ chords: [KeyChord], _ strokes: inout [Stroke]) {
        var keys: [Recording.Deed] = []
        for chord in chords {
            if case .pasted(let character) = chord { pasted.append(character) } else { keys.append(Self.deed(chord)) }
        }
        guard !decoder.isPasting else {
            // A paste without an end is passed on in pieces.
            if held.count >= Limits.heldOctets { strokes.append(Stroke(deed: .unnamed, octets: release(0))) }
            return
        }
        guard !keys.isEmpty || !decoder.isIncomplete else { return }
        // What cut a sequence short begins the next one.
        let octets = release(decoder.isIncomplete ? 1 : 0)
        if !pasted.isEmpty {
            strokes.append(Stroke(deed: .paste(pasted), octets: octets))
            pasted = ""
        } else if let first = keys.first {
            strokes.append(Stroke(deed: first, octets: octets))
        } else if !octets.isEmpty {
            strokes.append(Stroke(deed: .unnamed, octets: octets))
        }
    }

    private mutating func release(_ kept: Int) -> [UInt8] {
        let octets = Array(held.dropLast(kept))
        held = Array(held.suffix(kept))
        return octets
    }

    private static func deed(_ chord: KeyChord) -> Recording.Deed {
        switch chord {
        case .character(" "): .key(.named(.space))
        case .character(let character): .key(.character(character))
        case .function(let number): .key(.function(number))
        case .up: .key(.named(.up))
        case .down: .key(.named(.down))
        case .left: .key(.named(.left))
        case .right: .key(.named(.right))
        case .home: .key(.named(.home))
        case .end: .key(.named(.end))
        case .pageUp: .key(.named(.pageUp))
        case .pageDown: .key(.named(.pageDown))
        case .enter: .key(.named(.enter))
        case .backspace: .key(.named(.backspace))
        case .delete: .key(.named(.delete))
        case .tab: .key(.named(.tab))
        case .escape: .key(.named(.escape))
        case .pasted, .interrupt, .unknown: .unnamed
        }
    }
}
