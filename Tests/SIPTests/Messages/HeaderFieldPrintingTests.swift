import SIP
import Testing

@Suite struct HeaderFieldPrintingTests {
    @Test(arguments: [
        HeaderField.authorization("Digest response=\"5ecret\""), .proxyAuthorization("Digest response=\"5ecret\""),
        .other("authorization", "5ecret"), .other("Proxy-Authorization", "5ecret"),
    ])
    func credentialsAreNeverPrinted(field: HeaderField) {
        var dumped = ""
        dump([field], to: &dumped)
        for text in ["\(field)", "\([field])", String(reflecting: field), dumped] {
            #expect(!text.contains("5ecret") && text.contains("••••"))
        }
    }

    @Test func anyOtherFieldIsPrintedAsWritten() {
        #expect("\(HeaderField.expires(300))" == "Expires: 300")
    }
}
