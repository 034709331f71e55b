import CallEngine
import SIP
import Testing

@Suite struct DialledAddressTests {
    @Test(arguments: [
        ("0476 00 11 22", "sip:0476001122@example.org"), ("+33 (4) 76-00", "sip:+3347600@example.org"),
        ("tel:+33476001122;phone-context=x", "sip:+33476001122@example.org"), ("bob", "sip:bob@example.org"),
        // RFC 3966 §5.1.5, §6, §9.
        ("tel:+1-201-555-0123", "sip:+12015550123@example.org"), ("TEL:7042", "sip:7042@example.org"),
        ("tel:7042;phone-context=example.com", "sip:7042@example.com"),
        ("tel:04.76.00(11)22;ext=3;phone-context=+33", "sip:0476001122@example.org"),
        ("tel:*21#;phone-context=pbx.example.com", "sip:*21%23@pbx.example.com"),
        ("bob@example.net", "sip:bob@example.net"),
        (" sip:b@192.0.2.4:5090;transport=tcp ", "sip:b@192.0.2.4:5090;transport=tcp"),
        ("*21#", "sip:*21%23@example.org"), ("sip:b@h?Route=%3Csip:x%3E", "sip:b@h"),
    ])
    func whatIsTypedIsCalled(text: String, uri: String) {
        var bench = Bench()
        bench.start()
        bench.command(.dial(to: text, account: nil, token: 1))
        #expect(bench.last(.invite)?.requestURI.description == uri)
    }

    @Test(arguments: [
        "tel:", "tel:+", "tel:+33-bob", "tel:bob", "tel:7042;phone-context=", "tel:7042;phone-context=a b",
        "mailto:bob@example.org", "", "  ", "http://x", "two words", "sip:", "sip:@",
        String(repeating: "1", count: 513),
    ])
    func nonsenseIsRefused(text: String) {
        var bench = Bench()
        bench.start()
        bench.command(.dial(to: text, account: nil, token: 9))
        #expect(bench.events.last == .dialRefused(.invalidAddress, token: 9) && bench.core.calls.isEmpty)
    }
}
