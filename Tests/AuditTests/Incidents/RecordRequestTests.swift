import Testing

@testable import Audit

@Suite struct RecordRequestTests {
    private static let whole = "POST /incidents HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\n{ \"é"

    @Test func aRequestComesInPieces() {
        var reader = RecordRequestReader()
        let octets = Array(Self.whole.utf8.prefix(Self.whole.utf8.count - 1))
        for octet in octets.dropLast() { #expect(reader.take([octet]) == .waiting) }
        let request = RecordRequest(method: "POST", target: "/incidents", body: Array("{ \"é".utf8.prefix(4)))
        #expect(reader.take(octets.suffix(1)) == .whole(request))
    }

    @Test func aQuestionHasNoBody() {
        var reader = RecordRequestReader()
        let progress = reader.take("GET /incidents?ref=a HTTP/1.1\r\nHost: x\r\n\r\n".utf8)
        #expect(progress == .whole(RecordRequest(method: "GET", target: "/incidents?ref=a", body: [])))
    }

    @Test(arguments: [
        ("NONSENSE\r\n\r\n", 400), ("GET / HTTP/2\r\n\r\n", 400), ("GET / HTTP/1.1\r\nno field\r\n\r\n", 400),
        ("\r\n\r\n", 400), ("POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nContent-Length: 1048577\r\n\r\n", 413),
        ("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", 501),
    ])
    func whatIsNoRequestIsAnswered(_ text: String, _ status: Int) {
        var reader = RecordRequestReader()
        #expect(reader.take(text.utf8) == .unfit(status))
    }

    @Test func anEndlessHeaderIsNotKept() {
        var reader = RecordRequestReader()
        #expect(reader.take([UInt8](repeating: 65, count: Limits.recordHeaderOctets + 1)) == .unfit(431))
    }
}
