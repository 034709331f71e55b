import CallEngine
import SIP
import Time

/// Three agents and a proxy on a network at its worst, all from one seed: datagrams are lost, doubled, reordered and late; a
/// party is cut off for a while; a program dies and is started again; the proxy forgets everything. Meanwhile the agents
/// dial, answer, hold, transfer and hang up at random.
struct Storm {
    enum Event {
        case datagram([UInt8], from: TransportAddress, to: TransportAddress)
        case input(Int, EngineInput, life: Int)
        case step(Int, Step)
        case fault(Fault)
    }

    /// What an agent does, on a random call of hers where there is one.
    enum Step: CaseIterable {
        case dial, answer, decline, hangUp, hold, resume, mute, digits, blindTransfer, attendedTransfer, agree, join,
            leave
    }

    enum Fault {
        /// A party hears and says nothing.
        case cutOff(Int)
        case heal(Int)
        /// A program dies without a word and is started again.
        case crash(Int)
        case proxyRestarts

    }

    static let names = ["alice", "bob", "carol"]
    static let addresses = names.indices.map {
        TransportAddress(transport: .udp, host: "192.0.2.\(10 + $0)", port: 5_062)
    }

    let seed: UInt64
    var randomness: Randomness
    var now = Bench.origin
    var cores: [UserAgentCore] = []
    /// How often each program was started: inputs of an earlier life do not reach a later one.
    var lives = [0, 0, 0]
    var registrar = Registrar()
    /// Of each program's present life, and of those before.
    var histories: [[[EngineEvent]]] = [[[]], [[]], [[]]]
    var cut: Set<Int> = []
    private var queue = EventQueue<Event>()
    private(set) var lossPercent: Int

    init(seed: UInt64) {
        self.seed = seed
        randomness = Randomness(seed: withUnsafeBytes(of: seed.bigEndian) { Array($0) })
        lossPercent = seed.isMultiple(of: 4) ? 0 : Int.random(in: 3...20, using: &randomness)
        cores = Self.names.indices.map { Self.core($0, seed: seed, life: 0) }
    }

    private static func core(_ index: Int, seed: UInt64, life: Int) -> UserAgentCore {
        let account = AccountSettings(
            address: "sip:\(names[index])@example.org", name: names[index], secret: .password("x"),
            registrars: [ServerTarget(Registrar.address)])
        let octets = withUnsafeBytes(of: seed.bigEndian) { Array($0) }
        return UserAgentCore(
            settings: EngineSettings(accounts: [account]),
            seed: octets + [UInt8(index), UInt8(truncatingIfNeeded: life)])
    }

    mutating func put(_ event: Event, after delay: Duration) { queue.put(event, at: now + delay) }

    mutating func start() {
        for index in cores.indices { carryOut(cores[index].start(at: now), of: index) }
    }

    /// Ends every disturbance: what follows must come to rest.
    mutating func calm() {
        lossPercent = 0
        cut = []
    }

    /// Runs until a moment, inputs and deadlines in the order of their time.
    mutating func run(until end: Instant) {
        while true {
            let deadlines = cores.indices.compactMap { index in cores[index].nextDeadline.map { (at: $0, index: index) }
            }
            let timer = deadlines.min { ($0.at, $0.index) < ($1.at, $1.index) }
            if let timer, timer.at <= end, queue.nextAt.map({ timer.at <= $0 }) ?? true {
                now = max(now, timer.at)
                carryOut(cores[timer.index].handle(.timeout, at: now), of: timer.index)
            } else if let (at, event) = queue.take(until: end) {
                now = max(now, at)
                serve(event)
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
            } else if let index = Self.addresses.firstIndex(of: target), !cut.contains(index) {
                carryOut(cores[index].handle(.received(octets, on: FlowID(1), from: source), at: now), of: index)
            }
        case .input(let index, let input, let life):
            if life == lives[index] { carryOut(cores[index].handle(input, at: now), of: index) }
        case .step(let index, let step):
            if let command = command(step, of: index) {
                carryOut(cores[index].handle(.command(command), at: now), of: index)
            }
        case .fault(let fault): suffer(fault)
        }
    }

    private mutating func suffer(_ fault: Fault) {
        switch fault {
        case .cutOff(let index): cut.insert(index)
        case .heal(let index): cut.remove(index)
        case .proxyRestarts: registrar = Registrar()
        case .crash(let index):
            lives[index] += 1
            histories[index].append([])
            cores[index] = Self.core(index, seed: seed, life: lives[index])
            carryOut(cores[index].start(at: now), of: index)
        }
    }

    private mutating func command(_ step: Step, of index: Int) -> EngineCommand? {
        let calls = cores[index].calls
        guard step != .dial else {
            let others = Self.names.indices.filter { $0 != index }
            return .dial(to: Self.names[others.randomElement(using: &randomness) ?? 0], account: nil, token: 1)
        }
        guard let call = calls.randomElement(using: &randomness)?.id else { return nil }
        let other = calls.last { $0.id != call }?.id
        switch step {
        case .dial: return nil
        case .answer: return .answer(calls.last { $0.state == .incoming }?.id ?? call)
        case .decline: return .decline(call, .declined)
        case .hangUp: return .hangUp(call)
        case .hold: return .hold(call)
        case .resume: return .resume(call)
        case .mute: return .mute(call, Bool.random(using: &randomness))
        case .digits: return .digits(call, "12#")
        case .blindTransfer: return .transfer(call, to: Self.names.randomElement(using: &randomness) ?? "carol")
        case .attendedTransfer: return other.map { .attendedTransfer(call, with: $0) }
        case .agree: return .answerTransferRequest(call, accept: Bool.random(using: &randomness))
        case .join: return other.map { .join([call, $0]) }
        case .leave: return .leave(call)
        }
    }

    private mutating func post(_ octets: [UInt8], from source: TransportAddress, to target: TransportAddress) {
        if let index = Self.addresses.firstIndex(of: source), cut.contains(index) { return }
        let copies = Int.random(in: 0..<100, using: &randomness) < 5 ? 2 : 1
        for _ in 0..<copies where Int.random(in: 0..<100, using: &randomness) >= lossPercent {
            let isLate = Int.random(in: 0..<100, using: &randomness) < 2
            let delay = Int.random(in: 1...(isLate ? 3_000 : 120), using: &randomness)
            put(.datagram(octets, from: source, to: target), after: .milliseconds(delay))
        }
    }

    private mutating func carryOut(_ actions: [EngineAction], of index: Int) {
        for action in actions {
            switch action {
            case .ping, .closeFlow: break
            case .locate(let location, _):
                let found = [ServerCandidate(address: Registrar.address, name: "example.org")]
                answer(index, .located(location, found), after: 3)
            case .openFlow(let flow, let target, _):
                answer(index, .flowOpened(flow, local: Self.addresses[index], remote: target), after: 1)
            case .send(let octets, _, let target): post(octets, from: Self.addresses[index], to: target)
            case .media(.open(let media, let host)), .media(.rebind(let media, let host)):
                let port = UInt16(20_000 + media.number % 1_000 * 2)
                answer(index, .media(.ready(media, host: host, rtpPort: port, rtcpPort: port + 1)), after: 2)
            case .media: break
            case .event(let event): histories[index][lives[index]].append(event)
            }
        }
    }

    private mutating func answer(_ index: Int, _ input: EngineInput, after milliseconds: Int) {
        put(.input(index, input, life: lives[index]), after: .milliseconds(milliseconds))
    }
}

/// Events in the order of their time, those of one moment in the order in which they were put: a binary heap.
struct EventQueue<Event> {
    private var heap: [(at: Instant, order: Int, event: Event)] = []
    private var order = 0

    var nextAt: Instant? { heap.first?.at }

    mutating func put(_ event: Event, at moment: Instant) {
        order += 1
        heap.append((moment, order, event))
        var child = heap.count - 1
        while child > 0, precedes(child, (child - 1) / 2) {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    mutating func take(until end: Instant) -> (at: Instant, event: Event)? {
        guard let first = heap.first, first.at <= end, let last = heap.popLast() else { return nil }
        guard !heap.isEmpty else { return (first.at, first.event) }
        heap[0] = last
        var parent = 0
        while let least = [2 * parent + 1, 2 * parent + 2].filter({ $0 < heap.count }).min(by: precedes),
            precedes(least, parent)
        {
            heap.swapAt(least, parent)
            parent = least
        }
        return (first.at, first.event)
    }

    private func precedes(_ left: Int, _ right: Int) -> Bool {
        (heap[left].at, heap[left].order) < (heap[right].at, heap[right].order)
    }
}
