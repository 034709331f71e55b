import CallEngine
import Media
import SIP
import Testing
import Time

@Suite struct EngineTraceTests {
    static let address = TransportAddress(transport: .tcp, host: "2001:db8::1", port: 65_535)
    static var figures: StreamStatistics {
        var figures = StreamStatistics()
        figures.codec = .opus
        figures.packetsSent = 17
        figures.packetsLost = -3
        figures.jitterMilliseconds = 1.25
        figures.roundTripMilliseconds = 40
        figures.isMicrophoneSent = true
        figures.packetsRepaired = 7
        figures.copiesSent = 2
        var text = TextStatistics()
        text.packetsLost = 4
        text.blocksLost = 1
        text.reportedLoss = 0.25
        figures.text = text
        figures.encryption = .aes128GCM
        figures.quality = VoiceQuality(ratingFactor: 80.5, listeningFactor: 90.25)
        figures.peerMetrics = VoiceMetrics(ssrc: 9)
        figures.peerMetrics?.burstDuration = 120
        return figures
    }

    static let inputs: [EngineInput] = [
        .timeout, .flowOpened(FlowID(1), local: address, remote: address), .flowClosed(FlowID(-4)),
        .flowAccepted(FlowID(-1), local: address, remote: address),
        .received(Array("OPTIONS sip:é\"\\ SIP/2.0\r\n\u{1}\u{2028}\t".utf8), on: FlowID(2), from: address),
        .received([0xff, 0x00, 0x41], on: FlowID(2), from: address),
        .command(.register(AccountID(1))), .command(.unregister(AccountID(0))),
        .command(.dial(to: "sip:a\"b", account: nil, token: -1)),
        .command(.dial(to: "1", account: AccountID(2), token: 3)),
        .command(.answer(CallID(1))), .command(.decline(CallID(1), .busy)), .command(.hangUp(CallID(1))),
        .command(.hold(CallID(1))), .command(.resume(CallID(1))), .command(.mute(CallID(1), true)),
        .command(.digits(CallID(1), "000")), .command(.statistics(CallID(1), token: 9)), .command(.shutDown),
        .media(.ready(MediaID(1), host: "192.0.2.1", rtpPort: 1, rtcpPort: 65_535)), .media(.failed(MediaID(2))),
        .media(.textReady(MediaID(1), rtpPort: 4, rtcpPort: 5)), .media(.text(MediaID(1), "xxx")),
        .media(.text(MediaID(1), "x", from: TextSource(id: .max))),
        .media(.silence(MediaID(1), true)),
        .media(
            .gathered(
                MediaID(1),
                [
                    ICECandidate(.host, MediaAddress(ipv4: 1, port: 2), foundation: "1", priority: .max),
                    ICECandidate(
                        .relayed, MediaAddress(ipv4: 3, port: 4), foundation: "4", priority: 1,
                        related: MediaAddress(ipv4: 5, port: 6)),
                ])),
        .media(.ready(MediaID(1), host: "192.0.2.1", rtpPort: 1, rtcpPort: 2, fingerprint: [0, 255])),
        .media(.handshake(MediaID(2), isText: true, .secured(.aes128GCM))),
        .media(.handshake(MediaID(3), isText: false, .failed(.fingerprintMismatch))),
        .command(.sendText(CallID(3), "xx")),
        .media(.firstPacket(MediaID(3))), .media(.digit(MediaID(3), "0")),
        .media(.statistics(MediaID(1), figures, token: 2)), .media(.closed(MediaID(4), figures)),
        .media(.recordingFailed(MediaID(4), number: 2)),
        .media(.quality(MediaID(4), VoiceQuality(ratingFactor: 70.5, listeningFactor: 81.25))),
    ]

    @Test(arguments: inputs)
    func everyInputIsReadBack(input: EngineInput) throws {
        let line = EngineTrace.line(input, atMicroseconds: 1_234_567_890_123)
        #expect(!line.contains("\n") && !line.contains("\r"))
        let back = try #require(EngineTrace.read(line))
        #expect(back.input == input && back.microseconds == 1_234_567_890_123)
    }

    @Test func secretsAreMasked() throws {
        #expect(!EngineTrace.line(.command(.digits(CallID(1), "4913")), atMicroseconds: 0).contains("4913"))
        #expect(EngineTrace.line(.media(.digit(MediaID(1), "7")), atMicroseconds: 0).contains("\"digit\":\"0\""))
        let text =
            "INVITE sip:a SIP/2.0\r\nAUTHORIZATION : Digest username=\"alice\",\r\n response=\"abcdef\"\r\n"
            + "Proxy-Authorization: Digest secretpart\r\nFrom: <sip:alice@h>\r\n\r\n"
        let line = EngineTrace.line(.received(Array(text.utf8), on: FlowID(1), from: Self.address), atMicroseconds: 0)
        #expect(!line.contains("abcdef") && !line.contains("secretpart") && !line.contains("username"))
        #expect(line.contains("From: <sip:alice@h>"))
        guard case .received(let octets, _, _) = try #require(EngineTrace.read(line)).input else { return }
        #expect(octets.count == text.utf8.count)
    }

    @Test func keysOfTheSoundAreMaskedAndStillRead() throws {
        let body =
            "v=0\r\no=- 1 1 IN IP4 h\r\nm=audio 9 RTP/SAVP 0\r\n"
            + "A=crypto:1 AES_CM_128_HMAC_SHA1_80 INLINE:PS1uQCVeeCFCanVmcjkpPywjNWhcYD0mXXtxaVBR|2^20|1:4\r\n"
            + "a=crypto:2 AES_256_CM_HMAC_SHA1_80 "
            + "inline:UGFzc3dvcmQxUGFzc3dvcmQyUGFzc3dvcmQzUGFzc3dvcmQ0UGFzc3dvcmQ1AA==\r\n"
        let octets = Array(("INVITE sip:a SIP/2.0\r\n\r\n" + body).utf8)
        let line = EngineTrace.line(.received(octets, on: FlowID(1), from: Self.address), atMicroseconds: 0)
        #expect(
            !line.contains("PS1uQ") && !line.contains("UGFzc3") && line.contains("AAA==") && line.contains("|2^20|1:4"))
        guard case .received(let masked, _, _) = try #require(EngineTrace.read(line)).input else { return }
        #expect(masked.count == octets.count)
        for odd in [
            "a=crypto :1 X inline:PS1uQCVe", "a= crypto:1 X inline:PS1uQCVe", "s=-\ra=crypto:1 X inline:PS1uQCVe",
        ] {
            let message = Array(("INVITE sip:a SIP/2.0\r\n\r\n" + odd + "\r\n").utf8)
            let line = EngineTrace.line(.received(message, on: FlowID(1), from: Self.address), atMicroseconds: 0)
            #expect(!line.contains("PS1uQ"))
        }
    }

    @Test func theHeaderCarriesTheSeed() {
        let line = EngineTrace.header(seed: [0, 255, 16])
        #expect(line == "{\"seed\":\"00ff10\",\"trace\":1}" && EngineTrace.seed(ofHeader: line) == [0, 255, 16])
        #expect(
            EngineTrace.seed(ofHeader: "{}") == nil
                && EngineTrace.seed(ofHeader: "{\"trace\":1,\"seed\":\"0g\"}") == nil)
    }

    @Test(arguments: [
        "", "{", "[]", "{\"us\":1}", "{\"us\":1,\"in\":\"x\"}", "{\"us\":1,\"in\":\"timeout\"}}",
        "{\"us\":1,\"in\":\"timeout\"",
        "{\"us\":99999999999999999999,\"in\":\"timeout\"}",
        "{\"us\":1,\"in\":\"received\",\"flow\":1,\"from\":[\"udp\",\"h\",70000],\"text\":\"\"}",
        "{\"us\":1,\"in\":\"command\",\"command\":\"mute\",\"call\":1}",
        "{\"us\":1,\"in\":\"media\",\"media\":1,\"report\":\"ready\"}",
        "{\"a\":\"\\ud800\",\"us\":1,\"in\":\"timeout\"}", "{\"a\":[[[[[[[[[]]]]]]]]],\"us\":1,\"in\":\"timeout\"}",
        "\"\\u12",
    ])
    func whatIsNoLineIsNil(line: String) {
        #expect(EngineTrace.read(line) == nil)
    }

    @Test func aLongLineIsRefused() {
        let line = "{\"us\":1,\"in\":\"timeout\",\"x\":\"\(String(repeating: "y", count: 512 * 1_024))\"}"
        #expect(EngineTrace.read(line) == nil)
    }

    @Test func aReplayGivesTheSameActions() throws {
        let seed: [UInt8] = [9, 8, 7]
        var bench = Bench(Bench.settings(registers: true), seed: seed)
        bench.start()
        bench.receive(
            Peer.answer(try #require(bench.last(.register)), 401, headers: [AccountTests.challenge], contact: nil))
        bench.command(.dial(to: "bob", account: nil, token: 1))
        bench.receive(Peer.answer(try #require(bench.last(.invite)), 200, body: Peer.sdp))
        bench.advance(by: .milliseconds(700))
        bench.receive(Peer.invite())
        bench.command(.answer(CallID(2)))
        bench.command(.digits(CallID(2), "00"))
        bench.command(.hangUp(CallID(1)))
        bench.command(.shutDown)
        bench.advance(by: .seconds(40))

        var lines = [EngineTrace.header(seed: seed)]
        lines += bench.inputs.map {
            EngineTrace.line($0.input, atMicroseconds: $0.at.microseconds(since: Bench.origin))
        }
        var replayed = UserAgentCore(
            settings: Bench.settings(registers: true), seed: try #require(EngineTrace.seed(ofHeader: lines[0])))
        var actions = replayed.start(at: Bench.origin)
        for line in lines.dropFirst() {
            let (microseconds, input) = try #require(EngineTrace.read(line))
            actions += replayed.handle(input, at: Bench.origin + .microseconds(microseconds))
        }
        #expect(Self.kinds(actions) == Self.kinds(bench.actions) && replayed == bench.core)
    }

    /// Inputs that the bench gives within an action's turn change the order in which actions are noted, not what they are.
    private static func kinds(_ actions: [EngineAction]) -> [String] { actions.map { "\($0)" }.sorted() }
}

extension Instant {
    fileprivate func microseconds(since origin: Instant) -> Int64 {
        let parts = (self - origin).components
        return parts.seconds * 1_000_000 + parts.attoseconds / 1_000_000_000_000
    }
}
