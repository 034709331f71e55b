import Testing

@testable import Media

/// Two ends find a way to each other, or none, and know when it is gone.
@Suite struct ICESessionTests {
    static let servers = ICEServers(
        binding: ICENetwork.server,
        relay: .init(address: ICENetwork.server, user: FakeRelay.user, password: FakeRelay.password))

    @Test func twoHostsOnOneNetworkTakeTheDirectWay() {
        var network = ICENetwork()
        network.add()
        network.add()
        #expect(network.ends.allSatisfy { $0.candidates.map(\.kind) == [.host] })
        network.connect()
        network.run(.milliseconds(500))
        #expect(network.ends[0].selected == [ICEWay(remote: network.ends[1].host, isRelayed: false)])
        #expect(network.ends[1].selected == [ICEWay(remote: network.ends[0].host, isRelayed: false)])
    }

    @Test func serversTellTheirAddresses() {
        var network = ICENetwork()
        let mapped = MediaAddress(ipv4: 0xCB00_7105, port: 61_000)
        network.add(servers: Self.servers, mapped: mapped)
        #expect(network.ends[0].candidates.isEmpty)
        network.run(.milliseconds(100))
        let candidates = network.ends[0].candidates
        #expect(candidates.map(\.kind) == [.host, .serverReflexive, .relayed])
        #expect(candidates.map(\.address).dropFirst().first == mapped)
        #expect(candidates.map(\.priority) == [2_130_706_431, 1_694_498_815, 16_777_215])
        #expect(Set(candidates.map(\.foundation)).count == 3)
    }

    @Test func serversThatSayNothingAreNotWaitedForLong() {
        var network = ICENetwork()
        network.blocks = { _, to in to == ICENetwork.server }
        network.add(servers: Self.servers)
        network.run(.milliseconds(490))
        #expect(network.ends[0].candidates.isEmpty)
        network.run(.milliseconds(20))
        #expect(network.ends[0].candidates.map(\.kind) == [.host])
    }

    /// Behind translators of their own, each reaches the other's mapped address.
    @Test func translatedEndsMeetAtTheirMappedAddresses() {
        var network = ICENetwork()
        let mapped = (0..<2).map { MediaAddress(ipv4: 0xCB00_7105 + UInt32($0), port: 61_000) }
        for address in mapped { network.add(servers: ICEServers(binding: ICENetwork.server), mapped: address) }
        network.run(.milliseconds(100))
        network.connect()
        network.run(.seconds(2))
        #expect(network.ends[0].selected.last == ICEWay(remote: mapped[1], isRelayed: false))
        #expect(network.ends[1].selected.last == ICEWay(remote: mapped[0], isRelayed: false))
    }

    @Test func whoCannotMeetTakesTheRelay() {
        var network = ICENetwork()
        network.add(servers: Self.servers)
        network.add(servers: Self.servers)
        let hosts = network.ends.map(\.host)
        network.blocks = { hosts.contains($0) && hosts.contains($1) }
        network.relay.isStaleOnce = true
        network.run(.milliseconds(200))
        network.connect()
        network.run(.seconds(2))
        #expect(network.ends.allSatisfy { $0.selected.last != nil && $0.losses == 0 })
        #expect(network.ends.contains { $0.selected.last?.isRelayed == true })
        network.send([128, 1, 2, 3], by: 0)
        network.send([128, 4, 5], by: 1)
        network.run(.milliseconds(100))
        #expect(network.ends[1].media == [[128, 1, 2, 3]])
        #expect(network.ends[0].media == [[128, 4, 5]])
        // It is renewed: permission and channel in four minutes, the allocation in nine.
        network.relay.requests = []
        network.run(.seconds(560))
        #expect(network.relay.requests.contains(.channelBind) && network.relay.requests.contains(.refresh))
        #expect(network.ends.allSatisfy { $0.losses == 0 })
    }

    /// RFC 8656 §9: a permission lasts five minutes, and only a channel that is bound renews it by itself.
    @Test(arguments: [true, false]) func withoutAChannelThePermissionIsRenewed(isRefusedLater: Bool) {
        var network = ICENetwork()
        for _ in 0..<2 { network.add(servers: Self.servers) }
        let hosts = network.ends.map(\.host)
        network.blocks = { hosts.contains($0) && hosts.contains($1) }
        network.relay.refusesChannels = !isRefusedLater
        network.run(.milliseconds(200))
        network.connect()
        network.run(.seconds(2))
        network.relay.refusesChannels = true
        network.relay.requests = []
        network.run(.seconds(245))
        #expect(network.relay.requests.contains(.createPermission))
        #expect(network.ends.allSatisfy { $0.session.mediaPath?.channel == nil && $0.losses == 0 })
        network.send([128, 1, 2, 3], by: 0)
        network.send([128, 4, 5], by: 1)
        network.run(.milliseconds(100))
        #expect(network.ends[1].media == [[128, 1, 2, 3]] && network.ends[0].media == [[128, 4, 5]])
        network.relay.requests = []
        network.run(.seconds(245))
        #expect(network.relay.requests.contains(.createPermission))
    }

    private static func serversByTCP() -> ICEServers {
        var servers = servers
        servers.relay?.transport = .tcp
        return servers
    }

    /// No datagram leaves either network: the relay alone is reached, by TCP, and nothing is said twice there.
    @Test func whereUDPIsBlockedTheRelayIsSpokenToByTCP() {
        var network = ICENetwork()
        for _ in 0..<2 { network.add(servers: Self.serversByTCP()) }
        let hosts = network.ends.map(\.host)
        network.blocks = { from, to in hosts.contains(from) || hosts.contains(to) }
        network.run(.milliseconds(600))
        // Where the translator put the connection is no place for datagrams.
        #expect(network.ends.allSatisfy { $0.candidates.map(\.kind) == [.host, .relayed] })
        network.connect()
        network.run(.seconds(2))
        #expect(network.ends.allSatisfy { $0.selected.last?.isRelayed == true && $0.losses == 0 })
        network.send([128, 1, 2, 3], by: 0)
        network.send([128, 4, 5], by: 1)
        network.run(.milliseconds(100))
        #expect(network.ends[1].media == [[128, 1, 2, 3]] && network.ends[0].media == [[128, 4, 5]])
        // A datagram that says it is the relay's is not.
        network.ends[0].media = []
        network.blocks = { _, _ in false }
        network.post([0x40, 0, 0, 4, 128, 6, 6, 6], from: ICENetwork.server, to: network.ends[0].host)
        network.run(.milliseconds(100))
        #expect(network.ends[0].media.isEmpty)
    }

    /// RFC 8489 §6.2.2: TCP repeats, we do not; who never answers is given up.
    @Test func byTCPNoRequestIsSentAgain() {
        var network = ICENetwork()
        var servers = Self.serversByTCP()
        servers.binding = nil
        network.blocks = { _, _ in true }
        network.add(servers: servers)
        network.run(.seconds(15))
        #expect(network.sent == 1 && network.ends[0].hangUps == 0)
        network.run(.seconds(1))
        #expect(network.sent == 1 && network.ends[0].hangUps == 1)
    }

    @Test func aConnectionThatEndsEndsTheRelay() {
        var network = ICENetwork()
        network.blocks = { _, to in to == ICENetwork.server }
        var servers = Self.serversByTCP()
        servers.binding = nil
        network.add(servers: servers)
        network.carryOut(network.ends[0].session.relayDisconnected(at: network.now), 0)
        #expect(network.ends[0].candidates.map(\.kind) == [.host])
        // In a call by it the way is lost.
        network = ICENetwork()
        for _ in 0..<2 { network.add(servers: Self.serversByTCP()) }
        let hosts = network.ends.map(\.host)
        network.blocks = { from, to in hosts.contains(from) || hosts.contains(to) }
        network.run(.milliseconds(600))
        network.connect()
        network.run(.seconds(2))
        for number in 0..<2 {
            network.carryOut(network.ends[number].session.relayDisconnected(at: network.now), number)
        }
        #expect(network.ends.allSatisfy { $0.losses == 1 && $0.session.selected == nil && $0.hangUps == 1 })
    }

    @Test(arguments: [true, false]) func oneRoleForBothIsSettled(_ role: Bool) {
        var network = ICENetwork()
        network.add()
        network.add()
        network.connect(controlling: [role, role])
        network.run(.seconds(2))
        #expect(network.ends.allSatisfy { $0.selected.count == 1 })
    }

    /// RFC 7675: answers alone are consent; without them for 30 s nothing is sent any more.
    @Test func consentEnds() {
        var network = ICENetwork()
        network.add()
        network.add()
        network.connect()
        network.run(.seconds(60))
        #expect(network.ends.allSatisfy { $0.losses == 0 && $0.selected.count == 1 })
        let deaf = network.ends[1].host
        network.blocks = { _, to in to == deaf }
        network.run(.seconds(24))
        #expect(network.ends[0].losses == 0)
        network.run(.seconds(7))
        #expect(network.ends[0].losses == 1 && network.ends[0].session.selected == nil)
        #expect(network.ends[0].session.mediaPath == nil)
    }

    /// RFC 7675 §5.1: the peer's requests are no answers to ours; what was lost does not come back under the same credentials.
    @Test func whoIsNotAnsweredHasNoConsent() {
        var network = ICENetwork()
        network.add()
        network.add()
        network.connect()
        network.run(.seconds(10))
        let deaf = network.ends[0].host
        network.blocks = { _, to in to == deaf }
        network.run(.seconds(32))
        #expect(network.ends.allSatisfy { $0.losses == 1 && $0.session.selected == nil })
        network.blocks = { _, _ in false }
        network.run(.seconds(20))
        #expect(network.ends.allSatisfy { $0.session.selected == nil })
    }

    @Test func nobodyThereIsNoWay() {
        var network = ICENetwork()
        network.add()
        network.add()
        network.blocks = { _, _ in true }
        network.connect()
        network.run(.seconds(21))
        #expect(network.ends.allSatisfy { $0.losses == 1 && $0.selected.isEmpty })
        let sent = network.sent
        network.run(.seconds(20))
        #expect(network.sent == sent)
    }

    /// The peer's checks come before its answer: they are answered, and remembered.
    @Test func earlyChecksAreNotLost() {
        var network = ICENetwork()
        network.add()
        network.add()
        let hidden = network.ends[1].candidates
        network.ends[1].candidates = []
        let plan = ICEPlan(
            local: ICENetwork.credentials(1), remote: ICENetwork.credentials(0), candidates: network.ends[0].candidates,
            isControlling: false)
        network.carryOut(network.ends[1].session.apply(plan, at: network.now), 1)
        network.run(.milliseconds(200))
        #expect(network.ends[0].selected.isEmpty && !hidden.isEmpty)
        // The answer names no candidate at all: the peer is where its checks came from.
        network.connect()
        network.run(.milliseconds(500))
        #expect(network.ends[0].selected == [ICEWay(remote: network.ends[1].host, isRelayed: false)])
    }

    @Test func strangersGetNoWord() throws {
        var network = ICENetwork()
        network.add(servers: Self.servers)
        network.add()
        network.run(.milliseconds(200))
        network.connect()
        network.run(.milliseconds(500))
        var random = SeededGenerator(3)
        let stranger = MediaAddress(ipv4: 0xC000_0263, port: 999)
        let user = ICENetwork.credentials(0).fragment + ":x"
        for key in [Array("wrong".utf8), nil] {
            let request = STUNMessage(
                .request, .binding, STUNTransactionID(using: &random),
                [.text(STUNAttribute.username, user), .number(STUNAttribute.priority, 1)])
            let octets = request.octets(key: key, isFingerprinted: true)
            #expect(network.ends[0].session.receive(octets, from: stranger, at: network.now).actions.isEmpty)
        }
        for kind in [STUNMessage.Class.success, .failure, .indication] {
            for method in STUNMessage.Method.allCases {
                let octets = STUNMessage(kind, method, STUNTransactionID(using: &random)).octets()
                for source in [stranger, ICENetwork.server, network.ends[1].host] {
                    let result = network.ends[0].session.receive(octets, from: source, at: network.now)
                    #expect(result.actions.isEmpty && result.content == .none)
                }
            }
        }
        #expect(network.ends[0].session.peer(of: 0x4000, from: stranger) == nil)
    }

    @Test func aPeerOfManyCandidatesIsBounded() {
        var network = ICENetwork()
        network.add()
        let candidates = (0..<500).map {
            ICECandidate(.host, MediaAddress(ipv4: 0x0A01_0000 + UInt32($0), port: 9), foundation: "\($0)", priority: 1)
        }
        let plan = ICEPlan(
            local: ICENetwork.credentials(0), remote: ICENetwork.credentials(1), candidates: candidates,
            isControlling: true)
        network.carryOut(network.ends[0].session.apply(plan, at: network.now), 0)
        network.run(.seconds(30))
        #expect(network.sent == ICELimits.remoteCandidates * ICELimits.transmissions)
    }

    /// Other credentials of the peer are a restart (RFC 8445 §9); media goes the old way until there is a new one.
    @Test func otherCredentialsBeginAnew() {
        var network = ICENetwork()
        network.add()
        network.add()
        network.connect()
        network.run(.milliseconds(500))
        let fresh = ICECredentials(fragment: "fresh", password: "another-password-of-that-end")
        var plan = ICEPlan(
            local: ICENetwork.credentials(0), remote: fresh, candidates: network.ends[1].candidates, isControlling: true
        )
        network.carryOut(network.ends[0].session.apply(plan, at: network.now), 0)
        #expect(network.ends[0].session.selected != nil)
        plan = ICEPlan(
            local: fresh, remote: ICENetwork.credentials(0), candidates: network.ends[0].candidates,
            isControlling: false)
        network.carryOut(network.ends[1].session.apply(plan, at: network.now), 1)
        network.run(.seconds(40))
        #expect(network.ends.allSatisfy { $0.session.selected != nil && $0.losses == 0 })
    }
}
