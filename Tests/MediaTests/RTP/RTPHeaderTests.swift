import Media
import Testing

@Suite struct RTPHeaderTests {
    private func parse(_ octets: [UInt8]) throws(RTPError) -> RTPHeader { try RTPHeader(parsing: octets.span) }
    private static let plain: [UInt8] = [0x80, 0x88, 0x12, 0x34, 0, 0, 0, 0xA0, 0xDE, 0xAD, 0xBE, 0xEF]

    @Test("The fixed header")
    func fixed() throws {
        let header = try parse(Self.plain + [1, 2, 3])
        #expect(header.hasMarker && header.payloadType == 8 && header.sequenceNumber == 0x1234)
        #expect(header.timestamp == 160 && header.ssrc == 0xDEAD_BEEF && header.payload == 12..<15)
    }

    @Test("CSRC, extension and padding are measured")
    func optionalParts() throws {
        var octets = Self.plain
        octets[0] = 0x80 | 0x20 | 0x10 | 2
        octets += [UInt8](repeating: 9, count: 8)  // two contributing sources
        octets += [0xBE, 0xDE, 0, 1, 1, 2, 3, 4]  // one word of extension
        octets += [7, 7, 0, 0, 3]  // two octets of payload, three of padding
        let header = try parse(octets)
        #expect(header.payload == 28..<30)
    }

    /// What follows the first octet, the first octet, and the error.
    static let broken: [(first: UInt8, tail: [UInt8], error: RTPError)] = [
        (0x00, [], .version), (0x40, [], .version), (0x8F, [], .truncated), (0x90, [], .truncated),
        (0x90, [0, 0, 0xFF, 0xFF], .truncated), (0xA0, [0], .malformed), (0xA0, [2], .malformed),
        (0xA0, [], .malformed),
    ]

    @Test("What contradicts itself is refused", arguments: broken)
    func refused(first: UInt8, tail: [UInt8], error: RTPError) {
        let octets = [first] + Array(Self.plain.dropFirst()) + tail
        #expect(throws: error) { try parse(octets) }
    }

    @Test("What is cut is refused", arguments: 0..<12)
    func cut(length: Int) {
        #expect(throws: RTPError.truncated) { try parse(Array(Self.plain.prefix(length))) }
    }

    @Test(
        "First octets tell the protocols apart (RFC 7983)",
        arguments: [
            ([] as [UInt8], DatagramKind.other), ([0], .stun), ([3], .stun), ([4], .other), ([20], .dtls),
            ([63], .dtls),
            ([64], .channel), ([79], .channel), ([80], .other), ([128, 0], .rtp), ([191, 127], .rtp),
            ([128, 200], .rtcp), ([128, 223], .rtcp),
            ([128, 224], .rtp), ([192], .other),
        ])
    func demultiplexing(octets: [UInt8], kind: DatagramKind) {
        let found = DatagramKind(of: octets.span)
        #expect(found == kind)
    }

    @Test(
        "Numeric addresses",
        arguments: [
            ("127.0.0.1", true), ("255.255.255.255", true), ("256.0.0.1", false), ("1.2.3", false), ("1.2.3.", false),
            ("::1", true), ("::", true), ("1::", true), ("2001:db8::7", true), ("::ffff:10.0.0.1", true),
            ("1:2:3:4:5:6:7:8", true), ("1:2:3:4:5:6:7:8:9", false), (":1", false), ("1:", false), ("1::2::3", false),
            ("fe80::1%eth0", true), ("12345::", false), ("g::", false), ("example.org", false), ("", false),
            (":::", false),
        ])
    func addresses(text: String, isValid: Bool) {
        #expect((MediaAddress(host: text, port: 1) != nil) == isValid)
    }

    @Test("An IPv6-mapped address is its IPv4 address")
    func mapped() {
        #expect(MediaAddress(host: "::ffff:10.0.0.1", port: 5) == MediaAddress(ipv4: 0x0A00_0001, port: 5))
        #expect(MediaAddress(ipv4: 0x0A00_0001, port: 5).host == "10.0.0.1")
        #expect(MediaAddress(host: "2001:db8::7", port: 5)?.host == "2001:db8:0:0:0:0:0:7")
        #expect(MediaAddress(host: "0.0.0.0", port: 5)?.isUnspecified == true)
    }
}
