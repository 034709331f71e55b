import Testing

@testable import SIP

/// URIs as text and as values (RFC 3261 §19.1, RFC 3966).
@Suite struct URITests {
    static let fixtures: [(String, URI)] = [
        ("sip:alice@example.org", URI(user: "alice", host: "example.org")),
        ("sips:example.org:5061", URI(scheme: .sips, host: "example.org", port: 5061)),
        ("sip:a:secret@b", URI(user: "a", password: "secret", host: "b")),
        ("sip:a:@b", URI(user: "a", password: "", host: "b")),
        (
            "sip:+33612345678@b;user=phone",
            URI(user: "+33612345678", host: "b", parameters: [Parameter("user", "phone")])
        ),
        (
            "sip:a@[2001:db8::1]:5070;lr;transport=tcp",
            URI(
                user: "a", host: "2001:db8::1", port: 5070,
                parameters: [Parameter("lr"), Parameter("transport", "tcp")])
        ),
        ("sip:a%20b%40@c", URI(user: "a b@", host: "c")),
        ("sip:a@b?Subject=x&Priority=urgent", URI(user: "a", host: "b", headers: "Subject=x&Priority=urgent")),
        ("sip:a;x=y@b", URI(user: "a;x=y", host: "b")),
        ("tel:+33-1-23-45", URI(scheme: .tel, user: "+33-1-23-45", host: "")),
        (
            "tel:7042;phone-context=example.com",
            URI(scheme: .tel, user: "7042", host: "", parameters: [Parameter("phone-context", "example.com")])
        ),
        ("http://www.example.com/x", URI(scheme: .other("http"), host: "//www.example.com/x")),
        ("urn:service:sos", URI(scheme: .other("urn"), host: "service:sos")),
    ]

    @Test(arguments: fixtures.indices) func textAndValue(index: Int) throws {
        let (text, value) = Self.fixtures[index]
        #expect(try URI(parsing: text) == value)
        #expect(value.description == text)
    }

    @Test(arguments: [
        "", "sip", "sip:", ":a@b", "sip:@b", "sip:a@", "sip:a@b:", "sip:a@b:65536", "sip:a@b:x", "sip:a b@c",
        "sip:a@b ",
        " sip:a@b", "sip:a@[::1", "sip:a@[]", "sip:a@[g::1]", "sip:a%4@b", "sip:a%zz@b", "sip:a@b;", "sip:a@b;=x",
        "sip:a@b;x=", "sip:a@b;x=%4", "sip:a@b?", "sip:a@b>", "<sip:a@b>", "sip:a@b,sip:c@d", "tel:", "1x:y",
        "sip:a@b@c",
        "sip:é@b", "sip:a@é", "sip:a@b\r\nX: y", "sip:a@b :5060", "sip:2001:db8::10",
    ]) func faults(text: String) {
        #expect(throws: SIPError.self) { try URI(parsing: text) }
    }

    @Test(arguments: [
        ("sip:%61lice@ATLANTA.com;transport=TCP", "sip:alice@AtLanTa.CoM;Transport=tcp", true),
        ("sip:carol@chicago.com", "sip:carol@chicago.com;newparam=5", true),
        ("sip:carol@chicago.com;newparam=5", "sip:carol@chicago.com;security=on", true),
        ("SIP:ALICE@AtLanTa.CoM", "sip:alice@AtLanTa.CoM", false),
        ("sip:bob@biloxi.com", "sip:bob@biloxi.com:5060", false),
        ("sip:bob@biloxi.com", "sip:bob@biloxi.com;transport=udp", false),
        ("sip:bob@biloxi.com", "sips:bob@biloxi.com", false),
        ("sip:carol@chicago.com;security=off", "sip:carol@chicago.com;security=on", false),
        ("tel:+33-1-23", "tel:+33123", true), ("tel:+33.1(23)", "tel:+33124", false),
        ("sip:a@b", "sip:a@b?Subject=x", false),
    ]) func comparison(left: String, right: String, equal: Bool) throws {
        let (left, right) = (try URI(parsing: left), try URI(parsing: right))
        #expect(left.matches(right) == equal)
        #expect(right.matches(left) == equal)
    }

    /// Whatever a value holds, what is written is one URI, and reads back as the same parts where it can.
    @Test(arguments: ["a\r\nVia: x", "a>b", "a b", "a\"b", "a;b?c", "é", "\u{0}", "%41", "a@b:c"])
    func writtenPartsStayParts(part: String) throws {
        let uri = URI(user: part, password: part, host: "h", parameters: [Parameter("x", part)])
        let read = try URI(parsing: uri.description)
        #expect(read == uri)
        for hostile in [
            URI(host: part), URI(scheme: .tel, user: part, host: ""), URI(scheme: .other("x"), host: part),
            URI(host: "h", headers: part), URI(scheme: .other(part), host: "h"),
        ] {
            let text = NameAddress(uri: hostile).description
            #expect(!text.utf8.contains { $0 < 33 || $0 == 127 || $0 == 34 }, "\(text)")
            #expect(text.filter { $0 == ">" }.count == 1)
        }
    }
}
