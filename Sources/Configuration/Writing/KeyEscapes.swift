/// The escapes of a quoted key (TOML 1.0, "String").
enum KeyEscapes {
    static func undone(_ octets: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        var rest = octets
        while let octet = rest.popFirst() {
            guard octet == UInt8(ascii: "\\"), let kind = rest.popFirst() else {
                result.append(octet)
                continue
            }
            switch kind {
            case UInt8(ascii: "b"): result.append(8)
            case UInt8(ascii: "t"): result.append(9)
            case UInt8(ascii: "n"): result.append(10)
            case UInt8(ascii: "f"): result.append(12)
            case UInt8(ascii: "r"): result.append(13)
            case UInt8(ascii: "u"), UInt8(ascii: "U"):
                let digits = rest.prefix(kind == UInt8(ascii: "u") ? 4 : 8)
                rest = rest.dropFirst(digits.count)
                let scalar = UInt32(String(decoding: digits, as: UTF8.self), radix: 16).flatMap(Unicode.Scalar.init)
                result += Array(String(Character(scalar ?? "\u{FFFD}")).utf8)
            default: result.append(kind)
            }
        }
        return result
    }
}
