import CallEngine
import SIP
import Testing

@Suite struct DialledAddressTests {
    @Test(arguments: [
        ("0476 00 11 22", "sip:0476001122@example.org"), ("+33 (4) 76-00", "sip:+3347600@example.org"),
        ("tel:+33476001122;phone-context=x", "sip:+33476001122@example.org"), ("bob", "sip:bob@example.org"),
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
        "", "  ", "sips:bob@example.org", "http://x", "two words", "sip:", "sip:@", String(repeating: "1", count: 513),
    ])
    func nonsenseIsRefused(text: String) {
        var bench = Bench()
        bench.start()
        bench.command(.dial(to: text, account: nil, token: 9))
        #expect(bench.events.last == .dialRefused(.invalidAddress, token: 9) && bench.core.calls.isEmpty)
    }
}
