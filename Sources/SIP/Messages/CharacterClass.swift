/// A set of ASCII characters as two constant masks: one for octets below 64, one for those below 128.
struct CharacterClass {
    let low: UInt64
    let high: UInt64

    @inline(__always) func contains(_ octet: UInt8) -> Bool {
        if octet < 64 { return (low &>> UInt64(octet)) & 1 != 0 }
        return octet < 128 && (high &>> UInt64(octet &- 64)) & 1 != 0
    }

    // RFC 3261 §25.1. Letters are 0x07FFFFFE07FFFFFE of the high mask, digits 0x03FF000000000000 of the low one.
    /// token: alphanum - . ! % * _ + ` ' ~
    static let token = CharacterClass(low: 0x03FF_6CA2_0000_0000, high: 0x47FF_FFFF_87FF_FFFE)
    /// user: unreserved, escaped, & = + $ , ; ? /
    static let user = CharacterClass(low: 0xABFF_FFF2_0000_0000, high: 0x47FF_FFFE_87FF_FFFE)
    /// password: unreserved, escaped, & = + $ ,
    static let password = CharacterClass(low: 0x23FF_7FF2_0000_0000, high: 0x47FF_FFFE_87FF_FFFE)
    /// host names: alphanum - . and the underscore that real networks use
    static let host = CharacterClass(low: 0x03FF_6000_0000_0000, high: 0x07FF_FFFE_87FF_FFFE)
    /// word, of which Call-IDs are made, with the @ between two
    static let word = CharacterClass(low: 0xD7FF_EFA6_0000_0000, high: 0x6FFF_FFFF_BFFF_FFFF)
    /// parameter values: token, host with brackets and colons
    static let parameterValue = CharacterClass(low: 0x07FF_6CA2_0000_0000, high: 0x47FF_FFFF_AFFF_FFFE)
    /// URI parameters: unreserved, escaped, [ ] / : & + $
    static let uriParameter = CharacterClass(low: 0x07FF_EFF2_0000_0000, high: 0x47FF_FFFE_AFFF_FFFE)
    /// unreserved: alphanum - _ . ! ~ * ' ( )
    static let unreserved = CharacterClass(low: 0x03FF_6782_0000_0000, high: 0x47FF_FFFE_87FF_FFFE)
    /// scheme: alphanum + - .
    static let scheme = CharacterClass(low: 0x03FF_6800_0000_0000, high: 0x07FF_FFFE_07FF_FFFE)
    /// IPv6 addresses: hexadecimal digits, colons, dots
    static let ipv6 = CharacterClass(low: 0x07FF_4000_0000_0000, high: 0x0000_007E_0000_007E)
    /// uric of an absolute URI whose scheme is not ours, brackets and # included (RFC 3986 §2)
    static let uric = CharacterClass(low: 0xAFFF_FFFA_0000_0000, high: 0x47FF_FFFE_AFFF_FFFF)
    /// telephone numbers with visual separators, # and escapes (RFC 3966 §3)
    static let telephone = CharacterClass(low: 0x03FF_6FAA_0000_0000, high: 0x47FF_FFFE_87FF_FFFE)
    /// Authorization parameter values that are not quoted, base64 of other schemes included
    static let credential = CharacterClass(low: 0x27FF_ECA2_0000_0000, high: 0x47FF_FFFF_87FF_FFFF)
}

extension String {
    /// Whether both are one token, letter case aside in ASCII (RFC 3261 §7.3.1).
    func isSame(as other: String) -> Bool {
        if self == other { return true }
        guard utf8.count == other.utf8.count else { return false }
        var one = self
        var two = other
        return one.withUTF8 { one in
            two.withUTF8 { two in one.indices.allSatisfy { one[$0].lowercased == two[$0].lowercased } }
        }
    }
}

extension UInt8 {
    /// The lower-case letter of an ASCII letter; any other octet as it is.
    @inline(__always) var lowercased: UInt8 { self &- 65 < 26 ? self | 32 : self }
    @inline(__always) var isDigit: Bool { self &- 48 < 10 }
    @inline(__always) var isBlank: Bool { self == 32 || self == 9 }
    /// The value of a hexadecimal digit, nil for another octet.
    var hexadecimalValue: UInt8? {
        switch self {
        case 48...57: self - 48
        case 65...70: self - 55
        case 97...102: self - 87
        default: nil
        }
    }
}
