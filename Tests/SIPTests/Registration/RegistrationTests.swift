import SIP
import Testing
import Time

/// A registration, its randomness, and what it asked for last.
private struct Line {
    var machine: Registration
    var randomness = Randomness(seed: [1])
    var sent: Message?

    init(password: String? = "wonderland", expirySeconds: UInt32 = 300) throws {
        let settings = RegistrationSettings(
            addressOfRecord: try NameAddress(parsing: "\"Alice\" <sip:alice@example.org>"),
            registrar: try URI(parsing: "sip:example.org"), expirySeconds: expirySeconds,
            credentials: password.map { DigestCredentials(username: "alice", secret: .password($0)) },
            headers: [.userAgent("test")])
        machine = Registration(settings, callID: "one-call-id", fromTag: "tag1")
    }

    static func binding() throws -> RegistrationBinding {
        RegistrationBinding(
            transport: .udp, host: "192.0.2.7", port: 5070,
            contact: try NameAddress(parsing: "<sip:alice@192.0.2.7:5070>"))
    }

    mutating func register(_ seconds: Double = 0) throws -> [RegistrationAction] {
        keep(machine.register(try Self.binding(), at: at(seconds), using: &randomness))
    }

    mutating func unregister(_ seconds: Double) -> [RegistrationAction] {
        keep(machine.unregister(at: at(seconds), using: &randomness))
    }

    mutating func wake() -> [RegistrationAction] {
        guard let deadline = machine.nextDeadline else { return [] }
        return keep(machine.handleTimeout(at: deadline, using: &randomness))
    }

    mutating func receive(_ status: Int, _ headers: [HeaderField] = [], at seconds: Double = 0) throws
        -> [RegistrationAction]
    {
        let response = Message.response(to: try #require(sent), status: status, toTag: "r", headers: headers)
        return keep(machine.receive(response, at: at(seconds), using: &randomness))
    }

    mutating func timedOut(_ seconds: Double) -> [RegistrationAction] {
        keep(machine.timedOut(at: at(seconds), using: &randomness))
    }

    private mutating func keep(_ actions: [RegistrationAction]) -> [RegistrationAction] {
        for case .send(let message) in actions { sent = message }
        return actions
    }
}

private func retry(_ actions: [RegistrationAction]) -> Duration? {
    guard case .failed(let problem)? = actions.first, actions.count == 1 else { return nil }
    switch problem {
    case .silent(let retry), .unreachable(let retry), .refused(_, let retry), .credentialsNoLongerAccepted(let retry):
        return retry
    case .credentialsRefused, .authenticationUnsupported: return nil
    }
}

@Suite struct RegistrationTests {
    static let challenge: HeaderField = .other("WWW-Authenticate", #"Digest realm="r", nonce="n", qop="auth""#)

    @Test func theRequestIsThatOfTheStandard() throws {
        var line = try Line()
        _ = try line.register()
        let request = try #require(line.sent)
        #expect(request.method == .register && request.requestURI.description == "sip:example.org")
        #expect(request.to.tag == nil && request.from.tag == "tag1" && request.callID == "one-call-id")
        #expect(request.expires == 300 && request.contacts.map(\.uri.description) == ["sip:alice@192.0.2.7:5070"])
        #expect(request.cSeq.number == 1 && request.header("User-Agent") == "test" && request.maxForwards == 70)
        #expect(request.topVia?.branch?.hasPrefix("z9hG4bK") == true && request.topVia?.wantsResponsePort == true)
        #expect(line.machine.state == .registering)
    }

    @Test func challengedThenRegisteredThenRefreshed() throws {
        var line = try Line()
        _ = try line.register()
        let challenged = try line.receive(401, [Self.challenge])
        #expect(challenged.count == 1)
        #expect(line.sent?.header("Authorization")?.contains("nc=00000001") == true && line.sent?.cSeq.number == 2)
        #expect(try line.receive(200, [.expires(100)], at: 1) == [.registered(expirySeconds: 100)])
        let refresh = seconds(try #require(line.machine.nextDeadline))
        #expect(refresh >= 61 && refresh <= 76)
        #expect(line.wake().count == 1)
        #expect(line.machine.state == .refreshing && line.sent?.cSeq.number == 3)
        #expect(line.sent?.header("Authorization")?.contains("nc=00000002") == true)
        #expect(try line.receive(200, [.expires(100)], at: refresh) == [.registered(expirySeconds: 100)])
        #expect(line.machine.state == .registered)
    }

    @Test func aProvisionalAndAnAnswerToAnOlderRequestChangeNothing() throws {
        var line = try Line()
        _ = try line.register()
        let first = line
        #expect(try line.receive(100) == [])
        _ = try line.receive(401, [Self.challenge])
        var late = line
        late.sent = first.sent
        #expect(try late.receive(200) == [])
        #expect(late.machine == line.machine)
    }

    @Test func aWrongPasswordIsTriedOnce() throws {
        var line = try Line()
        _ = try line.register()
        _ = try line.receive(401, [Self.challenge])
        #expect(try line.receive(401, [Self.challenge]) == [.failed(.credentialsRefused)])
        #expect(line.machine.nextDeadline == nil && line.machine.state == .failed)
        // The agent's demand begins anew.
        #expect(try line.register().count == 1)
        #expect(line.machine.state == .registering)
    }

    @Test(arguments: [
        (403, HeaderField.userAgent("s"), RegistrationProblem.credentialsRefused),
        (401, .other("WWW-Authenticate", "Basic realm=\"r\""), .authenticationUnsupported),
    ])
    func refusalsWithoutNewTry(status: Int, field: HeaderField, problem: RegistrationProblem) throws {
        var line = try Line()
        _ = try line.register()
        #expect(try line.receive(status, [field]) == [.failed(problem)])
        #expect(line.machine.nextDeadline == nil)
    }

    /// A server that loads its users refuses what it accepted an hour ago: asked again, ever more seldom.
    @Test(arguments: [403, 401]) func credentialsThatWereAcceptedAreTriedAgainAfterALongWait(status: Int) throws {
        var line = try Line()
        _ = try line.register()
        _ = try line.receive(401, [Self.challenge])
        _ = try line.receive(200, [.expires(100)])
        var moment = seconds(try #require(line.machine.nextDeadline))
        _ = line.wake()
        var waits: [Double] = []
        for _ in 0..<8 {
            if status == 401 { _ = try line.receive(401, [Self.challenge], at: moment) }
            let wait = try #require(retry(try line.receive(status, [Self.challenge], at: moment)))
            waits.append(Double(wait.components.seconds))
            #expect(line.machine.state == .failed && !line.machine.isBound)
            moment = seconds(try #require(line.machine.nextDeadline))
            #expect(line.wake().count == 1)
        }
        #expect(waits.allSatisfy { (300...5_400).contains($0) } && waits[0] <= 450 && waits[7] >= 3_600)
        _ = try line.receive(200, [.expires(100)], at: 90_000)
        _ = line.wake()
        let again = try #require(retry(try line.receive(403, at: 90_100)))
        #expect(again <= .seconds(450), "a success begins the waits anew")
    }

    @Test func aLinkThatComesBackDoesNotShortenARefusalsWait() throws {
        var line = try Line()
        _ = try line.register()
        _ = try line.receive(200, [.expires(100)])
        _ = line.wake()
        _ = try line.receive(403, at: 70)
        let due = line.machine.nextDeadline
        line.machine.hurry(within: .seconds(2), at: at(80), using: &line.randomness)
        #expect(line.machine.nextDeadline == due && due != nil)
    }

    @Test func aChallengeWithoutSecretIsARefusal() throws {
        var line = try Line(password: nil)
        _ = try line.register()
        #expect(try line.receive(401, [Self.challenge]) == [.failed(.credentialsRefused)])
    }

    @Test func tooBriefAnIntervalIsRaised() throws {
        var line = try Line(expirySeconds: 60)
        _ = try line.register()
        #expect(try line.receive(423, [.other("Min-Expires", "1800")]).count == 1)
        #expect(line.sent?.expires == 1800)
        #expect(try line.receive(200) == [.registered(expirySeconds: 1800)])
        _ = line.wake()
        #expect(line.sent?.expires == 1800)
    }

    @Test(arguments: ["10", "60", "4000000000", "-1", "x"])
    func aSenselessMinimumIsAFailure(minimum: String) throws {
        var line = try Line(expirySeconds: 60)
        _ = try line.register()
        #expect(retry(try line.receive(423, [.other("Min-Expires", minimum)])) != nil)
    }

    @Test func raisesHaveALimit() throws {
        var line = try Line(expirySeconds: 60)
        _ = try line.register()
        for raise in 1...RegistrationLimits.intervalRaises {
            #expect(try line.receive(423, [.other("Min-Expires", "\(100 * raise)")]).count == 1)
            #expect(line.machine.state == .registering)
        }
        #expect(retry(try line.receive(423, [.other("Min-Expires", "1000")])) != nil)
        #expect(line.machine.state == .failed)
    }

    /// Our Contact among others tells the life, then Expires, then what we asked for.
    @Test(arguments: [
        (
            ["<sip:alice@198.51.100.1>;expires=9", "<sip:alice@192.0.2.7:5070>;expires=120"], UInt32?.some(50),
            UInt32(120)
        ),
        (["<sip:alice@198.51.100.1:33000>;expires=70"], nil, 70),
        (["<sip:a@198.51.100.1>;expires=7", "<sip:b@198.51.100.2>;expires=8"], 90, 90),
        ([], nil, 300), (["<sip:alice@192.0.2.7:5070>;expires=no"], 40, 40),
        (["<sip:alice@192.0.2.7:5070>;expires=4294967295"], nil, RegistrationLimits.longestExpirySeconds),
    ])
    func theLifeGranted(contacts: [String], expires: UInt32?, granted: UInt32) throws {
        var line = try Line()
        _ = try line.register()
        let fields = try contacts.map { HeaderField.contact(try NameAddress(parsing: $0)) }
        let actions = try line.receive(200, fields + (expires.map { [.expires($0)] } ?? []))
        #expect(actions == [.registered(expirySeconds: granted)])
    }

    @Test func aLifeOfNothingIsNoRegistration() throws {
        var line = try Line()
        _ = try line.register()
        #expect(retry(try line.receive(200, [.expires(0)])) != nil)
        #expect(line.machine.state == .failed)
    }

    @Test func aTinyLifeDoesNotMakeAStorm() throws {
        var line = try Line()
        _ = try line.register()
        _ = try line.receive(200, [.expires(1)])
        #expect(line.machine.nextDeadline == at(5))
    }

    /// Each wait lies between half and the whole of a bound that doubles up to its limit.
    @Test func failuresBackOffWithJitter() throws {
        var line = try Line()
        _ = try line.register()
        var bound = RegistrationLimits.base * 2
        for _ in 0..<12 {
            let wait = try #require(retry(line.timedOut(0)))
            #expect(wait >= bound / 2 && wait <= bound)
            #expect(line.machine.nextDeadline == epoch.advanced(by: wait))
            bound = min(bound * 2, RegistrationLimits.longestBackoff)
            #expect(line.wake().count == 1)
        }
        // Success makes the next failure's wait short again.
        _ = try line.receive(200)
        _ = line.wake()
        #expect(try #require(retry(line.timedOut(0))) <= RegistrationLimits.base * 2)
    }

    @Test func twoPhonesDoNotComeBackTogether() throws {
        let waits = try (0..<20).map { seed -> Duration in
            var line = try Line()
            line.randomness = Randomness(seed: [UInt8(seed)])
            _ = try line.register()
            return try #require(retry(line.timedOut(0)))
        }
        #expect(Set(waits).count > 10)
    }

    @Test(arguments: [(UInt32(120), 120), (1, 60), (90_000, 3600)])
    func retryAfterIsObeyedWithinBounds(retryAfter: UInt32, atMost: Int) throws {
        var line = try Line()
        _ = try line.register()
        let wait = try #require(retry(try line.receive(503, [.retryAfter(retryAfter)])))
        #expect(wait <= .seconds(atMost) && wait >= .seconds(30))
        if retryAfter >= 60 { #expect(wait == .seconds(atMost)) }
    }

    @Test func aBrokenFlowFailsEvenARegisteredLine() throws {
        var line = try Line()
        _ = try line.register()
        _ = try line.receive(200)
        let actions = line.machine.transportFailed(at: at(1), using: &line.randomness)
        let wait = try #require(retry(actions))
        #expect(wait <= .seconds(2) && wait >= .milliseconds(500) && line.machine.state == .failed)
        #expect(line.machine.nextDeadline == at(1) + wait)
        #expect(line.machine.transportFailed(at: at(1), using: &line.randomness) == [])
    }

    @Test func unregistering() throws {
        var line = try Line()
        _ = try line.register()
        _ = try line.receive(200)
        #expect(line.unregister(1).count == 1)
        #expect(line.sent?.expires == 0 && line.machine.state == .unregistering)
        #expect(line.unregister(1) == [])
        _ = try line.receive(401, [Self.challenge])
        #expect(line.sent?.expires == 0 && line.sent?.header("Authorization") != nil)
        #expect(try line.receive(200) == [.unregistered])
        #expect(line.machine.state == .idle && line.machine.nextDeadline == nil)
    }

    @Test(arguments: [403, 423, 500, 603])
    func aRefusedUnregistrationEndsToo(status: Int) throws {
        var line = try Line()
        _ = try line.register()
        _ = try line.receive(200)
        _ = line.unregister(1)
        #expect(try line.receive(status) == [.unregistered])
        #expect(line.machine.state == .idle && line.machine.nextDeadline == nil)
    }

    @Test func unregisteringWithNothingToRemove() throws {
        var line = try Line()
        #expect(line.unregister(0) == [.unregistered])
        _ = try line.register()
        _ = line.timedOut(32)
        #expect(line.unregister(33) == [.unregistered])
        #expect(line.machine.state == .idle && line.machine.nextDeadline == nil)
        _ = try line.register()
        _ = line.unregister(34)
        #expect(line.timedOut(66) == [.unregistered])
    }

    @Test func theServiceRouteIsKept() throws {
        var line = try Line()
        _ = try line.register()
        _ = try line.receive(
            200,
            [
                .other("Service-Route", "<sip:edge.example.org;lr>"),
                .other("Service-Route", "<sip:core.example.org;lr>"),
            ])
        #expect(line.machine.serviceRoutes.map(\.uri.host) == ["edge.example.org", "core.example.org"])
    }
}
