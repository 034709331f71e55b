/// Why a text is not JSON, and where: the number of octets before the fault.
public struct JSONFault: Error, Sendable, Equatable {
    public var offset: Int
}

/// Reads one JSON value (RFC 8259) within `Limits`; nothing may follow it but white space.
public struct JSONParser {
    private let octets: [UInt8]
    private var place = 0

    /// - Parameter most: the octets that a text may have.
    /// - Throws: `JSONFault` at the first octet that does not fit, or where a limit is passed.
    public static func parse(_ octets: [UInt8], most: Int = Limits.octets) throws(JSONFault) -> JSON {
        guard octets.count <= most else { throw JSONFault(offset: most) }
        var parser = JSONParser(octets: octets)
        let value = try parser.value(depth: 0)
        parser.skipSpace()
        guard parser.place == octets.count else { throw parser.fault }
        return value
    }

    private init(octets: [UInt8]) { self.octets = octets }

    private var fault: JSONFault { JSONFault(offset: place) }
    private var current: UInt8? { place < octets.count ? octets[place] : nil }

    private mutating func skipSpace() {
        while let octet = current, octet == 0x20 || octet == 0x09 || octet == 0x0a || octet == 0x0d { place += 1 }
    }

    private mutating func expect(_ octet: UInt8) throws(JSONFault) {
        guard current == octet else { throw fault }
        place += 1
    }

    private mutating func expect(word: StaticString, _ value: JSON) throws(JSONFault) -> JSON {
        for offset in 0..<word.utf8CodeUnitCount { try expect(word.utf8Start[offset]) }
        return value
    }

    private mutating func value(depth: Int) throws(JSONFault) -> JSON {
        guard depth <= Limits.nesting else { throw fault }
        skipSpace()
        guard let octet = current else { throw fault }
        switch octet {
        case UInt8(ascii: "n"): return try expect(word: "null", .null)
        case UInt8(ascii: "t"): return try expect(word: "true", .boolean(true))
        case UInt8(ascii: "f"): return try expect(word: "false", .boolean(false))
        case UInt8(ascii: "\""): return .text(try text())
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "{"): return try object(depth: depth)
        default: return try number()
        }
    }

    private mutating func array(depth: Int) throws(JSONFault) -> JSON {
        place += 1
        var elements: [JSON] = []
        skipSpace()
        if current == UInt8(ascii: "]") {
            place += 1
            return .array(elements)
        }
        while true {
            elements.append(try value(depth: depth + 1))
            skipSpace()
            if current == UInt8(ascii: ",") {
                place += 1
                continue
            }
            try expect(UInt8(ascii: "]"))
            return .array(elements)
        }
    }

    private mutating func object(depth: Int) throws(JSONFault) -> JSON {
        place += 1
        var members: [JSON.Member] = []
        skipSpace()
        if current == UInt8(ascii: "}") {
            place += 1
            return .object(members)
        }
        while true {
            skipSpace()
            let name = try text()
            skipSpace()
            try expect(UInt8(ascii: ":"))
            members.append(JSON.Member(name, try value(depth: depth + 1)))
            skipSpace()
            if current == UInt8(ascii: ",") {
                place += 1
                continue
            }
            try expect(UInt8(ascii: "}"))
            return .object(members)
        }
    }

    private mutating func number() throws(JSONFault) -> JSON {
        let start = place
        if current == UInt8(ascii: "-") { place += 1 }
        let firstDigit = current
        let whole = digits()
        guard whole > 0, !(firstDigit == UInt8(ascii: "0") && whole > 1) else { throw fault }
        var isInteger = true
        if current == UInt8(ascii: ".") {
            place += 1
            isInteger = false
            guard digits() > 0 else { throw fault }
        }
        if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
            place += 1
            isInteger = false
            if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { place += 1 }
            guard digits() > 0 else { throw fault }
        }
        let written = String(decoding: octets[start..<place], as: UTF8.self)
        if isInteger, let number = Int(written) { return .integer(number) }
        guard let number = Double(written), number.isFinite else { throw JSONFault(offset: start) }
        return .number(number)
    }

    private mutating func digits() -> Int {
        let start = place
        while let octet = current, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(octet) { place += 1 }
        return place - start
    }

    private mutating func text() throws(JSONFault) -> String {
        try expect(UInt8(ascii: "\""))
        var content: [UInt8] = []
        while let octet = current {
            place += 1
            switch octet {
            case UInt8(ascii: "\""):
                guard let text = String(validating: content, as: UTF8.self) else { throw fault }
                return text
            case UInt8(ascii: "\\"): try escape(into: &content)
            case 0..<0x20:
                place -= 1
                throw fault
            default: content.append(octet)
            }
        }
        throw fault
    }

    private mutating func escape(into content: inout [UInt8]) throws(JSONFault) {
        guard let octet = current else { throw fault }
        place += 1
        switch octet {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(octet)
        case UInt8(ascii: "b"): content.append(0x08)
        case UInt8(ascii: "f"): content.append(0x0c)
        case UInt8(ascii: "n"): content.append(0x0a)
        case UInt8(ascii: "r"): content.append(0x0d)
        case UInt8(ascii: "t"): content.append(0x09)
        case UInt8(ascii: "u"):
            var code = try fourDigits()
            if (0xd800...0xdbff).contains(code) {
                // RFC 8259 §7: a pair of surrogates stands for one character.
                try expect(UInt8(ascii: "\\"))
                try expect(UInt8(ascii: "u"))
                let low = try fourDigits()
                guard (0xdc00...0xdfff).contains(low) else { throw fault }
                code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00)
            }
            guard let scalar = Unicode.Scalar(code) else { throw fault }
            content += Array(String(scalar).utf8)
        default:
            place -= 1
            throw fault
        }
    }

    private mutating func fourDigits() throws(JSONFault) -> UInt32 {
        var code: UInt32 = 0
        for _ in 0..<4 {
            guard let octet = current, let digit = Character(Unicode.Scalar(octet)).hexDigitValue, octet < 0x80 else {
                throw fault
            }
            code = code << 4 | UInt32(digit)
            place += 1
        }
        return code
    }
}
