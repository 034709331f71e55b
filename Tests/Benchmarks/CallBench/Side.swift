import CallEngine
import Glibc
import SIP
import Time

/// An engine with a shell that grants everything, and the processor time that it took.
struct Side {
    var core: UserAgentCore
    var nanoseconds = 0
    /// Whether each input is timed, which costs about 1 µs itself; a pair is timed as a whole.
    let isTimed: Bool
    let own: TransportAddress
    /// What it sent, in order.
    var sent: [(octets: [UInt8], to: TransportAddress)] = []
    var events: [EngineEvent] = []

    init(_ settings: EngineSettings, own: TransportAddress, seed: UInt8, isTimed: Bool) {
        self.isTimed = isTimed
        self.own = own
        core = UserAgentCore(settings: settings, seed: [seed])
    }

    mutating func start(at now: Instant) {
        let before = clock()
        let actions = core.start(at: now)
        nanoseconds += clock() - before
        carryOut(actions, at: now)
    }

    mutating func input(_ input: EngineInput, at now: Instant) {
        let before = clock()
        let actions = core.handle(input, at: now)
        nanoseconds += clock() - before
        carryOut(actions, at: now)
    }

    /// Serves every deadline that has come.
    mutating func serve(at now: Instant) {
        while true {
            guard let deadline = core.nextDeadline, deadline <= now else { return }
            input(.timeout, at: now)
        }
    }

    private mutating func carryOut(_ actions: [EngineAction], at now: Instant) {
        for action in actions {
            switch action {
            case .openFlow(let flow, let target, _): input(.flowOpened(flow, local: own, remote: target), at: now)
            case .send(let octets, _, let destination): sent.append((octets, destination))
            case .ping(let flow): input(.pong(flow), at: now)
            case .locate(let id, _): input(.located(id, []), at: now)
            case .media(.open(let media, let host)):
                let port = UInt16(10_000 + media.number % 20_000 * 2)
                input(.media(.ready(media, host: host, rtpPort: port, rtcpPort: port + 1)), at: now)
            case .event(let event): events.append(event)
            case .media, .closeFlow: break
            }
        }
    }

    private func clock() -> Int { isTimed ? Self.processorNanoseconds() : 0 }

    static func processorNanoseconds() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }
}
