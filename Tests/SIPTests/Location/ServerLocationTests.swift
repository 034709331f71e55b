import Testing

@testable import SIP

/// RFC 3263 §4 by its own examples, and what a domain's owner should not have written.
@Suite struct ServerLocationTests {
    /// Answers every question from a zone; what is not in it is not there.
    struct Zone {
        var authorities: [String: [NamingAuthorityRecord]] = [:]
        var services: [String: [ServiceRecord]] = [:]
        var addresses: [String: [String]] = [:]
        var asked: [ServerLocation.Question] = []
        var randomness = Randomness(seed: [1])

        mutating func candidates(_ target: ServerTarget) -> [ServerCandidate]? {
            var location = ServerLocation(target)
            var actions = location.begin()
            while !actions.isEmpty {
                switch actions.removeFirst() {
                case .found(let candidates): return candidates
                case .ask(let question):
                    asked.append(question)
                    actions += location.receive(answer(question), to: question, using: &randomness)
                }
            }
            return nil
        }

        /// The places alone, as text.
        mutating func places(_ target: ServerTarget) -> [String]? {
            candidates(target)?.map { "\($0.address.transport.rawValue) \($0.address.host) \($0.address.port)" }
        }

        private func answer(_ question: ServerLocation.Question) -> ServerLocation.Answer {
            switch question {
            case .namingAuthority(let name): .namingAuthority(authorities[name] ?? [])
            case .services(let name): .services(services[name] ?? [])
            case .addresses(let host): .addresses(addresses[host] ?? [])
            }
        }
    }

    private static func authority(_ order: UInt16, _ services: String, _ replacement: String) -> NamingAuthorityRecord {
        NamingAuthorityRecord(order: order, preference: 50, flags: "s", services: services, replacement: replacement)
    }

    private static func service(_ priority: UInt16, _ port: UInt16, _ target: String, weight: UInt16 = 0)
        -> ServiceRecord
    {
        ServiceRecord(priority: priority, weight: weight, port: port, target: target)
    }

    /// RFC 3263 §4.1's example.
    private static let example = Zone(
        authorities: [
            "example.com": [
                authority(100, "SIP+D2U", "_sip._udp.example.com"), authority(50, "SIPS+D2T", "_sips._tcp.example.com"),
                authority(90, "SIP+D2T", "_sip._tcp.example.com"),
            ]
        ],
        services: [
            "_sips._tcp.example.com": [service(0, 5_061, "server1.example.com")],
            "_sip._tcp.example.com": [
                service(1, 5_060, "server2.example.com"), service(0, 5_070, "server1.example.com"),
            ],
            "_sip._udp.example.com": [service(0, 5_060, "server2.example.com")],
        ],
        addresses: [
            "server1.example.com": ["192.0.2.1", "192.0.2.2"], "server2.example.com": ["192.0.2.3"],
            "example.com": ["192.0.2.9"],
        ])

    @Test func theDomainsFirstChoiceIsTakenAndNothingFallsBackFromTLS() {
        var zone = Self.example
        #expect(
            zone.candidates(ServerTarget(host: "example.com")) == [
                ServerCandidate(
                    address: TransportAddress(transport: .tls, host: "192.0.2.1", port: 5_061),
                    name: "server1.example.com"),
                ServerCandidate(
                    address: TransportAddress(transport: .tls, host: "192.0.2.2", port: 5_061),
                    name: "server1.example.com"),
            ])
        #expect(zone.asked.first == .namingAuthority("example.com"))
    }

    @Test func withoutTLSTheTransportsFollowInTheDomainsOrder() {
        var zone = Self.example
        zone.authorities["example.com"]?.removeAll { $0.services == "SIPS+D2T" }
        #expect(
            zone.places(ServerTarget(host: "example.com")) == [
                "tcp 192.0.2.1 5070", "tcp 192.0.2.2 5070", "tcp 192.0.2.3 5060", "udp 192.0.2.3 5060",
            ])
    }

    @Test(arguments: [
        (TransportProtocol.udp, ["udp 192.0.2.3 5060"]),
        (.tcp, ["tcp 192.0.2.1 5070", "tcp 192.0.2.2 5070", "tcp 192.0.2.3 5060"]),
        (.tls, ["tls 192.0.2.1 5061", "tls 192.0.2.2 5061"]),
    ])
    func aNamedTransportAsksForItsServersAlone(transport: TransportProtocol, places: [String]) {
        var zone = Self.example
        #expect(zone.places(ServerTarget(host: "example.com", transport: transport)) == places)
        #expect(zone.asked.first == .services(transport.serviceName(in: "example.com")))
    }

    /// RFC 3263 §4.2: the numeric address, the port, and the host itself where there are no records.
    @Test(arguments: [
        (ServerTarget(host: "192.0.2.7"), "udp 192.0.2.7 5060"),
        (ServerTarget(host: "192.0.2.7", transport: .tcp), "tcp 192.0.2.7 5060"),
        (ServerTarget(host: "2001:db8::7", transport: .tls), "tls 2001:db8::7 5061"),
        (ServerTarget(host: "192.0.2.7", port: 5_080), "udp 192.0.2.7 5080"),
        (ServerTarget(host: "example.com", port: 5_060), "udp 192.0.2.9 5060"),
        (ServerTarget(host: "example.com", port: 5_099, transport: .tls), "tls 192.0.2.9 5099"),
        (ServerTarget(host: "plain.example"), "udp 192.0.2.8 5060"),
        (ServerTarget(host: "plain.example", transport: .tcp), "tcp 192.0.2.8 5060"),
        (ServerTarget(host: "plain.example", transport: .tls), "tls 192.0.2.8 5061"),
    ])
    func portsAndTransportsByTheRules(target: ServerTarget, place: String) {
        var zone = Self.example
        zone.addresses["plain.example"] = ["192.0.2.8"]
        #expect(zone.places(target) == [place])
        if target.port != nil { #expect(zone.asked.allSatisfy { $0 == .addresses(target.host) }) }
    }

    @Test func withoutNAPTRTheServicesAreLookedForDirectly() {
        var zone = Self.example
        zone.authorities = [:]
        #expect(
            zone.places(ServerTarget(host: "example.com")) == [
                "udp 192.0.2.3 5060", "tcp 192.0.2.1 5070", "tcp 192.0.2.2 5070", "tcp 192.0.2.3 5060",
            ])
        #expect(!zone.asked.contains(.services("_sips._tcp.example.com")))
    }

    /// RFC 2782: a target "." says that the service is not there, and the host is not tried instead.
    @Test func aNullTargetMeansNoService() {
        var zone = Self.example
        zone.services["_sip._tcp.example.com"] = [Self.service(0, 0, "")]
        #expect(zone.places(ServerTarget(host: "example.com", transport: .tcp)) == [])
        #expect(!zone.asked.contains(.addresses("example.com")))
    }

    @Test func recordsThatAreNotForSIPAreLeft() {
        var zone = Self.example
        var regular = Self.authority(1, "SIP+D2T", "")
        regular.expression = "!^.*$!sip:info@example.com!"
        var terminal = Self.authority(2, "SIP+D2T", "server9.example.com")
        terminal.flags = "a"
        zone.authorities["example.com"] = [
            regular, terminal, Self.authority(3, "SIPS+D2U", "_sips._udp.example.com"),
            Self.authority(4, "E2U+sip", "x"), Self.authority(5, "SIP+D2S", "_sip._sctp.example.com"),
            Self.authority(6, "sip+d2u", "_sip._udp.example.com"),
        ]
        #expect(zone.places(ServerTarget(host: "example.com")) == ["udp 192.0.2.3 5060"])
    }

    @Test func theFamiliesTakeTurns() {
        var zone = Zone(addresses: ["six.example": ["2001:db8::1", "2001:db8::2", "192.0.2.1", "192.0.2.2"]])
        zone.addresses["four.example"] = ["192.0.2.1", "192.0.2.2", "192.0.2.3", "2001:db8::1", "junk"]
        #expect(
            zone.candidates(ServerTarget(host: "six.example", port: 1))?.map(\.address.host) == [
                "2001:db8::1", "192.0.2.1", "2001:db8::2", "192.0.2.2",
            ])
        #expect(
            zone.candidates(ServerTarget(host: "four.example", port: 1))?.map(\.address.host) == [
                "192.0.2.1", "2001:db8::1", "192.0.2.2", "192.0.2.3",
            ])
    }

    @Test func aSmallerPriorityComesFirstAndWeightsShareTheRest() {
        var zone = Zone(services: [
            "_sip._udp.w.example": [
                Self.service(2, 1, "192.0.2.9", weight: 60_000), Self.service(1, 1, "192.0.2.1", weight: 10),
                Self.service(1, 1, "192.0.2.3", weight: 30), Self.service(1, 1, "192.0.2.0"),
            ]
        ])
        var first: [String: Int] = [:]
        for _ in 0..<4_000 {
            let hosts = zone.candidates(ServerTarget(host: "w.example", transport: .udp))?.map(\.address.host) ?? []
            #expect(hosts.count == 4 && hosts.last == "192.0.2.9")
            first[hosts.first ?? "", default: 0] += 1
        }
        // 0..40 inclusive, by running sums 0, 10, 40: one of 41, ten of 41, thirty of 41.
        #expect((40...170).contains(first["192.0.2.0"] ?? 0))
        #expect((850...1_100).contains(first["192.0.2.1"] ?? 0))
        #expect((2_780...3_080).contains(first["192.0.2.3"] ?? 0))
    }

    @Test func everythingIsBounded() {
        let many = (0..<1_000).map { Self.service(UInt16($0), 5_060, "h\($0).example") }
        var zone = Zone(services: ["_sip._udp.big.example": many])
        for number in 0..<1_000 {
            zone.addresses["h\(number).example"] = (0..<100).map { "192.0.\(number % 256).\($0)" }
        }
        let found = zone.candidates(ServerTarget(host: "big.example", transport: .udp))
        #expect(found?.count == LocationLimits.candidates)
        #expect(zone.asked.count == LocationLimits.hosts + 1)
        #expect(found?.filter { $0.name == "h0.example" }.count == LocationLimits.addressesPerHost)
        let long = String(repeating: "a", count: 300)
        #expect(zone.candidates(ServerTarget(host: long)) == [])
        #expect(zone.candidates(ServerTarget(host: "")) == [])
    }

    @Test func recordsThatNameEachOtherEnd() {
        var zone = Zone(
            authorities: ["loop.example": [Self.authority(1, "SIP+D2U", "loop.example")]],
            services: ["loop.example": [Self.service(1, 5_060, "loop.example")]])
        #expect(zone.candidates(ServerTarget(host: "loop.example")) == [])
        #expect(zone.asked.count == 3)
    }

    @Test func whenNoTimeIsLeftWhatIsKnownCounts() {
        var randomness = Randomness(seed: [2])
        var location = ServerLocation(ServerTarget(host: "slow.example", transport: .udp))
        _ = location.begin()
        let records = ServerLocation.Answer.services([
            Self.service(0, 5_060, "a.example"), Self.service(1, 5_060, "b.example"),
        ])
        _ = location.receive(records, to: .services("_sip._udp.slow.example"), using: &randomness)
        _ = location.receive(.addresses(["192.0.2.2"]), to: .addresses("b.example"), using: &randomness)
        #expect(location.giveUp(using: &randomness).map(\.address.host) == ["192.0.2.2"])
        #expect(location.giveUp(using: &randomness) == [])
        var silent = ServerLocation(ServerTarget(host: "silent.example"))
        _ = silent.begin()
        #expect(silent.giveUp(using: &randomness) == [])
        #expect(silent.receive(.addresses(["192.0.2.2"]), to: .addresses("silent.example"), using: &randomness) == [])
    }

    @Test func strayAndWrongAnswersAreLeft() {
        var randomness = Randomness(seed: [3])
        var location = ServerLocation(ServerTarget(host: "x.example", port: 5_060))
        #expect(location.begin() == [.ask(.addresses("x.example"))])
        #expect(location.receive(.addresses(["192.0.2.2"]), to: .addresses("y.example"), using: &randomness) == [])
        #expect(location.receive(.services([]), to: .addresses("x.example"), using: &randomness) == [.found([])])
        #expect(location.receive(.addresses(["192.0.2.2"]), to: .addresses("x.example"), using: &randomness) == [])
    }

    @Test(arguments: [
        ("192.0.2.1", true), ("255.255.255.255", true), ("::", true), ("::1", true), ("2001:db8::1:0", true),
        ("1:2:3:4:5:6:7:8", true), ("::ffff:192.0.2.1", true), ("1:2:3:4:5:6:192.0.2.1", true), ("fe80::1", true),
        ("256.0.2.1", false), ("192.0.2", false), ("192.0.2.1.", false), ("", false), (":", false), (":::", false),
        ("1:2:3:4:5:6:7", false), ("1:2:3:4:5:6:7:8:9", false), ("1::2::3", false), ("12345::", false),
        ("g::", false), ("192.0.2.1:5060", false), ("example.com", false), ("+1.2.3.4", false),
        ("::192.0.2.1:1", false),
    ])
    func numericHostsAreToldFromNames(host: String, isNumeric: Bool) {
        #expect(NumericHost.isAddress(host) == isNumeric)
    }
}
