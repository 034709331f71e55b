import CallEngine
import SIP
import Testing

/// Several registrars, each with the places that its name leads to (RFC 3263 §4.3).
@Suite struct RegistrarListTests {
    static let first = Bench.place("192.0.2.1")
    static let second = Bench.place("192.0.2.2")
    static let third = Bench.place("192.0.2.3")

    static func candidates(_ places: TransportAddress...) -> [ServerCandidate] {
        places.map { ServerCandidate(address: $0, name: "sip.example.org") }
    }

    /// A name with two places, then a second registrar.
    static func named() -> Bench {
        var bench = Bench.registering([ServerTarget(host: "example.org"), ServerTarget(Self.third)])
        bench.places["example.org"] = candidates(first, second)
        return bench
    }

    @Test func aNumericHostNeedsNoLookUp() throws {
        var bench = Bench.registering([ServerTarget(host: "192.0.2.1"), ServerTarget(host: "example.org")])
        bench.start()
        #expect(bench.located.isEmpty && bench.destination(.register) == Self.first)
    }

    @Test func aNameIsLookedUpAndItsBestPlaceIsAsked() throws {
        var bench = Self.named()
        bench.start()
        #expect(bench.located.map(\.target) == [ServerTarget(host: "example.org")])
        #expect(bench.destination(.register) == Self.first)
        try bench.grant(from: Self.first)
        #expect(bench.accountStates == [.registering, .registered])
    }

    @Test func linesOfOneServerAskOnce() {
        let account = AccountSettings(
            address: "sip:alice@example.org", name: "A", registrars: [ServerTarget(host: "example.org")])
        var bench = Bench(EngineSettings(accounts: [account, account, account]))
        bench.grantsLocations = false
        bench.start()
        #expect(bench.located.count == 1)
        bench.input(.located(bench.located[0].id, Self.candidates(Self.first)))
        #expect(bench.requests(.register).count == 3)
    }

    @Test func silenceLeadsToTheNextPlaceWithinEightSeconds() throws {
        var bench = Self.named()
        bench.start()
        bench.advance(by: .milliseconds(Limits.candidatePatienceMilliseconds))
        #expect(bench.destination(.register) == Self.second)
        try bench.grant(from: Self.second)
        #expect(bench.accountStates == [.registering, .registered])
        // The first one's late answer means nothing any more.
        let old = try #require(bench.requests(.register).first)
        bench.deliver(Peer.answer(old, 403, contact: nil), from: Self.first)
        bench.advance(by: .seconds(60))
        #expect(bench.core.accounts[0].state == .registered)
    }

    @Test func serviceUnavailableLeadsOnAtOnceThroughAllServers() throws {
        var bench = Self.named()
        bench.start()
        for (now, next) in [(Self.first, Self.second), (Self.second, Self.third)] {
            bench.deliver(Peer.answer(try #require(bench.last(.register)), 503, contact: nil), from: now)
            #expect(bench.destination(.register) == next)
        }
        bench.deliver(Peer.answer(try #require(bench.last(.register)), 503, contact: nil), from: Self.third)
        guard case .failed(.refused(503, let wait)) = bench.core.accounts[0].state else {
            Issue.record("\(bench.accountStates)")
            return
        }
        // RFC 5626 §4.5: the first wait lies between 30 and 60 s.
        #expect((30...60).contains(wait) && bench.accountStates.count == 2)
        // The next round looks the name up anew and begins with the preferred one.
        bench.advance(by: .seconds(60))
        #expect(bench.located.count == 2)
        let tries = zip(bench.sent, bench.destinations).filter { $0.0.isRequest && $0.0.method == .register }
        #expect(tries.dropFirst(3).first?.1 == Self.first)
    }

    @Test func aFlowThatCannotBeOpenedLeadsOn() throws {
        var bench = Bench.registering([
            ServerTarget(host: "192.0.2.1", transport: .tcp), ServerTarget(host: "192.0.2.2", transport: .tcp),
        ])
        bench.grantsFlows = false
        bench.start()
        bench.input(.flowClosed(FlowID(1), .unreachable))
        #expect(bench.opened[FlowID(2)] == Bench.place("192.0.2.2", .tcp))
        #expect(bench.accountStates == [.registering])
    }

    @Test func aNameThatLeadsNowhereLeadsToTheNextRegistrar() {
        var bench = Self.named()
        bench.places["example.org"] = []
        bench.start()
        #expect(bench.destination(.register) == Self.third)
    }

    @Test func aNameThatLeadsNowhereIsTriedAgain() {
        var bench = Bench.registering([ServerTarget(host: "example.org")])
        bench.places["example.org"] = []
        bench.start()
        guard case .failed(.unreachable(let wait)) = bench.core.accounts[0].state else {
            Issue.record("\(bench.accountStates)")
            return
        }
        bench.places["example.org"] = Self.candidates(Self.first)
        bench.advance(by: .seconds(wait))
        #expect(bench.located.count == 2 && bench.last(.register) != nil)
    }

    /// A registrar that is back is asked first at the next refresh, and the line stays registered meanwhile.
    @Test func thePreferredRegistrarIsTakenAgain() throws {
        var bench = Bench.registering([ServerTarget(Self.first), ServerTarget(Self.second)])
        bench.start()
        bench.deliver(Peer.answer(try #require(bench.last(.register)), 503, contact: nil), from: Self.first)
        try bench.grant(from: Self.second)
        bench.answered = [.options]
        bench.advance(by: .seconds(226))
        #expect(bench.requests(.register).count >= 3)
        let back = zip(bench.sent, bench.destinations).filter { $0.0.isRequest && $0.0.method == .register }
        #expect(back.dropFirst(2).first?.1 == Self.first)
        #expect(bench.accountStates == [.registering, .registered])
    }

    @Test func aReturnToADeadRegistrarEndsAtTheSecondWithoutAWord() throws {
        var bench = Bench.registering([ServerTarget(Self.first), ServerTarget(Self.second)])
        bench.start()
        bench.advance(by: .seconds(8))
        try bench.grant(from: Self.second)
        bench.answered = [.options]
        let before = bench.requests(.register).count
        var seconds = 0
        while bench.requests(.register).count == before || bench.destination(.register) == Self.first, seconds < 300 {
            bench.advance(by: .seconds(1))
            seconds += 1
        }
        #expect(bench.requests(.register).count > before + 1 && bench.destination(.register) == Self.second)
        try bench.grant(from: Self.second)
        #expect(bench.accountStates == [.registering, .registered])
    }

    /// RFC 3263 §4.3: the INVITE goes on to the next place, on a new branch, with the same Call-ID.
    @Test(arguments: [true, false])
    func anInviteFailsOver(isRefused: Bool) throws {
        var bench = Bench.registering([ServerTarget(Self.first), ServerTarget(Self.second)])
        bench.start()
        try bench.grant(from: Self.first)
        bench.command(.dial(to: "bob", account: nil, token: 1))
        let invite = try #require(bench.last(.invite))
        #expect(bench.destination(.invite) == Self.first)
        if isRefused {
            bench.deliver(Peer.answer(invite, 503, contact: nil), from: Self.first)
        } else {
            bench.advance(by: .seconds(32))
        }
        let again = try #require(bench.last(.invite))
        #expect(bench.destination(.invite) == Self.second && again.callID == invite.callID)
        #expect(again.topVia?.branch != invite.topVia?.branch && again.fromTag == invite.fromTag)
        bench.deliver(Peer.answer(again, 503, contact: nil), from: Self.second)
        #expect(bench.ends.count == 1)
    }

    @Test func aCallToANameIsLocatedAndFailsOver() throws {
        var bench = Bench(
            EngineSettings(accounts: [AccountSettings(address: "sip:alice@example.org", name: "A")]))
        bench.places["example.net"] = Self.candidates(Self.first, Self.second)
        bench.start()
        bench.command(.dial(to: "sip:bob@example.net", account: nil, token: 1))
        #expect(bench.destination(.invite) == Self.first)
        bench.deliver(Peer.answer(try #require(bench.last(.invite)), 503, contact: nil), from: Self.first)
        #expect(bench.destination(.invite) == Self.second)
    }

    @Test func aCallToANameThatLeadsNowhereEnds() {
        var bench = Bench(
            EngineSettings(accounts: [AccountSettings(address: "sip:alice@example.org", name: "A")]))
        bench.places["example.net"] = []
        bench.start()
        bench.command(.dial(to: "sip:bob@example.net", account: nil, token: 1))
        #expect(bench.ends.map(\.cause) == [.networkFailure] && bench.core.calls.isEmpty)
    }

    @Test func theAgentLeavesWhileTheNameIsLookedUp() {
        var bench = Self.named()
        bench.grantsLocations = false
        bench.start()
        bench.command(.unregister(AccountID(0)))
        bench.input(.located(bench.located[0].id, Self.candidates(Self.first)))
        #expect(bench.sent.isEmpty && bench.core.accounts[0].state == .unregistered)
    }

    /// RFC 5922 §7.2, RFC 5626: what TLS demands is part of the flow.
    @Test func theCertificateMustBearTheDomainOrTheConfiguredHost() throws {
        var bench = Bench.registering([ServerTarget(host: "edge.example.net", transport: .tls)]) {
            $0.security = FlowSecurity(names: [], trust: .pinnedKeys, pinnedKeys: ["ab"])
        }
        let place = Bench.place("192.0.2.1", .tls, port: 5_061)
        bench.places["edge.example.net"] = [ServerCandidate(address: place, name: "srv.elsewhere.example")]
        bench.start()
        let security = try #require(bench.securities.first ?? nil)
        #expect(security.names == ["example.org", "edge.example.net"] && security.pinnedKeys == ["ab"])
        #expect(bench.last(.register)?.contacts.first?.uri.transport == "tls")
    }

    @Test func aCertificateThatIsNotBelievedIsTold() {
        var bench = Bench.registering([ServerTarget(host: "192.0.2.1", transport: .tls)])
        bench.grantsFlows = false
        bench.start()
        bench.input(.flowClosed(FlowID(1), .certificate(.wrongName)))
        guard case .failed(.certificate(.wrongName, let wait)) = bench.core.accounts[0].state else {
            Issue.record("\(bench.accountStates)")
            return
        }
        #expect((30...60).contains(wait))
        // The same again is no news.
        bench.advance(by: .seconds(60))
        bench.input(.flowClosed(FlowID(2), .certificate(.wrongName)))
        #expect(bench.accountStates.count == 2)
    }
}
