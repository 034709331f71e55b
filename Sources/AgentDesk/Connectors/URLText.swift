/// Parts of addresses (RFC 3986).
enum URLText {
    private static let hexadecimal = Array("0123456789ABCDEF".utf8)

    /// Percent-encoded but for the unreserved characters (§2.3): it can be no other part of an address than it is.
    static func encoded(_ text: String) -> String {
        var octets: [UInt8] = []
        for octet in text.utf8 {
            switch octet {
            case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x5f, 0x7e: octets.append(octet)
            default: octets += [0x25, hexadecimal[Int(octet >> 4)], hexadecimal[Int(octet & 15)]]
            }
        }
        return String(decoding: octets, as: UTF8.self)
    }

    /// `name=value` pairs behind an address.
    static func query(_ pairs: KeyValuePairs<String, String>) -> String {
        pairs.map { "\(encoded($0))=\(encoded($1))" }.joined(separator: "&")
    }

    /// An address of the server, and a path below it.
    static func joined(_ base: String, _ path: String) -> String {
        var base = Substring(base)
        while base.hasSuffix("/") { base = base.dropLast() }
        return base + "/" + path
    }
}
