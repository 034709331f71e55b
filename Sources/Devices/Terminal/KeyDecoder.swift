import TerminalUI

#if FAULTS
    import Faults
#endif

/// Turns the bytes of a terminal into strokes. A pure value: an incomplete sequence stays pending until more bytes
/// come or `flush` says that time is up.
///
/// What is pasted comes between two marks (xterm's bracketed paste) and gives `KeyChord.pasted` alone.
public struct KeyDecoder: Sendable, Equatable {
    private struct Paste: Sendable, Equatable {
        var octets = 0
        var hasText = false
        /// A line end or a tab came, and no text after it yet.
        var owesBlank = false
    }

    private var pending: [UInt8] = []
    /// What is being pasted; nil: keys come.
    private var paste: Paste?
    /// From when on a silence counts.
    private var lastAt: ContinuousClock.Instant?
    private var isWorkedOn = false

    public init() {}

    /// Whether the mark of a paste's end is awaited.
    public var isPasting: Bool { paste != nil }

    /// Whether bytes wait for the rest of their sequence.
    public var isIncomplete: Bool { !pending.isEmpty }

    /// Takes the next bytes and gives the strokes that they complete.
    public mutating func decode(_ bytes: some Sequence<UInt8>) -> [KeyChord] {
        var chords: [KeyChord] = []
        for byte in bytes {
            pending.append(byte)
            guard paste != nil else {
                advance(&chords)
                continue
            }
            var found: [KeyChord] = []
            advance(&found)
            for chord in found { take(chord, pastedInto: &chords) }
        }
        #if FAULTS
            // xterm's Ctrl-F4.
            if Fault.keyNeedsModifier.isOn {
                return chords.map { $0 == .function(4) ? .unknown : $0 == .unknown ? .function(4) : $0 }
            }
        #endif
        return chords
    }

    /// The same, for bytes that came at a time: a paste whose end was lost is over after `Limits.pasteSilence` without a byte.
    public mutating func decode(_ bytes: some Sequence<UInt8>, at now: ContinuousClock.Instant) -> [KeyChord] {
        if let last = lastAt, paste != nil, now - last >= Limits.pasteSilence {
            paste = nil
            pending.removeAll()
        }
        lastAt = now
        isWorkedOn = true
        return decode(bytes)
    }

    /// The strokes are carried out: the time that they took is no silence of the terminal's, where more of a paste may wait.
    public mutating func rest(at now: ContinuousClock.Instant) {
        if isWorkedOn { lastAt = now }
        isWorkedOn = false
    }

    /// A pasted character is text and nothing else: line ends and tabs are one blank between two texts, what is no character
    /// is dropped, and so is what is more than `Limits.pasteOctets`.
    private mutating func take(_ chord: KeyChord, pastedInto chords: inout [KeyChord]) {
        guard var paste else { return }
        if chord == .enter || chord == .tab {
            paste.owesBlank = paste.hasText
        } else if case .character(let character) = chord {
            let isBlank = paste.owesBlank
            paste.octets += character.utf8.count + (isBlank ? 1 : 0)
            guard paste.octets <= Limits.pasteOctets else {
                // The mark of the end is awaited all the same: the rest must not become keys.
                paste.octets = Limits.pasteOctets
                self.paste = paste
                return
            }
            if isBlank { chords.append(.pasted(" ")) }
            chords.append(.pasted(character))
            paste.hasText = true
            paste.owesBlank = false
        }
        self.paste = paste
    }

    /// Whether a sequence was a mark of bracketed paste, "200" or "201" before its "~". An end without a beginning is one whose
    /// paste was over by its silence.
    private mutating func takesPasteMark(_ parameters: ArraySlice<UInt8>) -> Bool {
        if parameters.elementsEqual("200".utf8) {
            paste = paste ?? Paste()
        } else if parameters.elementsEqual("201".utf8) {
            paste = nil
        } else {
            return false
        }
        return true
    }

    /// The escape delay is over: what is pending is all there will be, but in a paste, where a mark may come in two parts.
    public mutating func flush() -> [KeyChord] {
        guard paste == nil else { return [] }
        defer { pending.removeAll() }
        switch pending.first {
        case nil: return []
        case 0x1B where pending.count == 1: return [.escape]
        default: return [.unknown]
        }
    }

    private mutating func advance(_ chords: inout [KeyChord]) {
        guard let first = pending.first else { return }
        if first == 0x1B {
            advanceEscape(&chords)
        } else if first < 0x80 {
            chords.append(Self.plain(first))
            pending.removeAll()
        } else {
            advanceUTF8(first, &chords)
        }
    }

    private static func plain(_ byte: UInt8) -> KeyChord {
        switch byte {
        case 0x03: .interrupt
        case 0x0A, 0x0D: .enter
        case 0x09: .tab
        case 0x08, 0x7F: .backspace
        case 0x20...0x7E: .character(Character(Unicode.Scalar(byte)))
        default: .unknown
        }
    }

    private mutating func advanceUTF8(_ first: UInt8, _ chords: inout [KeyChord]) {
        let length =
            switch first {
            case 0xC2...0xDF: 2
            case 0xE0...0xEF: 3
            case 0xF0...0xF4: 4
            default: 1
            }
        if let last = pending.last, pending.count > 1, last & 0xC0 != 0x80 {
            // Cut short: the character is lost, and the byte that cut it begins anew.
            chords.append(.unknown)
            pending = [last]
            advance(&chords)
            return
        }
        guard pending.count >= length else { return }
        let text = String(validating: pending, as: UTF8.self)
        pending.removeAll()
        guard let text, let character = text.first, let scalar = text.unicodeScalars.first,
            !TerminalText.isForbidden(scalar)
        else {
            chords.append(.unknown)
            return
        }
        chords.append(.character(character))
    }

    private mutating func advanceEscape(_ chords: inout [KeyChord]) {
        guard pending.count > 1, let last = pending.last else { return }
        if last == 0x1B {
            chords.append(pending.count == 2 ? .escape : .unknown)
            pending = [0x1B]
            return
        }
        guard pending.count <= Limits.escapeSequenceBytes else {
            chords.append(.unknown)
            pending.removeAll()
            return
        }
        switch pending[1] {
        case 0x4F: finishSS3(last, &chords)
        case 0x5B: finishCSI(last, &chords)
        default:
            // Alt with a key: none of ours.
            chords.append(.unknown)
            pending.removeAll()
        }
    }

    private mutating func finishSS3(_ last: UInt8, _ chords: inout [KeyChord]) {
        guard pending.count > 2, !(0x30...0x3B).contains(last) else { return }
        chords.append(pending.count == 3 ? Self.final(last) : .unknown)
        pending.removeAll()
    }

    private mutating func finishCSI(_ last: UInt8, _ chords: inout [KeyChord]) {
        guard pending.count > 2 else { return }
        if pending.count == 3, last == 0x5B { return }  // The Linux console: ESC [ [ A.
        if pending.count == 4, pending[2] == 0x5B {
            chords.append((0x41...0x45).contains(last) ? .function(Int(last) - 0x40) : .unknown)
            pending.removeAll()
            return
        }
        let isFinal = (0x40...0x7E).contains(last)
        // rxvt ends shifted keys with "$".
        let isShifted = last == 0x24 && pending[2] != 0x3F
        guard isFinal || isShifted else {
            if last < 0x20 || last >= 0x7F {
                chords.append(.unknown)
                pending.removeAll()
            }
            return
        }
        let parameters = pending[2..<(pending.count - 1)]
        if last != 0x7E || !takesPasteMark(parameters) { chords.append(Self.csi(parameters, last)) }
        pending.removeAll()
    }

    private static func csi(_ parameters: ArraySlice<UInt8>, _ last: UInt8) -> KeyChord {
        var numbers = [0]
        for byte in parameters {
            switch byte {
            case 0x30...0x39:
                let last = numbers.count - 1
                numbers[last] = min(numbers[last] * 10 + Int(byte - 0x30), 9_999)
            case 0x3B: numbers.append(0)
            default: return .unknown
            }
        }
        // A second number above 1 is a modifier: no command of ours has one.
        guard numbers.count <= 2, numbers.count == 1 || numbers[1] <= 1 else { return .unknown }
        if last == 0x7E { return tilde(numbers[0]) }
        return numbers[0] <= 1 ? final(last) : .unknown
    }

    /// The VT220 family: ESC [ number ~.
    private static func tilde(_ number: Int) -> KeyChord {
        switch number {
        case 1, 7: .home
        case 3: .delete
        case 4, 8: .end
        case 5: .pageUp
        case 6: .pageDown
        case 11...15: .function(number - 10)
        case 17...21: .function(number - 11)
        case 23, 24: .function(number - 12)
        default: .unknown
        }
    }

    /// The last letter, after ESC [ or ESC O.
    private static func final(_ byte: UInt8) -> KeyChord {
        switch byte {
        case 0x41: .up
        case 0x42: .down
        case 0x43: .right
        case 0x44: .left
        case 0x46: .end
        case 0x48: .home
        case 0x4D: .enter
        case 0x50...0x53: .function(Int(byte) - 0x4F)
        default: .unknown
        }
    }
}
