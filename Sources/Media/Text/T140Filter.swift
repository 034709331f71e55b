/// T.140's characters as a page can show them: broken UTF-8 becomes U+FFFD, every form of a new line becomes one, erasing and
/// the bell stay, formatting and whatever else controls a terminal is left out. Sequences may be cut anywhere between blocks.
struct T140Filter: Sendable, Equatable {
    private enum State: Equatable {
        case text
        case carriageReturn
        case escape
        /// Within a control sequence (ECMA-48 §5.4), so many characters long.
        case sequence(Int)
        /// Within a string that a terminator ends (ECMA-48 §5.6).
        case string(Int)
    }

    private var state = State.text

    mutating func text(of octets: [UInt8]) -> String {
        var result = ""
        for scalar in String(decoding: octets, as: UTF8.self).unicodeScalars {
            if let kept = take(scalar) { result.unicodeScalars.append(kept) }
        }
        return result
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        // Within a sequence a new line ends it and stays a new line.
        let isNewLine = scalar.value == 0x0A || scalar.value == 0x0D || scalar.value == 0x2028
        if isNewLine, state != .carriageReturn { state = .text }
        switch state {
        case .text: return takeText(scalar)
        case .carriageReturn:
            state = .text
            return scalar.value == 0x0A ? nil : takeText(scalar)
        case .escape:
            switch scalar.value {
            case 0x5B: state = .sequence(0)
            case 0x58, 0x5D, 0x5E, 0x5F, 0x50: state = .string(0)
            // ISO 2022: an intermediate character, the final one follows.
            case 0x20...0x2F: state = .sequence(0)
            default: state = .text
            }
            return nil
        case .sequence(let count):
            let isOver = (0x40...0x7E).contains(scalar.value) || count >= TextLimits.sequenceCharacters
            state = isOver ? .text : .sequence(count + 1)
            return nil
        case .string(let count):
            let isOver = scalar.value == 0x9C || scalar.value == 0x07 || count >= TextLimits.sequenceCharacters
            state = isOver ? .text : scalar.value == 0x1B ? .escape : .string(count + 1)
            return nil
        }
    }

    private mutating func takeText(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0x07, 0x08: return scalar
        case 0x0D:
            state = .carriageReturn
            return "\n"
        case 0x0A, 0x85, 0x2028, 0x2029: return "\n"
        case 0x09: return " "
        case 0x1B:
            state = .escape
            return nil
        case 0x9B:
            state = .sequence(0)
            return nil
        case 0x90, 0x98, 0x9D, 0x9E, 0x9F:
            state = .string(0)
            return nil
        // The byte order mark begins a stream (RFC 9071 §3.16.4); overrides of direction only deceive.
        case 0...0x1F, 0x7F...0x9F, 0xFEFF, 0x202A...0x202E, 0x2066...0x2069: return nil
        default: return scalar
        }
    }
}
