import CallEngine
import Media
import SIP
import Testing

/// ICE as the engine sees it: asked for before the ports, described with them, planned, and begun anew.
@Suite struct ICETests {
    static let candidate = ICECandidate(
        .host, MediaAddress(ipv4: 0xC000_020A, port: 40_002), foundation: "1", priority: 2_130_706_431)

    static func bench(usesICE: Bool = true) -> Bench {
        var settings = Bench.settings()
        settings.accounts[0].ice = usesICE ? ICEServers() : nil
        var bench = Bench(settings)
        bench.grantsMedia = false
        bench.start()
        return bench
    }

    static func ready(_ bench: inout Bench) {
        bench.input(.media(.gathered(MediaID(1), [candidate])))
        bench.input(.media(.ready(MediaID(1), host: "192.0.2.10", rtpPort: 40_002, rtcpPort: 40_003)))
    }

    static func dialling() throws -> (Bench, Message) {
        var bench = bench()
        bench.command(.dial(to: "sip:bob@example.net", account: nil, token: 5))
        ready(&bench)
        return (bench, try #require(bench.last(.invite)))
    }

    static func sdp(_ fragment: String = "wxyz") -> String {
        Peer.sdp + "a=ice-ufrag:\(fragment)\na=ice-pwd:fedcba9876543210fedcba98\na=rtcp-mux\n"
    }

    @Test func aPlainAccountAsksForNone() {
        var bench = Self.bench(usesICE: false)
        bench.command(.dial(to: "sip:bob@example.net", account: nil, token: 5))
        #expect(!bench.media.contains { if case .gather = $0 { true } else { false } })
    }

    @Test func itIsAskedForBeforeThePortsAndOffered() throws {
        let (bench, invite) = try Self.dialling()
        let kinds = bench.media.prefix(2)
        guard case .gather(MediaID(1), _, let credentials, isText: false)? = kinds.first else {
            Issue.record("no candidates were asked for")
            return
        }
        #expect(kinds.last == .open(MediaID(1), localHost: "192.0.2.10"))
        #expect(credentials.password.utf8.count == 32 && "\(credentials)".contains("••••"))
        let offer = try SessionDescription(parsing: invite.body)
        #expect(offer.media[0].ice.fragment == credentials.fragment)
        #expect(offer.media[0].ice.password == credentials.password)
        #expect(offer.media[0].ice.candidates.map(\.host) == ["192.0.2.10"])
    }

    /// The text has candidates, credentials and a way of its own (RFC 8445 §5.1: each data stream).
    @Test func theTextFindsItsOwnWay() throws {
        var settings = Bench.settings()
        settings.accounts[0].ice = ICEServers()
        settings.accounts[0].offersText = true
        var bench = Bench(settings)
        bench.grantsMedia = false
        bench.start()
        bench.command(.dial(to: "sip:bob@example.net", account: nil, token: 5))
        let asked = bench.media.compactMap { request -> (Bool, ICECredentials)? in
            if case .gather(_, _, let credentials, let isText) = request { (isText, credentials) } else { nil }
        }
        #expect(asked.map(\.0) == [true, false] && asked[0].1 != asked[1].1)
        var own = Self.candidate
        own.address = own.address.with(port: 40_100)
        bench.input(.media(.gathered(MediaID(1), [own], isText: true)))
        bench.input(.media(.textReady(MediaID(1), rtpPort: 40_100, rtcpPort: 40_101)))
        Self.ready(&bench)
        let invite = try #require(bench.last(.invite))
        let offer = try SessionDescription(parsing: invite.body)
        #expect(offer.media.map(\.ice.fragment) == [asked[1].1.fragment, asked[0].1.fragment])
        #expect(offer.media[1].ice.candidates.map(\.port) == [40_100] && offer.media[1].isMultiplexed)
        let text = CallTextTests.text + "a=ice-ufrag:text\na=ice-pwd:0123456789abcdef01234567\na=rtcp-mux\n"
        bench.receive(Peer.answer(invite, 200, body: Self.sdp() + text))
        let plan = try #require(CallTextTests.textPlans(bench).last as? TextPlan)
        #expect(plan.ice?.remote.fragment == "text" && plan.ice?.local.fragment == asked[0].1.fragment)
        #expect(bench.plans.last?.ice?.remote.fragment == "wxyz")
    }

    /// RFC 8839 §4.4.3: each stream begins anew for itself.
    @Test func onlyTheStreamThatThePeerBeginsAnewIsBegunAnew() throws {
        var settings = Bench.settings()
        settings.accounts[0].ice = ICEServers()
        settings.accounts[0].offersText = true
        var bench = Bench(settings)
        bench.grantsMedia = false
        bench.start()
        func body(_ text: String) -> String {
            Self.sdp() + CallTextTests.text + "a=ice-ufrag:\(text)\na=ice-pwd:0123456789abcdef01234567\na=rtcp-mux\n"
        }
        bench.receive(Peer.invite(body: body("text")))
        bench.input(.media(.gathered(MediaID(1), [Self.candidate], isText: true)))
        bench.input(.media(.textReady(MediaID(1), rtpPort: 40_100, rtcpPort: 40_101)))
        Self.ready(&bench)
        bench.command(.answer(CallID(1)))
        let first = try #require(bench.lastAnswer(.invite))
        bench.receive(Peer.within(answer: first, "ACK", branch: "z9hG4bKack1", cSeq: 1))
        bench.receive(Peer.within(answer: first, "INVITE", branch: "z9hG4bKtwo", cSeq: 2, body: body("anew")))
        let second = try #require(bench.lastAnswer(.invite))
        let (old, new) = (try SessionDescription(parsing: first.body), try SessionDescription(parsing: second.body))
        #expect(old.media[0].ice.fragment == new.media[0].ice.fragment)
        #expect(old.media[1].ice.fragment != new.media[1].ice.fragment && new.media[1].ice.fragment != nil)
    }

    @Test func theAnswerIsPlanned() throws {
        var (bench, invite) = try Self.dialling()
        bench.receive(Peer.answer(invite, 200, body: Self.sdp()))
        let plan = try #require(bench.plans.last)
        #expect(plan.ice?.remote == ICECredentials(fragment: "wxyz", password: "fedcba9876543210fedcba98"))
        #expect(plan.ice?.isControlling == true && plan.isMultiplexed)
    }

    @Test func anAnswerWithoutItIsPlannedAsEver() throws {
        var (bench, invite) = try Self.dialling()
        bench.receive(Peer.answer(invite, 200, body: Peer.sdp))
        let plan = try #require(bench.plans.last)
        #expect(plan.ice == nil && !plan.isMultiplexed)
    }

    /// As the reader of descriptions takes blanks, and whatever characters a password has.
    @Test(arguments: ["a=ice-pwd: secret=of;twenty|two-letters", "a=ICE-PWD\t:secret", "a=ice-pwd:secret;secret"])
    func noPasswordIsTraced(line: String) {
        let octets = Array("INVITE sip:a@b SIP/2.0\r\n\r\n\(line)\r\nm=audio 1\r\n".utf8)
        let traced = EngineTrace.line(.received(octets, on: FlowID(1), from: Bench.server), atMicroseconds: 0)
        #expect(!traced.contains("secret") && !traced.contains("letters") && traced.contains("m=audio 1"))
    }

    @Test func noPasswordIsTraced() throws {
        let (bench, invite) = try Self.dialling()
        var text = ""
        for input in bench.inputs { text += EngineTrace.line(input.input, atMicroseconds: 0) }
        let offer = try SessionDescription(parsing: invite.body)
        let password = try #require(offer.media[0].ice.password)
        let octets = try #require(bench.octetsSent.last { $0.starts(with: Array("INVITE".utf8)) })
        let received = EngineTrace.line(
            .received(octets, on: FlowID(1), from: Bench.server), atMicroseconds: 0)
        #expect(!text.contains(password) && received.contains("ice-pwd:AAAA") && !received.contains(password))
    }
}
