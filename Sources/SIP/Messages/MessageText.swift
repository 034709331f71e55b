/// Octets of a message ↔ text: the edge where `String` begins.
struct MessageText {
    let bytes: [UInt8]
    let parameters: [ParameterSlices]

    func string(_ slice: Slice) -> String {
        guard slice.range.upperBound <= bytes.count else { return "" }
        return String(decoding: bytes[slice.range], as: UTF8.self)
    }

    /// RFC 3261 §19.1.2: each %HH is the octet that it stands for, once.
    func unescaped(_ slice: Slice) -> String {
        guard slice.range.upperBound <= bytes.count else { return "" }
        var octets: [UInt8] = []
        octets.reserveCapacity(Int(slice.count))
        var index = slice.range.lowerBound
        while index < slice.range.upperBound {
            if bytes[index] == 37, index + 2 < slice.range.upperBound, let high = bytes[index + 1].hexadecimalValue,
                let low = bytes[index + 2].hexadecimalValue
            {
                octets.append(high << 4 | low)
                index += 3
            } else {
                octets.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: octets, as: UTF8.self)
    }

    /// The text of a quoted-string: each pair is its second character.
    func unquoted(_ slice: Slice) -> String {
        guard slice.range.upperBound <= bytes.count else { return "" }
        var octets: [UInt8] = []
        var index = slice.range.lowerBound
        while index < slice.range.upperBound {
            if bytes[index] == 92, index + 1 < slice.range.upperBound { index += 1 }
            octets.append(bytes[index])
            index += 1
        }
        return String(decoding: octets, as: UTF8.self)
    }

    func parameters(_ range: ParameterRange, unescaped: Bool = false) -> [Parameter] {
        guard range.range.upperBound <= parameters.count else { return [] }
        return parameters[range.range].map { item in
            let name = unescaped ? self.unescaped(item.name) : string(item.name)
            switch item.form {
            case .nameOnly: return Parameter(name)
            case .token: return Parameter(name, unescaped ? self.unescaped(item.value) : string(item.value))
            case .quoted: return Parameter(name, unquoted(item.value))
            }
        }
    }

    /// Text for a place that allows this class and `%HH`: everything else is escaped, `%` itself too.
    static func escaped(_ text: String, keeping set: CharacterClass) -> String {
        var octets: [UInt8] = []
        for octet in text.utf8 {
            if octet != 37, set.contains(octet) {
                octets.append(octet)
            } else {
                octets.append(37)
                octets.append(hexadecimal[Int(octet >> 4)])
                octets.append(hexadecimal[Int(octet & 15)])
            }
        }
        return String(decoding: octets, as: UTF8.self)
    }

    private static let hexadecimal = Array("0123456789ABCDEF".utf8)

    /// A token, or a quoted-string where the text is none.
    static func tokenOrQuoted(_ text: String) -> String {
        !text.isEmpty && text.utf8.allSatisfy(CharacterClass.parameterValue.contains) ? text : quoted(text)
    }

    /// A quoted-string: quotes and backslashes escaped, controls dropped.
    static func quoted(_ text: String) -> String {
        var octets: [UInt8] = [34]
        for octet in text.utf8 where octet >= 32 && octet != 127 {
            if octet == 34 || octet == 92 { octets.append(92) }
            octets.append(octet)
        }
        octets.append(34)
        return String(decoding: octets, as: UTF8.self)
    }

    /// A value that may stand in a header: controls are dropped, so that no text can begin a line of its own.
    static func printable(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 < 32 || $0 == 127 }) else { return text }
        return String(decoding: text.utf8.filter { $0 >= 32 && $0 != 127 }, as: UTF8.self)
    }

    /// The text without what a class does not allow.
    static func kept(_ text: String, _ set: CharacterClass) -> String {
        guard text.utf8.contains(where: { !set.contains($0) }) else { return text }
        return String(decoding: text.utf8.filter(set.contains), as: UTF8.self)
    }

    /// A host and a port as they stand in a URI: IPv6 in brackets; characters that no host has are dropped.
    static func hostPort(_ host: String, _ port: UInt16?) -> String {
        (host.utf8.contains(58) ? "[\(kept(host, .ipv6))]" : kept(host, .host)) + (port.map { ":\($0)" } ?? "")
    }

    static func headerParameters(_ parameters: [Parameter]) -> String {
        var text = ""
        for parameter in parameters {
            let name = kept(parameter.name, .token)
            if name.isEmpty { continue }
            text += ";" + name
            if let value = parameter.value { text += "=" + tokenOrQuoted(value) }
        }
        return text
    }
}
