/// How often a program wrote what it must not, since its start.
struct ForbiddenOctets: Equatable {
    /// Modes in which the mouse is heard (EN 301 549, 5.5).
    var mouseModes = 0
    /// Another shape of the cursor (DECSCUSR, or the Linux console's own; EN 301 549, 11.6.2 and 11.7).
    var cursorShapes = 0
    /// Other colours than the user gave the terminal (OSC 4, OSC 10 and their kin, the console's own; EN 301 549, 11.7).
    var paletteChanges = 0
}

/// Looks at what a program writes before the screen gets it (ECMA-48 §5.4, §8.3.89).
///
/// The Linux console has two commands that look like a beginning without an end (`ESC ] R` and `ESC ] P` with seven digits,
/// console_codes(4)): they are taken out, or all that follows would be swallowed.
struct TerminalOctets {
    private enum State {
        case ground, escape
        /// After `ESC ]`.
        case command
        /// Digits of the console's palette that are still to come.
        case palette(Int)
        case control, commandText, text
        /// `ESC` within a text: its end, or something new.
        case textEscape
    }

    private(set) var forbidden = ForbiddenOctets()
    /// Characters and commands so far that did more than move the cursor.
    private(set) var painted = 0
    private var state = State.ground
    private var kept: [UInt8] = []

    /// Between two sequences: something may be put in here.
    var isAtRest: Bool { if case .ground = state { true } else { false } }

    /// - Returns: what the screen may get.
    mutating func take(_ octets: [UInt8]) -> [UInt8] {
        var passed: [UInt8] = []
        passed.reserveCapacity(octets.count)
        for octet in octets { take(octet, &passed) }
        return passed
    }

    private mutating func take(_ octet: UInt8, _ passed: inout [UInt8]) {
        switch state {
        case .ground:
            if octet == 0x1B { state = .escape } else { passed.append(octet) }
            // Backspace, line feed and carriage return move; a bell shows nothing.
            if ![0x1B, 0x07, 0x08, 0x0A, 0x0D].contains(octet) { painted += 1 }
        case .escape: begin(octet, &passed)
        case .command:
            switch octet {
            case 0x52: state = .ground
            case 0x50: state = .palette(7)
            default:
                passed += [0x1B, 0x5D]
                state = .commandText
                take(octet, &passed)
            }
        case .palette(let left):
            if left == 7 { forbidden.paletteChanges += 1 }
            state = left > 1 ? .palette(left - 1) : .ground
        case .control:
            passed.append(octet)
            switch octet {
            case 0x1B:
                passed.removeLast()
                state = .escape
            case 0x18, 0x1A: state = .ground
            case 0x40...0x7E:
                judgeControl(final: octet)
                state = .ground
            case 0x20...0x3F: keep(octet)
            default: break
            }
        case .commandText, .text: takeText(octet, &passed)
        case .textEscape:
            if octet == 0x5C {
                judgeCommand()
                passed += [0x1B, octet]
                state = .ground
            } else {
                begin(octet, &passed)
            }
        }
    }

    /// The octet after `ESC`.
    private mutating func begin(_ octet: UInt8, _ passed: inout [UInt8]) {
        kept = []
        switch octet {
        case 0x5D:
            state = .command
            return
        case 0x1B:
            passed.append(0x1B)
            state = .escape
            return
        case 0x5B: state = .control
        case 0x50, 0x58, 0x5E, 0x5F: state = .text
        default: state = .ground
        }
        passed += [0x1B, octet]
    }

    private mutating func takeText(_ octet: UInt8, _ passed: inout [UInt8]) {
        switch octet {
        case 0x1B:
            if case .text = state { kept = [] }
            state = .textEscape
        case 0x07, 0x18, 0x1A:
            if case .commandText = state, octet == 0x07 { judgeCommand() }
            passed.append(octet)
            state = .ground
        default:
            if case .commandText = state { keep(octet) }
            passed.append(octet)
        }
    }

    private mutating func keep(_ octet: UInt8) {
        if kept.count < Limits.controlSequence { kept.append(octet) }
    }

    /// CUU, CUD, CUF, CUB, CNL, CPL, CHA, CUP, HPA, VPA, HVP (ECMA-48 §8.3).
    private static let motions: Set<UInt8> = [0x41, 0x42, 0x43, 0x44, 0x45, 0x46, 0x47, 0x48, 0x60, 0x64, 0x66]

    private mutating func judgeControl(final: UInt8) {
        if !Self.motions.contains(final) { painted += 1 }
        let isPrivate = kept.first == 0x3F
        let digits = String(decoding: kept.drop { $0 == 0x3F }.filter { (0x30...0x3B).contains($0) }, as: UTF8.self)
        let numbers = digits.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
        switch final {
        case 0x68 where isPrivate:
            let mouse: Set = [9, 1_000, 1_001, 1_002, 1_003, 1_005, 1_006, 1_015, 1_016]
            if numbers.contains(where: mouse.contains) { forbidden.mouseModes += 1 }
        case 0x71 where kept.last == 0x20: forbidden.cursorShapes += 1
        case 0x63 where isPrivate:
            if let shape = numbers.first, shape != 0 { forbidden.cursorShapes += 1 }
        default: break
        }
    }

    /// A question (its text is "?") changes nothing.
    private mutating func judgeCommand() {
        let parts = kept.split(separator: 0x3B, omittingEmptySubsequences: false)
        guard let first = parts.first, let number = Int(String(decoding: first, as: UTF8.self)) else { return }
        guard parts.last?.elementsEqual([0x3F]) != true else { return }
        switch number {
        case 4, 5, 10...19, 104, 105, 110...119: forbidden.paletteChanges += 1
        default: break
        }
    }
}
