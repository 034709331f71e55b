import SIP
import Testing

/// STUN as SIP's keep-alive uses it: the vectors of RFC 5769 §2.2 and §2.3, cut to the address.
@Suite struct StunBindingTests {
    static let identifier: [UInt8] = [0xb7, 0xe7, 0xa7, 0x01, 0xbc, 0x34, 0xd6, 0x86, 0xfa, 0x87, 0xdf, 0xae]

    static func response(_ attributes: [UInt8]) -> [UInt8] {
        [1, 1, 0, UInt8(attributes.count), 0x21, 0x12, 0xa4, 0x42] + identifier + attributes
    }

    static let ipv4: [UInt8] = [0x00, 0x20, 0x00, 0x08, 0x00, 0x01, 0xa1, 0x47, 0xe1, 0x12, 0xa6, 0x43]
    static let ipv6: [UInt8] =
        [0x00, 0x20, 0x00, 0x14, 0x00, 0x02, 0xa1, 0x47]
        + [0x01, 0x13, 0xa9, 0xfa, 0xa5, 0xd3, 0xf1, 0x79, 0xbc, 0x25, 0xf4, 0xb5, 0xbe, 0xd2, 0xb9, 0xd9]

    @Test func theAddressesOfTheStandardsVectors() {
        let software: [UInt8] = [0x80, 0x22, 0x00, 0x03, 0x61, 0x62, 0x63, 0x20]
        #expect(
            StunBinding.mapped(in: Self.response(software + Self.ipv4), of: Self.identifier)
                == .init(octets: [192, 0, 2, 1], port: 32_853))
        let long: [UInt8] = [
            0x20, 0x01, 0x0d, 0xb8, 0x12, 0x34, 0x56, 0x78, 0, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77,
        ]
        #expect(
            StunBinding.mapped(in: Self.response(Self.ipv6), of: Self.identifier) == .init(octets: long, port: 32_853))
    }

    /// An old server answers without the mask.
    @Test func thePlainAddressIsReadToo() {
        let plain: [UInt8] = [0, 1, 0, 8, 0, 1, 0x80, 0x55, 192, 0, 2, 1]
        #expect(
            StunBinding.mapped(in: Self.response(plain), of: Self.identifier)
                == .init(octets: [192, 0, 2, 1], port: 32_853))
    }

    @Test func aRequestIsTwentyOctets() {
        let request = StunBinding.request(Self.identifier)
        #expect(request == [0, 1, 0, 0, 0x21, 0x12, 0xa4, 0x42] + Self.identifier && StunBinding.isStun(request))
        #expect(!StunBinding.isStun(Array("OPTIONS".utf8)) && !StunBinding.isStun([]))
    }

    /// Every cut and every changed octet is another message or none, never a trap.
    @Test func nonsenseIsNothing() {
        let whole = Self.response(Self.ipv4)
        for length in 0..<whole.count {
            #expect(StunBinding.mapped(in: Array(whole[..<length]), of: Self.identifier) == nil)
        }
        for place in 0..<24 where place != 22 && place != 23 {
            var changed = whole
            changed[place] ^= 0x81
            #expect(StunBinding.mapped(in: changed, of: Self.identifier) == nil, "octet \(place)")
        }
        #expect(StunBinding.mapped(in: whole, of: Array(repeating: 0, count: 12)) == nil)
        #expect(StunBinding.mapped(in: whole, of: []) == nil)
        #expect(StunBinding.mapped(in: Self.response([0, 0x20, 255, 255]), of: Self.identifier) == nil)
    }
}
