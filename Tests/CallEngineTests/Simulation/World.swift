import CallEngine
import SIP
import Time

/// Two user agents and a registrar on a network that loses, repeats and reorders, all from one seed.
struct World {
    enum Event {
        case datagram([UInt8], from: TransportAddress, to: TransportAddress)
        case input(Int, EngineInput)
        case script(Int, Step)
    }

    /// What the agents do: each on its newest call.
    enum Step: CaseIterable { case dial, answer, decline, hangUp, hold, resume }

    static let addresses = [
        TransportAddress(transport: .udp, host: "192.0.2.10", port: 5_062),
        TransportAddress(transport: .udp, host: "192.0.2.11", port: 5_062),
    ]
    static let names = ["alice", "bob"]

    var randomness: Randomness
    var now = Bench.origin
    var cores: [UserAgentCore]
    var registrar = Registrar()
    var events: [[EngineEvent]] = [[], []]
    private var queue: [(at: Instant, order: Int, event: Event)] = []
    private var order = 0
    let lossPercent: Int

    init(seed: UInt64, lossPercent: Int) {
        let octets = withUnsafeBytes(of: seed.bigEndian) { Array($0) }
        randomness = Randomness(seed: octets)
        self.lossPercent = lossPercent
        cores = Self.names.enumerated().map { index, name in
            let account = AccountSettings(
                address: "sip:\(name)@example.org", name: name, secret: .password("x"),
                registrars: [ServerTarget(Registrar.address)])
            return UserAgentCore(settings: EngineSettings(accounts: [account]), seed: octets + [UInt8(index)])
        }
    }

    mutating func put(_ event: Event, after delay: Duration) {
        order += 1
        queue.append((now + delay, order, event))
    }

    mutating func start() {
        for index in cores.indices { carryOut(cores[index].start(at: now), of: index) }
    }

    /// Runs until the given moment.
    mutating func run(until end: Instant) {
        while true {
            let next = queue.indices.min { (queue[$0].at, queue[$0].order) < (queue[$1].at, queue[$1].order) }
            let deadlines = cores.map(\.nextDeadline)
            let timer = deadlines.indices.filter { deadlines[$0] != nil }.min {
                (deadlines[$0] ?? end) < (deadlines[$1] ?? end)
            }
            if let timer, let deadline = deadlines[timer], deadline <= end,
                next.map({ deadline <= queue[$0].at }) ?? true
            {
                now = max(now, deadline)
                carryOut(cores[timer].handle(.timeout, at: now), of: timer)
            } else if let next, queue[next].at <= end {
                let event = queue.remove(at: next)
                now = max(now, event.at)
                serve(event.event)
            } else {
                break
            }
        }
        now = end
    }

    private mutating func serve(_ event: Event) {
        switch event {
        case .datagram(let octets, let source, let target):
            if target == Registrar.address {
                for (answer, to) in registrar.receive(octets, from: source) {
                    post(answer, from: Registrar.address, to: to)
                }
            } else if let index = Self.addresses.firstIndex(of: target) {
                carryOut(cores[index].handle(.received(octets, on: FlowID(1), from: source), at: now), of: index)
            }
        case .input(let index, let input): carryOut(cores[index].handle(input, at: now), of: index)
        case .script(let index, let step):
            guard let command = command(step, of: index) else { return }
            carryOut(cores[index].handle(.command(command), at: now), of: index)
        }
    }

    private func command(_ step: Step, of index: Int) -> EngineCommand? {
        if step == .dial { return .dial(to: Self.names[1 - index], account: nil, token: 1) }
        guard let call = cores[index].calls.last?.id else { return nil }
        return switch step {
        case .dial: nil
        case .answer: .answer(call)
        case .decline: .decline(call, .declined)
        case .hangUp: .hangUp(call)
        case .hold: .hold(call)
        case .resume: .resume(call)
        }
    }

    private mutating func post(_ octets: [UInt8], from source: TransportAddress, to target: TransportAddress) {
        let copies = Int.random(in: 0..<100, using: &randomness) < 5 ? 2 : 1
        for _ in 0..<copies where Int.random(in: 0..<100, using: &randomness) >= lossPercent {
            let delay = Int.random(in: 1...120, using: &randomness)
            put(.datagram(octets, from: source, to: target), after: .milliseconds(delay))
        }
    }

    private mutating func carryOut(_ actions: [EngineAction], of index: Int) {
        for action in actions {
            switch action {
            case .locate, .ping: break
            case .openFlow(let flow, let target, _):
                put(
                    .input(index, .flowOpened(flow, local: Self.addresses[index], remote: target)),
                    after: .milliseconds(1))
            case .send(let octets, _, let target): post(octets, from: Self.addresses[index], to: target)
            case .media(.open(let media, let host)):
                let port = UInt16(20_000 + media.number % 1_000 * 2)
                put(
                    .input(index, .media(.ready(media, host: host, rtpPort: port, rtcpPort: port + 1))),
                    after: .milliseconds(2))
            case .media, .closeFlow: break
            case .event(let event): events[index].append(event)
            }
        }
    }
}
