import CallEngine
import SIP
import Testing

/// Contact, Route and Via of a registered line (RFC 3581, 5626, 5627, 3327, 3608).
@Suite struct ContactTests {
    static let instance = "urn:uuid:00000000-0000-4000-8000-000000000001"

    @Test func theContactIsThatWhichTheServerSees() throws {
        var bench = Bench(Bench.settings(registers: true))
        bench.start()
        let first = try #require(bench.last(.register))
        // The first answer, a challenge, shows the mapping: the registration itself is right at once.
        bench.receive(
            Peer.answer(first, 401, headers: [AccountTests.challenge], contact: nil)
                .replacing(";rport", with: ";received=203.0.113.9;rport=41000"))
        let second = try #require(bench.last(.register))
        #expect(second.contacts.map { "\($0.uri.host):\($0.uri.port ?? 0)" } == ["203.0.113.9:41000"])
        #expect(second.contacts.first?.uri.user == first.contacts.first?.uri.user)
        try bench.grant()
        bench.receive(Peer.invite())
        #expect(bench.lastAnswer(.invite)?.contacts.first?.uri.host == "203.0.113.9")
    }

    @Test func theOldBindingIsRemovedOnce() throws {
        var bench = Bench(Bench.settings(registers: true))
        bench.start()
        for port in [41_000, 42_000, 43_000] {
            let register = try #require(bench.last(.register))
            bench.receive(
                Peer.answer(
                    register, 200, contact: AccountTests.contact(register).split(separator: ",").first.map(String.init)
                )
                .replacing(";rport", with: ";received=203.0.113.9;rport=\(port)"))
        }
        // A translator that shows a new port each time is not chased.
        #expect(bench.requests(.register).count == 2)
        let second = try #require(bench.last(.register))
        #expect(second.contacts.map(\.uri.port) == [41_000, 5_062])
        #expect(second.contacts.map { $0.parameter("expires") } == [nil, "0"])
        #expect(bench.accountStates == [.registering, .registered])
    }

    @Test func withoutAnInstanceThereIsNoOutbound() throws {
        let (_, register) = try AccountTests.started()
        #expect(register.supported == ["path"] && register.contacts.first?.parameters.isEmpty == true)
    }

    static func outbound(_ parameters: String = "", headers: [String] = ["Require: outbound"]) throws -> Bench {
        var bench = Bench.registering([ServerTarget(host: "example.org")], instanceID: instance)
        bench.places["example.org"] = RegistrarListTests.candidates(
            RegistrarListTests.first, RegistrarListTests.second)
        bench.start()
        let register = try #require(bench.last(.register))
        #expect(register.supported == ["path", "outbound", "gruu"])
        #expect(register.header("Contact")?.contains("+sip.instance=\"<\(instance)>\";reg-id=1") == true)
        try bench.grant(headers, parameters: parameters)
        return bench
    }

    /// RFC 5626 §4.2: two flows, one instance, two numbers, no removal of the other's binding.
    @Test func aServerOfOutboundGetsTwoFlows() throws {
        var bench = try Self.outbound()
        let registers = bench.requests(.register)
        #expect(registers.count == 2 && bench.destination(.register) == RegistrarListTests.second)
        #expect(
            registers[1].contacts.map { $0.parameter("reg-id") } == ["2"] && registers[1].callID != registers[0].callID)
        try bench.grant(["Require: outbound"], from: RegistrarListTests.second)
        #expect(bench.accountStates == [.registering, .registered])
        bench.command(.dial(to: "bob", account: nil, token: 1))
        #expect(bench.last(.invite)?.contacts.first?.uri.parameter("ob") != nil)
        // One flow's death is not the line's.
        bench.input(.flowClosed(try #require(bench.flow(to: RegistrarListTests.first)), .lost))
        #expect(bench.accountStates == [.registering, .registered])
    }

    @Test func bothFlowsAreLeftAndTakenAgain() throws {
        var bench = try Self.outbound()
        try bench.grant(["Require: outbound"], from: RegistrarListTests.second)
        bench.sent = []
        bench.command(.unregister(AccountID(0)))
        let leaving = bench.requests(.register)
        #expect(leaving.map(\.expires) == [0, 0])
        for register in leaving { bench.deliver(Peer.answer(register, 200, contact: nil), from: Bench.server) }
        #expect(bench.core.accounts[0].state == .unregistered)
        bench.sent = []
        bench.command(.register(AccountID(0)))
        try bench.grant(["Require: outbound"], from: RegistrarListTests.first)
        #expect(bench.requests(.register).map { $0.contacts.first?.parameter("reg-id") } == ["1", "2"])
    }

    @Test func withoutOutboundOneFlowIsEnough() throws {
        let bench = try Self.outbound(headers: [])
        #expect(bench.requests(.register).count == 1)
    }

    /// RFC 5626 §6: 439.
    @Test func aFirstHopWithoutOutboundIsRegisteredWithWithoutIt() throws {
        var bench = Bench.registering([ServerTarget(Bench.server)], instanceID: Self.instance)
        bench.start()
        bench.receive(Peer.answer(try #require(bench.last(.register)), 439, contact: nil))
        #expect(bench.last(.register)?.contacts.first?.parameter("reg-id") == nil)
        // Kamailio 5.6 grants outbound all the same, to a REGISTER that names no flow.
        try bench.grant(["Require: outbound"])
        bench.command(.dial(to: "bob", account: nil, token: 1))
        #expect(bench.last(.invite)?.contacts.first?.uri.parameter("ob") == nil)
        #expect(bench.core.accounts[0].state == .registered)
    }

    /// RFC 5627 §4.4; RFC 5626 §4.3: it was made of a Contact without "ob", so the dialog's own says it.
    @Test func thePublicGRUUIsTheContactOfDialogs() throws {
        let bench = try Self.outbound(
            ";pub-gruu=\"sip:alice@example.org;gr=abc\";temp-gruu=\"sip:tgruu.7@example.org;gr\"")
        var calling = bench
        calling.command(.dial(to: "bob", account: nil, token: 1))
        #expect(calling.last(.invite)?.contacts.first?.uri.description == "sip:alice@example.org;gr=abc;ob")
        #expect(calling.last(.invite)?.supported.contains("outbound") == true)
    }

    /// RFC 3608 §6.1: the Service-Route, in order, on what is new and outside dialogs.
    @Test func newRequestsTakeTheServiceRoute() throws {
        var bench = Bench(Bench.settings(registers: true))
        bench.start()
        try bench.grant(["Service-Route: <sip:edge.example.org;lr>, <sip:core.example.org;lr>"])
        bench.command(.dial(to: "bob", account: nil, token: 1))
        #expect(bench.last(.invite)?.routes.map(\.uri.host) == ["edge.example.org", "core.example.org"])
        #expect(bench.destination(.invite) == Bench.server)
    }

    /// RFC 3261 §8.1.1.1: the outbound proxy as a loose route, where it is not the registrar.
    @Test func anOutboundProxyIsALooseRoute() throws {
        var bench = Bench.registering(
            [ServerTarget(host: "192.0.2.50")], proxy: ServerTarget(host: "192.0.2.1", transport: .tcp))
        bench.start()
        let place = Bench.place("192.0.2.1", .tcp)
        #expect(bench.last(.register)?.header("Route") == "<sip:192.0.2.1;transport=tcp;lr>")
        #expect(bench.destination(.register) == place)
        try bench.grant(from: place)
        bench.command(.dial(to: "bob", account: nil, token: 1))
        #expect(bench.last(.invite)?.header("Route") == "<sip:192.0.2.1;transport=tcp;lr>")
    }

    @Test func theUserOfAuthenticationAndTheLifeAreTheSettings() throws {
        var bench = Bench.registering([ServerTarget(Bench.server)]) {
            $0.authenticationUser = "a1ice"
            $0.expirySeconds = 120
        }
        bench.start()
        let register = try #require(bench.last(.register))
        #expect(register.expires == 120)
        bench.receive(Peer.answer(register, 401, headers: [AccountTests.challenge], contact: nil))
        #expect(bench.last(.register)?.header("Authorization")?.contains("username=\"a1ice\"") == true)
    }

    /// RFC 3261 §26.2.2, §8.1.1.8.
    @Test func aSecureAddressWantsTLSFromTheFirstHopOn() throws {
        var plain = try LinkTests.registered()
        plain.command(.dial(to: "sips:bob@example.org", account: nil, token: 1))
        #expect(plain.events.last == .dialRefused(.lineUnavailable, token: 1))
        let place = Bench.place("192.0.2.1", .tls, port: 5_061)
        var secure = Bench.registering([ServerTarget(place)])
        secure.start()
        try secure.grant(from: place)
        secure.command(.dial(to: "sips:bob@example.org", account: nil, token: 1))
        #expect(secure.last(.invite)?.requestURI.description == "sips:bob@example.org")
        #expect(secure.last(.invite)?.contacts.first?.uri.scheme == .sips)
    }
}
