import Testing

@testable import JSONText

@Suite("JSON texts and values")
struct JSONTests {
    @Test(arguments: [
        ("null", JSON.null), (" true ", .boolean(true)), ("-12", .integer(-12)), ("1.5e2", .number(150)),
        ("\"a\\u00e9\\n\\ud83d\\ude00\"", .text("aé\n😀")), ("[]", .array([])),
        ("[1,[2]]", .array([.integer(1), .array([.integer(2)])])),
        ("{\"a\": {\"b\": null}}", .object([.init("a", .object([.init("b", .null)]))])), ("{}", .object([])),
        ("1000000000000000000000", .number(1e21)),
    ])
    func aTextIsRead(_ text: String, _ value: JSON) throws {
        #expect(try JSONParser.parse(Array(text.utf8)) == value)
        #expect(try JSONParser.parse(Array(value.description.utf8)) == value)
    }

    @Test(arguments: [
        "", "nul", "tru", "01", "-", "1.", "1e", "\"", "\"\\x\"", "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\\u12\"",
        "[1,]", "[1 2]",
        "{\"a\"}", "{a:1}", "{\"a\":1,}", "1 2", "\"\n\"", "1e999", "+1", "'a'",
    ])
    func anythingElseIsAFault(_ text: String) {
        #expect(throws: JSONFault.self) { try JSONParser.parse(Array(text.utf8)) }
    }

    @Test func everyPrefixOfATextIsAFault() {
        let whole = Array("{\"a\":[1,\"b\\u00e9\",{\"c\":true}]}".utf8)
        for count in 0..<whole.count {
            #expect(throws: JSONFault.self) { try JSONParser.parse(Array(whole.prefix(count))) }
        }
    }

    @Test func theLimitsHold() {
        let deep = Array(String(repeating: "[", count: 5_000).utf8)
        #expect(throws: JSONFault(offset: Limits.nesting + 1)) { try JSONParser.parse(deep) }
        let long = [UInt8](repeating: 0x20, count: Limits.octets + 1)
        #expect(throws: JSONFault(offset: Limits.octets)) { try JSONParser.parse(long) }
    }

    @Test func controlCharactersAreEscaped() {
        #expect(JSON.text("a\u{1}\"\\\u{2028}").description == "\"a\\u0001\\\"\\\\\\u2028\"")
    }
}
