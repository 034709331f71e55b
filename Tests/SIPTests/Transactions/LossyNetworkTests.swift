import SIP
import Testing
import Time

/// Two transaction layers, their users, and between them a network that loses, doubles and delays; all from one seed.
private struct LossyNetwork {
    enum Side { case caller, called }

    var randomness: Randomness
    let lossPercent: Int
    var now = epoch
    var caller = TransactionLayer()
    var called = TransactionLayer()
    var inFlight: [(arrival: Instant, to: Side, octets: [UInt8])] = []
    /// What the called one is to answer, and when.
    var plans: [(due: Instant, id: ServerTransactionID, status: Int)] = []
    var accepted: [ServerTransactionID: (response: Message, machine: AcceptedRetransmission)] = [:]
    var invites: [ServerTransactionID: Message] = [:]
    var cancels: [(due: Instant, id: ClientTransactionID)] = []
    /// How each INVITE ended at the caller: one entry each is right.
    var ends: [ClientTransactionID: [String]] = [:]
    var acknowledged = 0
    var unacknowledged = 0

    init(seed: Int, lossPercent: Int) {
        randomness = Randomness(seed: Array("\(seed)".utf8))
        self.lossPercent = lossPercent
    }

    mutating func carry(_ message: Message, to side: Side) {
        for _ in 0..<(Int.random(in: 0..<10, using: &randomness) == 0 ? 2 : 1) {
            guard Int.random(in: 0..<100, using: &randomness) >= lossPercent else { continue }
            let delay = Duration.milliseconds(Int.random(in: 5...400, using: &randomness))
            inFlight.append((now.advanced(by: delay), side, message.bytes))
        }
    }

    mutating func invite(_ number: Int) throws {
        let request = try Requests.make(.invite, branch: "z9hG4bK\(number)", callID: "call\(number)")
        let (id, actions) = caller.send(request, transport: .udp, at: now)
        ends[id] = []
        handleCaller(actions)
        if Int.random(in: 0..<3, using: &randomness) == 0 {
            cancels.append((now.advanced(by: .milliseconds(Int.random(in: 0...9000, using: &randomness))), id))
        }
    }

    mutating func handleCaller(_ actions: [TransactionAction]) {
        for action in actions {
            switch action {
            case .send(let message, _), .sendStatelessly(let message):
                carry(message, to: .called)
            case .response(let response, let id):
                guard let status = response.statusCode, status >= 200 else { continue }
                if status >= 300 || ends[id]?.contains("200") == false { ends[id]?.append("\(status)") }
                if status < 300,
                    let ack = try? Requests.make(.ack, branch: "z9hG4bKack", toTag: "to", callID: response.callID)
                {
                    carry(ack, to: .called)
                }
            case .timedOut(.client(let id)):
                ends[id]?.append("timed out")
            case .request, .acknowledgement, .cancelled, .timedOut, .transportFailed, .refused, .terminated:
                continue
            }
        }
    }

    mutating func handleCalled(_ actions: [TransactionAction]) {
        for action in actions {
            switch action {
            case .send(let message, _), .sendStatelessly(let message):
                carry(message, to: .caller)
            case .request(let request, let id):
                invites[id] = request
                plans.append((now.advanced(by: .milliseconds(Int.random(in: 0...800, using: &randomness))), id, 180))
                let status = [200, 486, 200][Int.random(in: 0..<3, using: &randomness)]
                plans.append(
                    (now.advanced(by: .milliseconds(Int.random(in: 900...9000, using: &randomness))), id, status))
            case .cancelled(let id, _):
                answer(id, 487)
            case .acknowledgement(let ack):
                acknowledged += 1
                for (id, entry) in accepted where entry.response.callID == ack.callID {
                    accepted[id]?.machine.acknowledge()
                }
            case .response, .timedOut, .transportFailed, .refused, .terminated:
                continue
            }
        }
    }

    mutating func answer(_ id: ServerTransactionID, _ status: Int) {
        guard let invite = invites[id] else { return }
        let response = Requests.answer(invite, status)
        let actions = called.respond(response, to: id, at: now)
        if status == 200, !actions.isEmpty { accepted[id] = (response, AcceptedRetransmission(at: now)) }
        handleCalled(actions)
    }

    var nextDeadline: Instant? {
        var instants = inFlight.map(\.arrival) + plans.map(\.due) + cancels.map(\.due)
        instants += [caller.nextDeadline, called.nextDeadline].compactMap { $0 }
        instants += accepted.values.compactMap(\.machine.nextDeadline)
        return instants.min()
    }

    /// Goes to the next moment at which anything happens; false: all is quiet.
    mutating func step() throws -> Bool {
        guard let next = nextDeadline else { return false }
        now = max(now, next)
        let arrived = inFlight.filter { $0.arrival <= now }
        inFlight.removeAll { $0.arrival <= now }
        for packet in arrived {
            let message = try Message(parsing: packet.octets)
            switch packet.to {
            case .caller: handleCaller(caller.receive(message, transport: .udp, at: now))
            case .called: handleCalled(called.receive(message, transport: .udp, at: now))
            }
        }
        let due = plans.filter { $0.due <= now }
        plans.removeAll { $0.due <= now }
        for plan in due { answer(plan.id, plan.status) }
        let wishes = cancels.filter { $0.due <= now }
        cancels.removeAll { $0.due <= now }
        for wish in wishes { handleCaller(caller.cancel(wish.id, at: now)) }
        handleCaller(caller.handleTimeout(at: now))
        handleCalled(called.handleTimeout(at: now))
        for (id, entry) in accepted.sorted(by: { $0.value.response.callID < $1.value.response.callID }) {
            var machine = entry.machine
            for step in machine.handleTimeout(at: now) {
                switch step {
                case .send: handleCalled(called.respond(entry.response, to: id, at: now))
                case .unacknowledged: unacknowledged += 1
                }
            }
            accepted[id]?.machine = machine
        }
        return true
    }
}

@Suite struct LossyNetworkTests {
    /// Losses in percent; with total loss every INVITE times out.
    @Test(arguments: [0, 10, 30, 60, 100], 0..<6)
    func everyInviteEndsOnce(lossPercent: Int, seed: Int) throws {
        var network = LossyNetwork(seed: seed * 1000 + lossPercent, lossPercent: lossPercent)
        for number in 0..<12 { try network.invite(number) }
        var steps = 0
        while try network.step() {
            steps += 1
            try #require(steps < 100_000)
        }
        #expect(network.ends.count == 12)
        for (_, ends) in network.ends { #expect(ends.count == 1, "\(ends)") }
        #expect(network.caller.counts == (0, 0) && network.called.counts == (0, 0))
        if lossPercent == 100 { #expect(network.ends.values.allSatisfy { $0 == ["timed out"] }) }
        if lossPercent == 0 {
            #expect(network.unacknowledged == 0)
            #expect(!network.ends.values.contains(["timed out"]))
        }
    }

    @Test func theSameSeedGivesTheSameRun() throws {
        var results: [[String]] = []
        for _ in 0..<2 {
            var network = LossyNetwork(seed: 7, lossPercent: 30)
            for number in 0..<12 { try network.invite(number) }
            while try network.step() {}
            results.append(network.ends.sorted { $0.key.branch < $1.key.branch }.flatMap(\.value))
        }
        #expect(results[0] == results[1] && Set(results[0]).count > 1)
    }
}
