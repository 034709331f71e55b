/// The signs of a number, of any writing of it.
struct NumberSigns: Sendable, Equatable {
    /// Digits, and stars and hashes of a code.
    var digits: String
    /// It begins with the country code.
    var isInternational: Bool

    var isCode: Bool { digits.contains { $0 == "*" || $0 == "#" } }

    /// - Parameter text: a number with visual separators (RFC 3966 §5.1.1), a `tel:`, `sip:` or `sips:` address.
    /// - Returns: nil where it is no number.
    init?(_ text: String) {
        guard text.utf8.count <= PeopleLimits.numberCharacters else { return nil }
        let (written, context) = Self.taken(text)
        digits = ""
        var hasPlus = false
        let scalars = Array(written.unicodeScalars)
        var place = 0
        while place < scalars.count {
            let scalar = scalars[place]
            place += 1
            switch scalar {
            case "0"..."9", "*", "#": digits.unicodeScalars.append(scalar)
            case "+" where digits.isEmpty && !hasPlus: hasPlus = true
            // "+33 (0)4 76": the zero is for those in the country.
            case "(" where (hasPlus || digits.hasPrefix("00")) && scalars[place...].starts(with: ["0", ")"]): place += 2
            case " ", ".", "-", "/", "(", ")", "\t", "\u{A0}", "\u{202F}", "\u{2009}", "\u{2007}",
                "\u{2010}"..."\u{2015}":
                continue
            // Marks of direction that come with a copied number.
            case "\u{200E}", "\u{200F}", "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}": continue
            default: return nil
            }
            if digits.utf8.count > PeopleLimits.numberSigns { return nil }
        }
        if !hasPlus, let context, !digits.contains(where: { $0 == "*" || $0 == "#" }) {
            digits = context + digits
            hasPlus = true
        }
        guard !digits.isEmpty, digits.utf8.count <= PeopleLimits.numberSigns else { return nil }
        isInternational = hasPlus
        if hasPlus, isCode { return nil }
    }

    /// The number within an address, and the digits that its context puts before it (RFC 3966 §5.1.5).
    private static func taken(_ text: String) -> (String, String?) {
        let trimmed = text.drop { $0 == " " }
        guard let colon = trimmed.firstIndex(of: ":") else { return (String(trimmed), nil) }
        let scheme = trimmed[..<colon].lowercased()
        guard ["tel", "sip", "sips"].contains(scheme) else { return (text, nil) }
        var rest = trimmed[trimmed.index(after: colon)...]
        if scheme != "tel" { rest = rest.prefix { $0 != "@" } }
        let parts = rest.split(separator: ";", omittingEmptySubsequences: false)
        var context: String?
        for part in parts.dropFirst() where part.lowercased().hasPrefix("phone-context=+") {
            let digits = part.dropFirst("phone-context=+".count).filter { !"-.()".contains($0) }
            if !digits.isEmpty, digits.allSatisfy({ $0.isASCII && $0.isNumber }) { context = String(digits) }
        }
        return (unescaped(parts.first ?? ""), context)
    }

    /// Without percent escapes (RFC 3986 §2.1); one that is broken stays, and makes it no number.
    private static func unescaped(_ text: Substring) -> String {
        guard text.contains("%") else { return String(text) }
        var octets: [UInt8] = []
        let given = Array(text.utf8)
        var place = 0
        while place < given.count {
            let isEscape = given[place] == UInt8(ascii: "%") && place + 2 < given.count
            if isEscape, let value = UInt8(String(decoding: given[(place + 1)...(place + 2)], as: UTF8.self), radix: 16)
            {
                octets.append(value)
                place += 3
            } else {
                octets.append(given[place])
                place += 1
            }
        }
        return String(decoding: octets, as: UTF8.self)
    }
}
