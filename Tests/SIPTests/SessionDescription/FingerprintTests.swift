import Testing

@testable import SIP

/// `a=fingerprint`, `a=setup`, `a=tls-id` and `a=rtcp-mux` (RFC 8122, RFC 4145, RFC 8842, RFC 5761).
@Suite struct FingerprintTests {
    static let pairs = (0..<32).map { ($0 < 16 ? "0" : "") + String($0, radix: 16).uppercased() }
    static let text = "sha-256 " + pairs.joined(separator: ":")
    static let value = Fingerprint(.sha256, (0..<32).map { UInt8($0) })

    @Test func itIsReadAndWritten() {
        #expect(Fingerprint(parsing: Self.text) == Self.value)
        #expect(Fingerprint(parsing: Self.text.lowercased().replacing("sha", with: "SHA")) == Self.value)
        #expect(OctetWriter.text { Self.value.write(to: &$0) } == Self.text)
    }

    @Test(arguments: [(Fingerprint.HashFunction.sha384, "sha-384"), (.sha512, "sha-512")])
    func longerHashesAreTaken(function: Fingerprint.HashFunction, name: String) {
        let octets = [UInt8](repeating: 0xAB, count: function.octets)
        let text = name + " " + octets.map { _ in "AB" }.joined(separator: ":")
        #expect(Fingerprint(parsing: text) == Fingerprint(function, octets))
    }

    @Test(arguments: [
        "", "sha-256", "sha-256 ", "sha-1 " + Array(repeating: "AB", count: 20).joined(separator: ":"),
        "md5 " + Array(repeating: "AB", count: 16).joined(separator: ":"), text + ":00", String(text.dropLast()),
        text.replacing(":1F", with: ":1G"), text.replacing(":", with: "-"), text.replacing(":1F", with: ": F"),
        "sha-256 " + Array(repeating: "AB", count: 48).joined(separator: ":"),
    ]) func whatIsNoneIsNone(text: String) {
        #expect(Fingerprint(parsing: text) == nil)
    }

    @Test func aMediumHasItsOwnOrTheSessions() throws {
        let other = Fingerprint(.sha256, [UInt8](repeating: 0xAB, count: 32))
        let description = try SessionDescription(
            parsing: [
                "v=0", "o=- 5 1 IN IP4 192.0.2.9", "s=-", "c=IN IP4 192.0.2.9", "t=0 0", "a=fingerprint:\(Self.text)",
                "a=setup:ACTPASS", "m=audio 4500 UDP/TLS/RTP/SAVP 8", "a=rtcp-mux", "a=tls-id:abc3de65cddef001be82",
                "m=text 4600 UDP/TLS/RTP/SAVPF 98", "a=setup:passive",
                "a=fingerprint:" + OctetWriter.text { other.write(to: &$0) }, "a=fingerprint:md5 00", "a=setup:none",
            ].joined(separator: "\r\n").utf8)
        #expect(
            description.media.map(\.dtls) == [
                DTLSAttributes(fingerprints: [Self.value], setup: .actpass, tlsID: "abc3de65cddef001be82"),
                DTLSAttributes(fingerprints: [other], setup: .actpass),
            ])
        #expect(description.media.map(\.isMultiplexed) == [true, false])
        // What was read is written so that it is read again.
        #expect(try SessionDescription(parsing: description.octets).media == description.media)
    }

    @Test func noMoreAreKeptThanAreUseful() throws {
        let lines = ["m=audio 4500 UDP/TLS/RTP/SAVP 8"] + Array(repeating: "a=fingerprint:\(Self.text)", count: 50)
        let description = try OfferAnswerTests.description(lines)
        #expect(description.media[0].dtls.fingerprints.count == DTLSAttributes.mostFingerprints)
    }
}
