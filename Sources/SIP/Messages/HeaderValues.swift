/// Values of a header field that the message's own parser leaves as they stand.
enum HeaderValues {
    /// Splits at a separator outside of quotes and angle brackets; blanks at the ends are taken off, empty parts are left out.
    static func split(_ text: String, at separator: UInt8) -> [String] {
        var parts: [[UInt8]] = [[]]
        var isQuoted = false
        var isEscaped = false
        var isBracketed = false
        for octet in text.utf8 {
            if isEscaped {
                isEscaped = false
            } else if isQuoted {
                if octet == 92 { isEscaped = true }
                if octet == 34 { isQuoted = false }
            } else if octet == 34 {
                isQuoted = true
            } else if octet == 60 {
                isBracketed = true
            } else if octet == 62 {
                isBracketed = false
            } else if octet == separator, !isBracketed {
                parts.append([])
                continue
            }
            parts[parts.count - 1].append(octet)
        }
        return parts.map { trimmed(String(decoding: $0, as: UTF8.self)) }.filter { !$0.isEmpty }
    }

    static func trimmed(_ text: some StringProtocol) -> String {
        var slice = text[...]
        while slice.first?.isWhitespace == true { slice = slice.dropFirst() }
        while slice.last?.isWhitespace == true { slice = slice.dropLast() }
        return String(slice)
    }

    /// `;name=value` parts as parameters, quotes taken off.
    static func parameters(_ parts: some Sequence<String>) -> [Parameter] {
        parts.map { part in
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map { trimmed($0) }
            guard pair.count == 2 else { return Parameter(part) }
            let isQuoted = pair[1].count >= 2 && pair[1].hasPrefix("\"") && pair[1].hasSuffix("\"")
            return Parameter(pair[0], isQuoted ? String(pair[1].dropFirst().dropLast()) : pair[1])
        }
    }
}

extension Message {
    /// The addresses of a field over all its lines, comma-separated ones counted each, in order; an unreadable one is left
    /// out, since a phone must ring whatever stands in a field that only tells more (as CVE-2021-33056 did not).
    func nameAddresses(_ name: String) -> [NameAddress] {
        headers(name).flatMap { HeaderValues.split($0, at: 44) }.prefix(MessageLimits.identities)
            .compactMap { try? NameAddress(parsing: $0) }
    }
}

extension [Parameter] {
    /// A parameter's value by name, letter case aside: nil where it is absent, "" where it has no value.
    func value(of name: String) -> String? {
        first { $0.name.lowercased() == name }.map { $0.value ?? "" }
    }
}
