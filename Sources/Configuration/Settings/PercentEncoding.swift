/// Percent-encoding down to the unreserved characters (RFC 3986 §2.3): what is put into an address can be no other part of it.
enum PercentEncoding {
    static func of(_ text: some Sequence<Unicode.Scalar>) -> String {
        String(String.UnicodeScalarView(text)).utf8.map { octet in
            switch octet {
            case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x5f, 0x7e: String(UnicodeScalar(octet))
            default: "%" + (octet < 16 ? "0" : "") + String(octet, radix: 16, uppercase: true)
            }
        }.joined()
    }
}
