import Testing

@testable import SIP

/// Requests and answers as they are written.
@Suite struct BuildingTests {
    static let alice = NameAddress(displayName: "Alice", uri: URI(user: "alice", host: "example.org"))
    static let bob = NameAddress(uri: URI(user: "bob", host: "example.com"))

    static func request(
        _ method: SIP.Method = .invite, headers: [HeaderField] = [], body: String = "", rport: Bool = true,
        host: String = "192.0.2.1", compact: Bool = false
    ) -> Message {
        var via = Via(transport: .udp, host: host, port: 5060, branch: "z9hG4bK1")
        if !rport { via.parameters.removeAll { $0.name == "rport" } }
        return Message.request(
            method, uri: bob.uri,
            headers: [
                .via(via), .from(alice.tagged("1")), .to(bob), .callID("c@h"), .cSeq(1, method), .maxForwards(70),
            ]
                + headers,
            body: Array(body.utf8), contentType: "application/sdp", compact: compact)
    }

    @Test(arguments: [false, true]) func requestReadsBack(compact: Bool) {
        let message = Self.request(
            headers: [
                .contact(Self.alice), .route(Self.bob), .allow([.invite, .ack]), .supported(["timer", "replaces"]),
                .expires(60), .userAgent("x"), .reason(Reason(protocolName: "Q.850", cause: 16, text: "a, \"b\"")),
            ],
            body: "v=0\r\n", compact: compact)
        #expect(message.method == .invite && message.requestURI == Self.bob.uri)
        #expect(message.from == Self.alice.tagged("1") && message.to == Self.bob)
        #expect(message.callID == "c@h" && message.cSeq == (1, .invite) && message.maxForwards == 70)
        #expect(message.contacts == [Self.alice] && message.routes == [Self.bob])
        #expect(
            message.allow == [.invite, .ack] && message.supported == ["timer", "replaces"] && message.expires == 60)
        #expect(message.reasons.first?.cause == 16 && message.reasons.first?.protocolName == "Q.850")
        #expect(message.contentType?.name == "application/sdp")
        #expect(Array(message.body) == Array("v=0\r\n".utf8))
        #expect(message.header("Content-Length") == "5")
        #expect(
            String(decoding: message.bytes, as: UTF8.self).contains(compact ? "\r\ni: c@h\r\n" : "\r\nCall-ID: c@h\r\n")
        )
    }

    @Test(arguments: ["x\r\nEvil: y", "x\nEvil: y", "x\rEvil: y", "x\u{0}\u{1b}[2J", "x\r\n\r\nbody"])
    func noTextBreaksTheLine(text: String) {
        let fields: [HeaderField] = [
            .userAgent(text), .other("X-Name", text), .other(text, "v"), .authorization(text), .supported([text]),
            .reason(Reason(protocolName: text, cause: 1, text: text)),
            .contact(
                NameAddress(displayName: text, uri: URI(user: text, host: text), parameters: [Parameter(text, text)])),
        ]
        for field in fields {
            let lines = String(decoding: Self.request(headers: [field]).bytes, as: UTF8.self).split(
                separator: "\r\n", omittingEmptySubsequences: false)
            #expect(lines.count == 11, "\(field)")
            #expect(!lines.contains { $0.hasPrefix("Evil") || $0.utf8.contains { $0 < 32 || $0 == 127 } })
        }
    }

    @Test func answerCopiesWhatItMust() {
        let request = Self.request(headers: [
            .recordRoute(Self.bob), .via(Via(transport: .tcp, host: "p", port: nil, branch: "b")),
        ])
        let answer = Message.response(
            to: request, status: 200, toTag: "mine", headers: [.contact(Self.bob)], copyRecordRoutes: true)
        #expect(answer.statusCode == 200 && answer.reasonPhrase == "OK")
        #expect(answer.vias == request.vias && answer.from == request.from && answer.toTag == "mine")
        #expect(answer.callID == request.callID && answer.cSeq == request.cSeq && answer.method == .invite)
        #expect(answer.recordRoutes == [Self.bob] && answer.contacts == [Self.bob])
        #expect(Message.response(to: request, status: 100, toTag: nil).toTag == nil)
        let inside = Message.request(
            .bye, uri: Self.bob.uri,
            headers: [
                .via(Via(transport: .udp, host: "h", port: nil, branch: "b")), .from(Self.alice.tagged("1")),
                .to(Self.bob.tagged("2")), .callID("c"), .cSeq(2, .bye),
            ])
        #expect(Message.response(to: inside, status: 200, toTag: "other").toTag == "2")
    }

    /// RFC 3261 §18.2.1, RFC 3581 §4.
    @Test(
        arguments: [
            (true, "192.0.2.1", "192.0.2.1", 5062, "192.0.2.1", UInt16(5062)),
            (true, "192.0.2.1", "198.51.100.7", 9, "198.51.100.7", 9),
            (false, "192.0.2.1", "198.51.100.7", 9, "198.51.100.7", nil),
            (false, "phone.example", "2001:db8::7", 9, "2001:db8::7", nil),
            (false, "192.0.2.1", "192.0.2.1", 9, nil, nil),
        ] as [(Bool, String, String, UInt16, String?, UInt16?)])
    func stamping(rport: Bool, host: String, source: String, port: UInt16, received: String?, responsePort: UInt16?) {
        let stamped = Self.request(rport: rport, host: host).stamped(receivedFrom: source, port: port)
        #expect(stamped.topVia?.received == received)
        #expect(stamped.topVia?.responsePort == responsePort)
        #expect(stamped.topVia?.branch == "z9hG4bK1" && stamped.vias.count == 1)
    }

    @Test func retryReplacesCredentials() {
        let first = Self.request(
            headers: [.authorization("Digest old=1"), .proxyAuthorization("Digest keep=1")], body: "v")
        let again = first.retried(branch: "z9hG4bK2", cSeq: 2, authorizations: [.authorization("Digest new=1")])
        #expect(again.headers("Authorization") == ["Digest new=1"])
        #expect(again.headers("Proxy-Authorization") == ["Digest keep=1"])
        #expect(again.topVia?.branch == "z9hG4bK2" && again.cSeq == (2, .invite))
        #expect(again.body == first.body && again.contentType == first.contentType)
        #expect(again.headers("Content-Length") == ["1"])
    }

    @Test(arguments: [
        ("ACK sip:a@b SIP/2.0\r\nVia: SIP/2.0/UDP h\r\nCSeq: x\r\n\r\n", nil),
        ("SIP/2.0 999 x\r\nVia: SIP/2.0/UDP h\r\n\r\n", nil),
        ("OPTIONS sip:a@b SIP/2.0\r\nFrom: x\r\n\r\n", nil), ("garbage", nil), ("\r\n\r\n", nil), ("", nil),
        ("OPTIONS sip:a@b SIP/2.0\r\nVia: SIP/2.0/UDP h\r\nTo: \"x\r\n\r\n", "SIP/2.0 400 Bad Request"),
        ("OPTIONS sip:a@b SIP/3.0\r\nv: SIP/3.0/UDP h\r\n\r\n", "SIP/2.0 505 Version Not Supported"),
    ]) func statelessAnswer(text: String, startLine: String?) {
        let octets = Array(text.utf8)
        do throws(SIPError) {
            _ = try Message(parsing: octets)
            Issue.record("read: \(text)")
        } catch {
            let answer = Message.malformedResponse(for: octets, error: error).map {
                String(decoding: $0, as: UTF8.self)
            }
            #expect(answer?.split(separator: "\r\n").first.map(String.init) == startLine)
        }
    }

    /// A dial-out as an engine writes it, credentials and description included, in one unfragmented datagram.
    @Test func inviteWithCredentialsIsSmall() {
        let description =
            "v=0\r\no=- 3900000000 1 IN IP4 192.168.100.200\r\ns=-\r\nc=IN IP4 192.168.100.200\r\nt=0 0\r\n"
            + "m=audio 40000 RTP/AVP 96 9 8 0 97 98\r\na=rtpmap:96 opus/48000/2\r\na=fmtp:96 useinbandfec=1\r\n"
            + "a=rtpmap:97 telephone-event/48000\r\na=rtpmap:98 telephone-event/8000\r\na=fmtp:97 0-16\r\na=fmtp:98 0-16\r\n"
        let digest =
            "Digest username=\"alice\",realm=\"sip.example.org\",nonce=\"\(String(repeating: "n", count: 40))\","
            + "uri=\"sip:bob@example.com\",response=\"\(String(repeating: "f", count: 64))\",algorithm=SHA-256,"
            + "cnonce=\"0123456789abcdef\",qop=auth,nc=00000001,opaque=\"\(String(repeating: "o", count: 16))\""
        let message = Self.request(
            headers: [
                .contact(NameAddress(uri: URI(user: "alice", host: "192.168.100.200", port: 5060))),
                .allow([.invite, .ack, .bye, .cancel, .options, .update, .notify]), .userAgent("Clairvoix/1"),
                .proxyAuthorization(digest),
            ],
            body: description, compact: true)
        #expect(message.cSeq.number == 1)
        #expect(message.bytes.count <= 1_200, "\(message.bytes.count) octets")
    }

    /// RFC 3261 §7.5: line ends before the start line are skipped; a datagram of nothing else is no message.
    @Test(arguments: ["\r\n", "\r\n\r\n"]) func leadingLineEnds(text: String) throws {
        let message = Self.request()
        #expect(try Message(parsing: Array(text.utf8) + message.bytes) == message)
        #expect(throws: SIPError.self) { try Message(parsing: Array(text.utf8)) }
    }
}
