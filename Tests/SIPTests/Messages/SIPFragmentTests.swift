import Testing

@testable import SIP

/// RFC 3420, RFC 3515 §2.4.5.
@Suite struct SIPFragmentTests {
    @Test(arguments: [
        ("SIP/2.0 100 Trying\r\n", 100), ("SIP/2.0 200 OK", 200), ("sip/2.0 603", 603), ("\r\nSIP/2.0 180 \r\n", 180),
        ("SIP/2.0 486 Busy Here\r\nVia: whatever\r\n\r\n", 486), ("SIP/2.0 699\n", 699),
    ]) func status(text: String, status: Int) {
        #expect(SIPFragment.statusCode(in: Array(text.utf8)[...]) == status)
    }

    @Test(arguments: [
        "", "SIP/2.0", "SIP/2.0 ", "SIP/2.0 20", "SIP/2.0 2000", "SIP/2.0 20x OK", "SIP/1.0 200 OK", "SIP/2.0  200 OK",
        "INVITE sip:a@b SIP/2.0\r\n", "SIP/2.0 099 x", "SIP/2.0 700 x", "SIP/2.0 200OK", "\r\n\r\n",
    ]) func noStatus(text: String) {
        #expect(SIPFragment.statusCode(in: Array(text.utf8)[...]) == nil)
    }

    @Test func boundsAndWriting() {
        let late = [UInt8](repeating: 13, count: MessageLimits.fragmentOctets) + Array("SIP/2.0 200 OK".utf8)
        #expect(SIPFragment.statusCode(in: late[...]) == nil)
        #expect(SIPFragment.octets(status: 603) == Array("SIP/2.0 603 Decline\r\n".utf8))
    }
}
