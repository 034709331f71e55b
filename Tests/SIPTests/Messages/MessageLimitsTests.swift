import Testing

@testable import SIP

/// Each limit is reached, and the one before it is still read.
@Suite struct MessageLimitsTests {
    static func request(_ extra: String, body: String = "") -> [UInt8] {
        Array(
            ("OPTIONS sip:a@b.example SIP/2.0\r\nVia: SIP/2.0/UDP c.example\r\nFrom: <sip:c@d.example>\r\n"
                + "To: <sip:a@b.example>\r\nCall-ID: x\r\nCSeq: 1 OPTIONS\r\n\(extra)\r\n\(body)").utf8)
    }

    /// The request has five header values of its own.
    @Test func headers() throws {
        let most = String(repeating: "X: y\r\n", count: MessageLimits.headers - 5)
        _ = try Message(parsing: Self.request(most))
        #expect(throws: SIPError.limit(.headers)) { try Message(parsing: Self.request(most + "X: y\r\n")) }
    }

    @Test func valuesOfOneLineCount() {
        let routes = Array(repeating: "<sip:a>", count: MessageLimits.headers).joined(separator: ",")
        #expect(throws: SIPError.limit(.headers)) { try Message(parsing: Self.request("Route: \(routes)\r\n")) }
    }

    @Test func vias() throws {
        let most = String(repeating: "v: SIP/2.0/UDP a\r\n", count: MessageLimits.vias - 1)
        #expect(try Message(parsing: Self.request(most)).vias.count == MessageLimits.vias)
        #expect(throws: SIPError.limit(.vias)) { try Message(parsing: Self.request(most + "v: SIP/2.0/UDP a\r\n")) }
    }

    @Test func parameters() throws {
        let most = String(repeating: ";p", count: MessageLimits.parameters)
        _ = try Message(parsing: Self.request("Contact: <sip:a>\(most)\r\n"))
        #expect(throws: SIPError.limit(.parameters)) {
            try Message(parsing: Self.request("Contact: <sip:a>\(most);p\r\n"))
        }
    }

    @Test func messageOctets() throws {
        let rest = MessageLimits.messageOctets - Self.request("").count
        _ = try Message(parsing: Self.request("", body: String(repeating: "b", count: rest)))
        #expect(throws: SIPError.limit(.messageOctets)) {
            try Message(parsing: Self.request("", body: String(repeating: "b", count: rest + 1)))
        }
    }

    @Test func displayTextIsBounded() {
        let long = String(repeating: "é", count: 10_000)
        #expect(DisplayText.cleaned(long).unicodeScalars.count == DisplayText.limit)
    }

    @Test(arguments: [
        ("Alice\u{1b}[2J", "Alice[2J"), ("a\u{202e}b\u{2066}c", "abc"), ("a\u{200b}b\u{feff}c\u{ad}d", "abcd"),
        ("  Jean \r\n\t Dupont ", "Jean Dupont"), ("\u{9b}31mX", "31mX"), ("a\u{2028}b", "a b"),
        ("Élodie 王", "Élodie 王"),
        ("\u{0}\u{7f}", ""), ("a\u{e0041}b\u{fe0f}", "ab"),
    ]) func displayTextIsCleaned(text: String, clean: String) {
        #expect(DisplayText.cleaned(text) == clean)
    }

    /// Twice the input, at most 2.2 times the time: measured on sizes far apart, the best of several, with room for noise.
    @Test(arguments: [
        "Via: SIP/2.0/UDP a;branch=z9hG4bK1, ", "Contact: \"\\\"\\\"\\\" ", "X: a b c d ", "X:\r\n y",
        "Contact: sip:a@b;c ",
        "Contact: <sip:%41%42%43", "WWW-Authenticate: Digest a=b,", "Contact: sip:::::::", "Contact: a a a a a a ",
    ]) func timeIsLinear(pattern: String) {
        let colon = pattern.firstIndex(of: ":").map { pattern.index(after: $0) } ?? pattern.startIndex
        let (name, value) = (pattern[..<colon], String(pattern[colon...]))
        func best(_ octets: Int) -> Duration {
            let text = Self.request(name + String(repeating: value, count: octets / value.utf8.count) + "\r\n")
            return (0..<5).map { _ in ContinuousClock().measure { _ = try? Message(parsing: text) } }.min() ?? .zero
        }
        let small = best(4_000)
        let large = best(60_000)
        #expect(large < small * 60 + .milliseconds(5), "15 times the octets: \(small) became \(large)")
    }
}
