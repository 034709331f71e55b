import Testing

@testable import Application

@Suite struct DiagnosticTextTests {
    private let text = DiagnosticText(secrets: ["hunter2", "ab", "hunter2-long"], keepsNumbers: false)

    @Test(arguments: [
        ("password hunter2, hunter2-long", "password (secret), (secret)"),
        ("ab", "ab"),
        ("call 0476001122 now", "call ********22 now"),
        ("port 5060 and 192.0.2.10", "port 5060 and 192.0.2.10"),
        ("From: <sip:alice@example.org>;tag=x", "From: <sip:***@example.org>;tag=x"),
        ("To: sip:192.0.2.10;lr", "To: sip:192.0.2.10;lr"),
        (
            "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:c2VjcmV0|2^31",
            "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:(secret)"
        ),
        ("Authorization: Digest response=\"00ff\"", "Authorization: (secret)"),
        ("Proxy-authorization: Digest x", "Proxy-authorization: (secret)"),
        ("Authorization : Digest response=\"00ff\"", "Authorization : (secret)"),
        ("Proxy-Authorization:\r\n Digest x,\r\n\tresponse=\"0\"", "Proxy-Authorization: (secret)"),
        ("a=ice-pwd:c2VjcmV0", "a=ice-pwd:(secret)"),
        ("From: \"Alice Martin\" <sips:alice@example.org>", "From: \"***\" <sips:***@example.org>"),
        ("tel:+33-4-76-00-11-22", "tel:+**-*-**-**-**-22"),
    ])
    func nothingOfPeopleLeaves(_ written: String, _ expected: String) { #expect(text.clean(written) == expected) }

    @Test func numbersStayWhereTheAgentWantsThem() {
        let open = DiagnosticText(secrets: ["hunter2"], keepsNumbers: true)
        #expect(open.clean("sip:alice@h 0476001122 hunter2") == "sip:alice@h 0476001122 (secret)")
    }
}
