import Testing

@testable import SIP

/// Refer-To, Referred-By and the header fields that a URI carries (RFC 3515 §2.1, RFC 3892 §3, RFC 3261 §19.1.1).
@Suite struct ReferTests {
    static func refer(_ fields: [HeaderField]) -> Message {
        let via = Via(transport: .udp, host: "192.0.2.9", port: 5_060, branch: Via.magicCookie + "1")
        let uri = URI(user: "alice", host: "example.org")
        return Message.request(
            .refer, uri: uri,
            headers: [
                .via(via), .from(NameAddress(uri: uri, parameters: [Parameter("tag", "1")])),
                .to(NameAddress(uri: uri)),
                .callID("c"), .cSeq(1, .refer),
            ] + fields)
    }

    @Test(arguments: [
        ("<sip:carol@example.net;transport=tcp>", "sip:carol@example.net;transport=tcp"),
        ("\"Carol\" <sip:carol@example.net>;x=y", "sip:carol@example.net"),
        ("sip:carol@example.net", "sip:carol@example.net"),
        ("sip:carol@example.net?Replaces=a%3Bto-tag%3D1", "sip:carol@example.net?Replaces=a%3Bto-tag%3D1"),
        ("<tel:+33476001122>", "tel:+33476001122"), ("<https://example.org/a?b>", "https://example.org/a?b"),
    ]) func whomToCall(value: String, uri: String) throws {
        #expect(try Self.refer([.other("Refer-To", value)]).referTo().uri.description == uri)
        #expect(try Self.refer([.other("r", value)]).referTo().uri.description == uri)
    }

    @Test func exactlyOneReferTo() {
        #expect(throws: SIPError.missing(.referTo)) { try Self.refer([]).referTo() }
        let one = HeaderField.other("Refer-To", "<sip:carol@example.net>")
        #expect(throws: SIPError.contradiction(.referTo)) { try Self.refer([one, one]).referTo() }
        let list = HeaderField.other("Refer-To", "<sip:carol@example.net>, <sip:dave@example.net>")
        #expect(throws: SIPError.self) { try Self.refer([list]).referTo() }
        #expect(throws: SIPError.self) { try Self.refer([.other("Refer-To", "carol")]).referTo() }
    }

    @Test func angleBracketsAlways() {
        let uri = URI(user: "carol", host: "example.net")
        #expect(HeaderField.referTo(uri).description == "Refer-To: <sip:carol@example.net>")
        #expect(HeaderField.referredBy(NameAddress(uri: uri)).description == "Referred-By: <sip:carol@example.net>")
    }

    @Test func whoRefers() {
        func referrer(_ values: [String]) -> String? {
            Self.refer(values.map { .other("Referred-By", $0) }).referredBy?.uri.description
        }
        #expect(referrer(["\"Bob\" <sip:bob@example.org>;cid=\"1@x\""]) == "sip:bob@example.org")
        #expect(Self.refer([.other("b", "sip:bob@example.org")]).referredBy?.uri.user == "bob")
        #expect(referrer([]) == nil && referrer(["<sip:bob"]) == nil)
        #expect(referrer(["<sip:bob@example.org>", "<sip:bob@example.org>"]) == nil)
    }

    @Test func headerFieldsOfAURI() throws {
        let uri = URI(user: "carol", host: "example.net", parameters: [Parameter("transport", "tcp")])
        let value = "12@a.b;to-tag=x+y;from-tag=1"
        let full = uri.adding(header: "Replaces", value: value).adding(header: "Require", value: "replaces")
        #expect(
            full.description == "sip:carol@example.net;transport=tcp"
                + "?Replaces=12%40a.b%3Bto-tag%3Dx%2By%3Bfrom-tag%3D1&Require=replaces")
        let read = try URI(parsing: full.description)
        #expect(read.headerFields == [Parameter("Replaces", value), Parameter("Require", "replaces")])
        #expect(read.headerValues("replaces") == [value] && read.headerValues("Subject").isEmpty)
        #expect(try URI(parsing: "sip:a@b?x&y=1=2&&z=%4").headerFields.map(\.name) == ["x", "y", "z"])
        #expect(try URI(parsing: "sip:a@b?y=1=2&z=%4").headerFields.map(\.value) == ["1=2", "%4"])
        let many = "sip:a@b?" + (0..<100).map { "h\($0)=1" }.joined(separator: "&")
        #expect(try URI(parsing: many).headerFields.count == MessageLimits.uriHeaders)
    }
}
