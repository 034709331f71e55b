import Testing

@testable import SIP

/// RFC 2046 §5.1, RFC 5621: bodies of several parts.
@Suite struct MultipartTests {
    static let type = "multipart/mixed;boundary=\"edge\""

    static func parts(_ text: String, _ type: String = type) -> [Multipart.Part]? {
        let octets = Array(text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n").utf8)
        return Multipart.parts(of: octets[...], contentType: type)
    }

    @Test func twoPartsWithPreambleAndEpilogue() throws {
        let parts = try #require(
            Self.parts(
                "preamble\n--edge\nContent-Type: application/sdp\n\nv=0\n\n--edge  \nContent-Type: Text/Plain\n"
                    + "Content-Disposition: render;handling=optional\n\nhello\n--edge--\nepilogue"))
        #expect(parts.map(\.type.name) == ["application/sdp", "text/plain"])
        #expect(parts.map { String(decoding: $0.octets, as: UTF8.self) } == ["v=0\r\n", "hello"])
        #expect(parts.map(\.isOptional) == [false, true])
    }

    @Test(arguments: [
        "", "no delimiter", "--edge\nContent-Type: a/b\n\nnever closed", "--edgy\n\n--edgy--", "--edge", "--edg",
    ])
    func whatNeverClosesIsNone(_ text: String) { #expect(Self.parts(text) == nil) }

    @Test(arguments: [
        "multipart/mixed", "multipart/mixed;boundary=", "multipart/mixed;boundary=\"\"",
        "multipart/mixed;boundary=" + String(repeating: "b", count: 71),
    ])
    func aBoundaryIsNeeded(_ type: String) { #expect(Self.parts("--b\n\nx\n--b--", type) == nil) }

    @Test func aPartWithoutHeaderIsPlainText() throws {
        let parts = try #require(Self.parts("--edge\n\nx\n--edge--"))
        #expect(parts.map(\.type.name) == ["text/plain"])
    }

    @Test func partsBeyondTheLimitArePassedOver() throws {
        let many = String(repeating: "--edge\n\nx\n", count: 1_000) + "--edge--"
        #expect(try #require(Self.parts(many)).count == Multipart.maximumParts)
    }

    @Test func depthIsBounded() {
        func nested(_ depth: Int) -> String {
            depth == 0
                ? "Content-Type: application/sdp\n\nv=0"
                : "Content-Type: multipart/mixed;boundary=b\(depth)\n\n--b\(depth)\n\(nested(depth - 1))\n--b\(depth)--"
        }
        let allowed = "--edge\n" + nested(Multipart.maximumDepth - 1) + "\n--edge--"
        #expect(Self.parts(allowed)?.map(\.type.name) == ["application/sdp"])
        #expect(Self.parts("--edge\n" + nested(Multipart.maximumDepth) + "\n--edge--") == nil)
    }

    @Test func theDescriptionIsFoundInAMessage() throws {
        let body = "--e\r\nContent-Type: application/sdp\r\n\r\nv=0\r\n--e--"
        let text =
            "INVITE sip:a@b SIP/2.0\r\nVia: SIP/2.0/UDP b;branch=z9hG4bK1\r\nFrom: <sip:c@b>;tag=1\r\nTo: <sip:a@b>\r\n"
            + "Call-ID: 1\r\nCSeq: 1 INVITE\r\nContent-Type: multipart/mixed ; boundary=e\r\n"
            + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
        let message = try Message(parsing: Array(text.utf8))
        #expect(message.bodyPart("application/sdp").map { String(decoding: $0, as: UTF8.self) } == "v=0")
        #expect(message.bodyPart("text/plain") == nil)
        #expect(RequestValidity.problem(of: message) == nil)
    }
}
