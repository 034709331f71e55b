/// One line of a vCard, unfolded: `item1.TEL;TYPE=work:0476001122` (RFC 6350 §3.3).
struct CardLine: Sendable, Equatable {
    struct Parameter: Sendable, Equatable {
        /// In capitals.
        var name: String
        var values: [String]
    }

    /// In capitals, without its group.
    var name: String
    var parameters: [Parameter]
    /// As it is written, its transfer encoding undone.
    var value: [UInt8]
    /// The line of the file where it begins, from 1.
    var number: Int

    /// - Returns: nil where it is no line of a vCard.
    init?(_ octets: [UInt8], at number: Int) {
        self.number = number
        parameters = []
        guard let end = octets.firstIndex(where: { $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: ":") }) else {
            return nil
        }
        let whole = String(decoding: octets[..<end], as: UTF8.self)
        let bare = whole.lastIndex(of: ".").map { whole[whole.index(after: $0)...] } ?? whole[...]
        guard !bare.isEmpty, bare.utf8.count <= 64, bare.utf8.allSatisfy(Self.isNameOctet) else { return nil }
        name = bare.uppercased()
        guard let (parameters, colon) = Self.parameters(octets, from: end) else { return nil }
        self.parameters = parameters
        value = Array(octets[octets.index(after: colon)...])
        if isQuotedPrintable { value = Self.unquoted(value) }
    }

    private static func isNameOctet(_ octet: UInt8) -> Bool {
        switch octet {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, UInt8(ascii: "-"), UInt8(ascii: "_"): true
        default: false
        }
    }

    /// - Returns: the parameters and the place of the colon before the value; nil where there is none.
    private static func parameters(_ octets: [UInt8], from start: Int) -> ([Parameter], Int)? {
        var found: [Parameter] = []
        var words: [[UInt8]] = [[]]
        var name: String?
        var isQuoted = false
        func ended() -> Parameter? {
            let values = words.map { unescaped(String(decoding: $0, as: UTF8.self)) }.filter { !$0.isEmpty }
            // vCard 2.1 writes values alone: ";CELL;VOICE".
            if name == nil, values.isEmpty { return nil }
            return Parameter(name: name ?? (isEncoding(values) ? "ENCODING" : "TYPE"), values: values)
        }
        for place in octets.indices[start...] {
            let octet = octets[place]
            switch octet {
            case UInt8(ascii: "\""): isQuoted.toggle()
            case UInt8(ascii: ":") where !isQuoted, UInt8(ascii: ";") where !isQuoted:
                if place > start, found.count < PeopleLimits.cardParameters, let parameter = ended() {
                    found.append(parameter)
                }
                if octet == UInt8(ascii: ":") { return (found, place) }
                words = [[]]
                name = nil
            case UInt8(ascii: "=") where !isQuoted && name == nil:
                name = String(decoding: words.last ?? [], as: UTF8.self).uppercased()
                words = [[]]
            case UInt8(ascii: ",") where !isQuoted: if words.count < PeopleLimits.cardParameters { words.append([]) }
            default:
                let last = words.count - 1
                if words[last].count < PeopleLimits.personCharacters { words[last].append(octet) }
            }
        }
        return nil
    }

    private static func isEncoding(_ values: [String]) -> Bool {
        values.contains { ["QUOTED-PRINTABLE", "BASE64", "8BIT", "7BIT"].contains($0.uppercased()) }
    }

    /// Caret escapes of parameters (RFC 6868 §3.2).
    private static func unescaped(_ text: String) -> String {
        guard text.contains("^") else { return text }
        var plain = ""
        var isEscaped = false
        for character in text {
            guard isEscaped else {
                if character == "^" { isEscaped = true } else { plain.append(character) }
                continue
            }
            isEscaped = false
            switch character {
            case "n": plain.append("\n")
            case "^": plain.append("^")
            case "'": plain.append("\"")
            default: plain += "^" + String(character)
            }
        }
        return isEscaped ? plain + "^" : plain
    }

    // MARK: What the parameters say

    /// The values of every parameter of the name, in small letters.
    func values(_ name: String) -> [String] {
        parameters.filter { $0.name == name }.flatMap(\.values).flatMap { $0.lowercased().split(separator: ",") }
            .map(String.init)
    }

    var isQuotedPrintable: Bool { values("ENCODING").contains("quoted-printable") }
    var isBinary: Bool { values("ENCODING").contains { $0 == "b" || $0 == "base64" } }

    /// Lower is preferred; 4.0 counts from 1 to 100 (RFC 6350 §5.3), older ones have a type.
    var preference: Int {
        if values("TYPE").contains("pref") { return 1 }
        return values("PREF").first.flatMap(Int.init) ?? 101
    }

    /// Quoted-printable (RFC 2045 §6.7); an escape that is broken stays as it is.
    private static func unquoted(_ octets: [UInt8]) -> [UInt8] {
        var plain: [UInt8] = []
        var place = 0
        while place < octets.count {
            let octet = octets[place]
            if octet == UInt8(ascii: "="), place + 2 < octets.count, let high = digit(octets[place + 1]),
                let low = digit(octets[place + 2])
            {
                plain.append(high << 4 | low)
                place += 3
            } else {
                plain.append(octet)
                place += 1
            }
        }
        return plain
    }

    private static func digit(_ octet: UInt8) -> UInt8? {
        switch octet {
        case 0x30...0x39: octet - 0x30
        case 0x41...0x46: octet - 0x37
        case 0x61...0x66: octet - 0x57
        default: nil
        }
    }
}
