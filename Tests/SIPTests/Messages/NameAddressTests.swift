import Testing

@testable import SIP

/// name-addr and addr-spec with header parameters (RFC 3261 §20.10).
@Suite struct NameAddressTests {
    static let uri = URI(user: "a", host: "b")
    static let fixtures: [(String, NameAddress)] = [
        ("<sip:a@b>", NameAddress(uri: uri)),
        ("sip:a@b", NameAddress(uri: uri)),
        ("sip:a@b;tag=x", NameAddress(uri: uri, parameters: [Parameter("tag", "x")])),
        (
            "<sip:a@b;tag=x>;y",
            NameAddress(
                uri: URI(user: "a", host: "b", parameters: [Parameter("tag", "x")]), parameters: [Parameter("y")])
        ),
        ("\"Dupont, Jean\" <sip:a@b>", NameAddress(displayName: "Dupont, Jean", uri: uri)),
        (#""say \"hi\" \\" <sip:a@b>"#, NameAddress(displayName: #"say "hi" \"#, uri: uri)),
        ("Jean  Dupont<sip:a@b>", NameAddress(displayName: "Jean  Dupont", uri: uri)),
        (
            "\"Élodie\"<sip:a@b> ; tag = \"q v\"",
            NameAddress(displayName: "Élodie", uri: uri, parameters: [Parameter("tag", "q v")])
        ),
        ("\"\" <sip:a@b>", NameAddress(uri: uri)),
    ]

    @Test(arguments: fixtures.indices) func textAndValue(index: Int) throws {
        let (text, value) = Self.fixtures[index]
        #expect(try NameAddress(parsing: text) == value)
        #expect(try NameAddress(parsing: value.description) == value)
    }

    @Test(arguments: [
        "", "<>", "<sip:a@b", "sip:a@b>", "\"a <sip:a@b>", "\"a\" sip:a@b", "a, b <sip:a@b>", "< sip:a@b>",
        "<sip:a@b >",
        "<sip:a@b>;", "<sip:a@b>;;x", "<sip:a@b> x", "sip:a@b?X=y", "\"a\\", "</sip:a@b>", "a b sip:a@b",
        "\"a\\\" <sip:a@b>",
    ]) func faults(text: String) {
        #expect(throws: SIPError.self) { try NameAddress(parsing: text) }
    }

    @Test func tag() throws {
        let address = try NameAddress(parsing: "<sip:a@b>;TAG=Xy;z")
        #expect(address.tag == "Xy")
        #expect(address.tagged("n").description == "<sip:a@b>;z;tag=n")
        #expect(address.tagged(nil).tag == nil)
    }

    @Test func namesAreWrittenSafely() throws {
        let name = "a\"\r\nVia: b\\\u{0}\u{7f}é"
        let text = NameAddress(displayName: name, uri: Self.uri).description
        #expect(try NameAddress(parsing: text).displayName == "a\"Via: b\\é")
    }
}
