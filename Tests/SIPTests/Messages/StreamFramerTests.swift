import Testing

@testable import SIP

/// Content-Length framing (RFC 3261 §18.3) and keep-alives (RFC 5626 §3.5.1).
@Suite struct StreamFramerTests {
    static func message(contentLength: String, body: String = "") -> String {
        "OPTIONS sip:a@b.example SIP/2.0\r\nVia: SIP/2.0/TCP c.example;branch=z9hG4bKx\r\nFrom: <sip:c@d.example>;tag=1\r\n"
            + "To: <sip:a@b.example>\r\nCall-ID: x\r\nCSeq: 1 OPTIONS\r\n\(contentLength)\r\n\r\n\(body)"
    }

    static func frames(_ text: String, piece: Int) -> (messages: [String], fault: SIPError?) {
        var framer = StreamFramer()
        var messages: [String] = []
        let octets = Array(text.utf8)
        var start = 0
        while start < octets.count {
            framer.append(octets[start..<min(start + piece, octets.count)])
            start += piece
            do throws(SIPError) {
                while let message = try framer.next() { messages.append(String(decoding: message, as: UTF8.self)) }
            } catch {
                return (messages, error)
            }
        }
        return (messages, nil)
    }

    @Test(
        arguments: ["Content-Length: 3", "l:3", "L :  0003", "content-length:\r\n 3", "l:\r\n \r\n\t3  "],
        [1, 7, 10_000])
    func lengthsInEveryForm(field: String, piece: Int) {
        let text = Self.message(contentLength: field, body: "abc")
        let (messages, fault) = Self.frames(text + text + "\r\n", piece: piece)
        #expect(messages == [text, text])
        #expect(fault == nil)
    }

    @Test(arguments: [
        "Content-Length: -1", "Content-Length: 3x", "Content-Length: ", "Content-Length: 3\r\nl: 4",
        "Content-Length: 99999999999999999999999", "Content-Length: 70000", "Subject: none",
    ])
    func unframeableStreamIsClosed(field: String) {
        let (messages, fault) = Self.frames(Self.message(contentLength: field, body: "abcd"), piece: 5)
        #expect(messages.isEmpty)
        #expect(fault != nil)
    }

    @Test func faultIsFinal() {
        var framer = StreamFramer()
        framer.append(Array(Self.message(contentLength: "l: x").utf8))
        #expect(throws: SIPError.self) { try framer.next() }
        framer.append(Array(Self.message(contentLength: "l: 0").utf8))
        #expect(throws: SIPError.self) { try framer.next() }
    }

    @Test(arguments: [1, 2, 3, 4, 100]) func keepAlives(piece: Int) throws {
        var framer = StreamFramer()
        let text = "\r\n\r\n\r\n\r\n" + Self.message(contentLength: "l: 0") + "\r\n\r\n"
        var messages = 0
        let octets = Array(text.utf8)
        for start in stride(from: 0, to: octets.count, by: piece) {
            framer.append(octets[start..<min(start + piece, octets.count)])
            while try framer.next() != nil { messages += 1 }
        }
        #expect(messages == 1)
        #expect(framer.keepAlivesToAnswer == 3)
        #expect(!framer.isMidMessage)
    }

    /// RFC 5626 §4.4.1: a single CRLF answers our ping; a double one is the peer's own ping even then.
    @Test(arguments: [
        ("\r\n", 1, true, 0), ("\r\n", 2, true, 0), ("\r\n\r\n\r\n", 10, true, 1), ("\r\n\r\n", 10, false, 1),
        ("\r", 1, false, 0),
    ])
    func aPongIsToldFromAPing(text: String, piece: Int, hasPong: Bool, pings: Int) throws {
        var framer = StreamFramer()
        framer.pingSent()
        let octets = Array(text.utf8)
        for start in stride(from: 0, to: octets.count, by: piece) {
            framer.append(octets[start..<min(start + piece, octets.count)])
            #expect(try framer.next() == nil)
        }
        #expect(framer.hasPong == hasPong)
        #expect(framer.keepAlivesToAnswer == pings)
    }

    @Test func whoAsksForNothingGetsNoPong() throws {
        var framer = StreamFramer()
        framer.append([13, 10])
        #expect(try framer.next() == nil)
        #expect(!framer.hasPong)
        framer.pingSent()
        framer.append([13, 10])
        #expect(try framer.next() == nil)
        #expect(framer.hasPong && framer.keepAlivesToAnswer == 0)
        let message = Self.message(contentLength: "l: 0")
        framer.append(Array(("\r\n" + message).utf8))
        framer.hasPong = false
        #expect(try framer.next() == Array(message.utf8))
        #expect(!framer.hasPong)
    }

    @Test func keepAlivesToAnswerAreBounded() throws {
        var framer = StreamFramer()
        framer.append([UInt8](repeating: 13, count: 0) + (0..<1_000).flatMap { _ in [13, 10, 13, 10] as [UInt8] })
        #expect(try framer.next() == nil)
        #expect(framer.keepAlivesToAnswer == 16)
    }

    @Test func headerSectionIsBounded() {
        let long = "X: " + String(repeating: "x", count: MessageLimits.headerOctets)
        #expect(
            Self.frames(Self.message(contentLength: long + "\r\nl: 0"), piece: 4_096).fault == .limit(.headerOctets))
        #expect(
            Self.frames(Self.message(contentLength: long + "\r\nl: 0"), piece: 100_000).fault == .limit(.headerOctets))
    }

    @Test func streamIsBounded() {
        var framer = StreamFramer()
        framer.append([UInt8](repeating: 65, count: MessageLimits.streamOctets + 1))
        #expect(throws: SIPError.limit(.streamOctets)) { try framer.next() }
    }
}
