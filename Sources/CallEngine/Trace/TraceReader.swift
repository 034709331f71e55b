/// Reads one JSON value from a line of a trace; bounded in length and depth, never trapping.
struct TraceReader {
    private let octets: [UInt8]
    private var place = 0

    static let maximumOctets = 512 * 1_024
    static let maximumDepth = 8

    /// - Returns: nil where the text is not one JSON value, or passes a bound.
    static func read(_ text: String) -> TraceValue? {
        guard text.utf8.count <= maximumOctets else { return nil }
        var reader = TraceReader(octets: Array(text.utf8))
        guard let value = reader.value(depth: 0) else { return nil }
        reader.skipBlanks()
        return reader.place == reader.octets.count ? value : nil
    }

    private init(octets: [UInt8]) { self.octets = octets }

    private var current: UInt8? { place < octets.count ? octets[place] : nil }

    private mutating func skipBlanks() {
        while let octet = current, octet == 32 || octet == 9 || octet == 10 || octet == 13 { place += 1 }
    }

    private mutating func take(_ octet: UInt8) -> Bool {
        guard current == octet else { return false }
        place += 1
        return true
    }

    private mutating func take(word: String) -> Bool {
        let end = place + word.utf8.count
        guard end <= octets.count, octets[place..<end].elementsEqual(word.utf8) else { return false }
        place = end
        return true
    }

    private mutating func value(depth: Int) -> TraceValue? {
        guard depth < Self.maximumDepth else { return nil }
        skipBlanks()
        switch current {
        case UInt8(ascii: "{"): return object(depth: depth)
        case UInt8(ascii: "["): return list(depth: depth)
        case UInt8(ascii: "\""): return string().map(TraceValue.text)
        case UInt8(ascii: "t"): return take(word: "true") ? .truth(true) : nil
        case UInt8(ascii: "f"): return take(word: "false") ? .truth(false) : nil
        case UInt8(ascii: "n"): return take(word: "null") ? .null : nil
        case nil: return nil
        case .some: return number()
        }
    }

    private mutating func object(depth: Int) -> TraceValue? {
        place += 1
        var members: [String: TraceValue] = [:]
        skipBlanks()
        if take(UInt8(ascii: "}")) { return .object(members) }
        repeat {
            skipBlanks()
            guard current == UInt8(ascii: "\""), let name = string() else { return nil }
            skipBlanks()
            guard take(UInt8(ascii: ":")), let value = value(depth: depth + 1) else { return nil }
            members[name] = value
            skipBlanks()
        } while take(UInt8(ascii: ","))
        return take(UInt8(ascii: "}")) ? .object(members) : nil
    }

    private mutating func list(depth: Int) -> TraceValue? {
        place += 1
        var values: [TraceValue] = []
        skipBlanks()
        if take(UInt8(ascii: "]")) { return .list(values) }
        repeat {
            guard let value = value(depth: depth + 1) else { return nil }
            values.append(value)
            skipBlanks()
        } while take(UInt8(ascii: ","))
        return take(UInt8(ascii: "]")) ? .list(values) : nil
    }

    private mutating func number() -> TraceValue? {
        let start = place
        while let octet = current, "+-.eE0123456789".utf8.contains(octet) { place += 1 }
        let text = String(decoding: octets[start..<place], as: UTF8.self)
        if let whole = Int64(text) { return .whole(whole) }
        guard let fraction = Double(text), fraction.isFinite else { return nil }
        return .fraction(fraction)
    }

    private mutating func string() -> String? {
        place += 1
        var text: [UInt8] = []
        while let octet = current {
            place += 1
            switch octet {
            case UInt8(ascii: "\""): return String(validating: text, as: UTF8.self)
            case UInt8(ascii: "\\"):
                guard let scalar = escaped() else { return nil }
                text.append(contentsOf: String(Character(scalar)).utf8)
            default: text.append(octet)
            }
        }
        return nil
    }

    private mutating func escaped() -> Unicode.Scalar? {
        guard let octet = current else { return nil }
        place += 1
        switch octet {
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(octet)
        case UInt8(ascii: "u"):
            guard place + 4 <= octets.count else { return nil }
            let digits = String(decoding: octets[place..<(place + 4)], as: UTF8.self)
            place += 4
            // Halves of a surrogate pair never come from our writer.
            return UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init)
        default: return nil
        }
    }
}
