import CallEngine
import Media
import SIP
import Testing

/// Text beside the sound of a call: asked for, agreed, sent, told, and left out where the other end refuses it.
@Suite struct CallTextTests {
    static func settings(_ offersText: Bool = true) -> EngineSettings {
        var settings = Bench.settings()
        settings.accounts[0].offersText = offersText
        return settings
    }

    static let text = "m=text 7002 RTP/AVP 100 98\na=rtpmap:100 red/1000\na=fmtp:100 98/98/98\na=rtpmap:98 t140/1000\n"

    static func dialling(_ settings: EngineSettings = settings()) throws -> (Bench, Message) {
        var bench = Bench(settings)
        bench.grantsText = true
        bench.start()
        bench.command(.dial(to: "sip:bob@example.net", account: nil, token: 5))
        return (bench, try #require(bench.last(.invite)))
    }

    static func kinds(_ message: Message) throws -> [String] {
        try SessionDescription(parsing: message.body).media.filter { $0.port != 0 }.map(\.kind)
    }

    static func textPlans(_ bench: Bench) -> [TextPlan?] {
        bench.media.compactMap { if case .applyText(_, let plan) = $0 { .some(plan) } else { nil } }
    }

    @Test func textIsOfferedAgreedSentAndTold() throws {
        var (bench, invite) = try Self.dialling()
        #expect(try Self.kinds(invite) == ["audio", "text"])
        bench.receive(Peer.answer(invite, 200, body: Peer.sdp + Self.text))
        let plan = try #require(Self.textPlans(bench).last as? TextPlan)
        #expect(plan.remotePort == 7_002 && plan.sending == .init(text: 98, redundant: 100))
        #expect(bench.core.calls.first?.hasText == true)
        bench.command(.sendText(CallID(1), "Bonjour\u{08}"))
        #expect(bench.media.last == .text(MediaID(1), "Bonjour\u{08}"))
        bench.input(.media(.text(MediaID(1), "un arbre\n")))
        #expect(bench.events.last == .textReceived(CallID(1), "un arbre\n"))
    }

    @Test func withoutItTheLineOffersNone() throws {
        let (bench, invite) = try Self.dialling(Self.settings(false))
        #expect(try Self.kinds(invite) == ["audio"])
        #expect(!bench.media.contains(.openText(MediaID(1), localHost: "192.0.2.10")))
    }

    @Test func whoTakesNoTextIsToldNone() throws {
        var (bench, invite) = try Self.dialling()
        bench.receive(Peer.answer(invite, 200, body: Peer.sdp + "m=text 0 RTP/AVP 98\n"))
        #expect(bench.core.calls.first?.hasText == false && bench.core.calls.first?.state == .active)
        bench.command(.sendText(CallID(1), "a"))
        #expect(bench.events.last == .commandRefused(.sendText(CallID(1), "a"), .notInThisState))
        let long = String(repeating: "x", count: 5_000)
        bench.command(.sendText(CallID(1), long))
        #expect(!bench.media.contains(.text(MediaID(1), long)))
    }

    @Test(arguments: [488, 415, 606])
    func aRefusalIsTriedOnceWithoutTextAndRemembered(status: Int) throws {
        var (bench, invite) = try Self.dialling()
        bench.receive(Peer.answer(invite, status))
        let second = try #require(bench.last(.invite))
        #expect(second.cSeq.number == invite.cSeq.number + 1)
        #expect(try SessionDescription(parsing: second.body).media.map(\.kind) == ["audio"])
        bench.receive(Peer.answer(second, 200, body: Peer.sdp))
        #expect(bench.core.calls.first?.state == .active)
        bench.receive(Peer.within(second, "BYE", branch: "z9hG4bKbye", cSeq: 1))
        bench.command(.dial(to: "sip:bob@example.net", account: nil, token: 6))
        #expect(try Self.kinds(try #require(bench.last(.invite))) == ["audio"])
        bench.command(.hangUp(CallID(2)))
        bench.command(.dial(to: "sip:carol@example.net", account: nil, token: 7))
        #expect(try Self.kinds(try #require(bench.last(.invite))) == ["audio", "text"])
    }

    @Test func withoutTextThenInClearThenNotAtAll() throws {
        var settings = EncryptionTests.settings(.preferred)
        settings.accounts[0].offersText = true
        var (bench, invite) = try Self.dialling(settings)
        #expect(try SessionDescription(parsing: invite.body).media.map(\.profile) == ["RTP/SAVP", "RTP/SAVP"])
        bench.receive(Peer.answer(invite, 488), from: EncryptionTests.secure)
        let second = try #require(bench.last(.invite))
        #expect(try SessionDescription(parsing: second.body).media.map(\.profile) == ["RTP/SAVP"])
        bench.receive(Peer.answer(second, 488), from: EncryptionTests.secure)
        let third = try #require(bench.last(.invite))
        #expect(try SessionDescription(parsing: third.body).media.map(\.profile) == ["RTP/AVP"])
        var refused = bench
        refused.receive(Peer.answer(third, 488), from: EncryptionTests.secure)
        #expect(refused.ends.map(\.cause) == [.noCommonMedia])
        // It may have been encryption alone: the next call is in clear, and has text.
        bench.receive(Peer.answer(third, 200, body: Peer.sdp), from: EncryptionTests.secure)
        bench.receive(Peer.within(third, "BYE", branch: "z9hG4bKbye", cSeq: 1), from: EncryptionTests.secure)
        bench.command(.dial(to: "sip:bob@example.net", account: nil, token: 6))
        let next = try #require(bench.last(.invite))
        #expect(try SessionDescription(parsing: next.body).media.map(\.profile) == ["RTP/AVP", "RTP/AVP"])
    }

    @Test func anIncomingCallWithTextIsAnsweredWithTextAndAHoldKeepsIt() throws {
        var bench = Bench(Self.settings())
        bench.grantsText = true
        bench.start()
        bench.receive(Peer.invite(body: Peer.sdp + Self.text))
        bench.command(.answer(CallID(1)))
        let accepted = try #require(bench.lastAnswer(.invite))
        #expect(try Self.kinds(accepted) == ["audio", "text"])
        bench.receive(Peer.within(answer: accepted, "ACK", branch: "z9hG4bKack1", cSeq: 1))
        #expect(bench.core.calls.first?.hasText == true)
        bench.command(.hold(CallID(1)))
        #expect(try Self.kinds(try #require(bench.last(.invite))) == ["audio", "text"])
    }

    @Test func whatIsWrittenBeforeTheAnswerIsToldWhereTextRunsAlready() throws {
        var (bench, invite) = try Self.dialling()
        bench.input(.media(.text(MediaID(1), "x")))
        #expect(!bench.events.contains(.textReceived(CallID(1), "x")))
        bench.receive(Peer.answer(invite, 183, body: Peer.sdp + Self.text))
        bench.input(.media(.text(MediaID(1), "y")))
        #expect(bench.events.contains(.textReceived(CallID(1), "y")))
    }

    @Test func portsThatTheSoundNeededAreNotOffered() throws {
        var bench = Bench(Self.settings())
        bench.grantsMedia = false
        bench.start()
        bench.command(.dial(to: "sip:bob@example.net", account: nil, token: 5))
        bench.input(.media(.textReady(MediaID(1), rtpPort: 6_000, rtcpPort: 6_001)))
        bench.input(.media(.textReady(MediaID(1), rtpPort: 0, rtcpPort: 0)))
        bench.input(.media(.ready(MediaID(1), host: "192.0.2.10", rtpPort: 6_000, rtcpPort: 6_001)))
        #expect(try Self.kinds(try #require(bench.last(.invite))) == ["audio"])
    }

    /// RFC 9071 §3.15, RFC 4579 §4: the sources of a mixer have names where the peer's Contact says that it is a focus. In a call
    /// of two nobody writes under a third person's name.
    @Test func onlyAFocusNamesWhoWrites() throws {
        var (bench, invite) = try Self.dialling()
        bench.receive(Peer.answer(invite, 200, body: Peer.sdp + Self.text))
        let anne = EngineInput.media(.text(MediaID(1), "x", from: TextSource(id: 7, name: "Anne")))
        bench.input(anne)
        #expect(bench.events.last == .textReceived(CallID(1), "x", from: TextWriter(id: 7)))
        let body = Peer.sdp("sendrecv", version: 2) + Self.text
        let focus = Peer.within(invite, "INVITE", branch: "z9hG4bKf5", cSeq: 1, body: body)
        bench.receive(focus.replacing("<sip:bob@192.0.2.9:5070>", with: "<sip:mixer@192.0.2.9:5070>;isfocus"))
        bench.receive(Peer.within(invite, "ACK", branch: "z9hG4bKf7", cSeq: 1))
        bench.input(anne)
        #expect(bench.events.last == .textReceived(CallID(1), "x", from: TextWriter(id: 7, name: "Anne")))
    }
}
