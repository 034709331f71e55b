/// Texts as the grammar wants them (RFC 3261 §25.1): whatever they hold, no value ends where it should not.
extension OctetWriter {
    /// What the body writes, as text.
    static func text(_ body: (inout OctetWriter) -> Void) -> String {
        String(decoding: octets(capacity: 128, body), as: UTF8.self)
    }

    /// Text for a place that allows this class and `%HH`: everything else is escaped, `%` itself too.
    mutating func append(_ text: String, escapingAllBut set: CharacterClass) {
        for octet in text.utf8 {
            if octet != 37, set.contains(octet) {
                append(octet)
            } else {
                append(37)
                append(Self.hexadecimal(octet >> 4))
                append(Self.hexadecimal(octet & 15))
            }
        }
    }

    private static func hexadecimal(_ value: UInt8) -> UInt8 { value < 10 ? 48 + value : 55 + value }

    /// A quoted-string: quotes and backslashes escaped, controls dropped.
    mutating func append(quoted text: String) {
        append(34)
        for octet in text.utf8 where octet >= 32 && octet != 127 {
            if octet == 34 || octet == 92 { append(92) }
            append(octet)
        }
        append(34)
    }

    /// A token, or a quoted-string where the text is none.
    mutating func append(tokenOrQuoted text: String) {
        let isToken = !text.isEmpty && text.utf8.allSatisfy(CharacterClass.parameterValue.contains)
        if isToken { append(text) } else { append(quoted: text) }
    }

    /// A host and a port as they stand in a URI: IPv6 in brackets; characters that no host has are dropped.
    mutating func append(host: String, port: UInt16?) {
        if host.utf8.contains(58) {
            append(91)
            append(host, keeping: .ipv6)
            append(93)
        } else {
            append(host, keeping: .host)
        }
        guard let port else { return }
        append(58)
        append(number: port)
    }

    /// `;name=value` of each, those without a name left out.
    mutating func append(_ parameters: [Parameter]) {
        for parameter in parameters where parameter.name.utf8.contains(where: CharacterClass.token.contains) {
            append(59)
            append(parameter.name, keeping: .token)
            guard let value = parameter.value else { continue }
            append(61)
            append(tokenOrQuoted: value)
        }
    }

    /// The items with a comma between two.
    mutating func append(list items: some Sequence<String>) {
        var isFirst = true
        for item in items {
            if !isFirst { append(44) }
            isFirst = false
            append(item)
        }
    }
}
