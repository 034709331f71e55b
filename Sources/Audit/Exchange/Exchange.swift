import CLinux
import Configuration
import Glibc
import SIP
import Scenarios
import Synchronization
import Time

/// The telephone exchange of a scenario, on loopback: registrar and proxy of the program's one line, and the network between the
/// program and its far ends, which can fail. Runs on a thread of its own.
final class Exchange: Sendable {
    static let host = "127.0.0.1"
    /// Of the program's line.
    static let user = "agent"
    static let password = "secret"

    /// Where the program's line registers and sends its requests: 127.0.0.1, over UDP.
    let port: UInt16
    private let state: Mutex<Switchboard>
    /// Acts that wait for their time.
    private let acts = Mutex(DeliveryQueue<@Sendable () -> Void>(most: Limits.deliveries))
    private let wake: Int32
    private let socket: Int32
    private let isStopped = Mutex(false)
    private let thread = Mutex<pthread_t?>(nil)

    init() throws(Stop) {
        var bound: UInt16 = 0
        socket = clinux_udp_bind(Self.host, 0, &bound)
        wake = clinux_eventfd()
        port = bound
        var random = SystemRandomNumberGenerator()
        let nonce = String(UInt64.random(in: .min ... .max, using: &random), radix: 16)
        state = Mutex(Switchboard(socket: socket, port: bound, nonce: nonce))
        guard socket >= 0, wake >= 0 else { throw Self.noSockets }
        let body = Unmanaged.passRetained(self)
        var started = pthread_t()
        guard pthread_create(&started, nil, runExchange, body.toOpaque()) == 0 else {
            body.release()
            throw Self.noSockets
        }
        thread.withLock { $0 = started }
    }

    private static var noSockets: Stop {
        .obstacle(
            .cantTell,
            .init("l'autocommutateur de l'épreuve ne démarre pas", "the exchange of the test does not start"))
    }

    /// What passed, repetitions included, up to `Limits.messages`.
    var messages: [CarriedMessage] { state.withLock { $0.messages } }
    /// Whether more passed.
    var hasDropped: Bool { state.withLock { $0.hasDropped } }
    /// Requests that reached far ends.
    var arrivedRequests: [ArrivedRequest] { state.withLock { $0.arrived } }
    /// When the last RTP packet passed that the program sent, or that was sent to it; nil: none.
    func lastPacket(isFromProgram: Bool, ofSound: Bool = false) -> Instant? {
        state.withLock { state in
            let times = ofSound ? state.lastSound : state.lastPacket
            return isFromProgram ? times.fromProgram : times.toProgram
        }
    }

    /// The media of all calls, the oldest first.
    var relays: [MediaRelay] { state.withLock { $0.relays } }
    /// Whether the program's line is registered now.
    var isRegistered: Bool { state.withLock { $0.isRegistered(at: .now) } }
    /// Where the program registered last (RFC 3261 §10.3); nil: never.
    var lastContact: URI? { state.withLock { $0.lastContact } }

    /// Changes something, and has the thread look anew when it is due.
    func update<Result: Sendable>(_ body: (inout Switchboard) -> Result) -> Result {
        let result = state.withLock { body(&$0) }
        clinux_eventfd_signal(wake)
        return result
    }

    /// Does something so long from now, on the exchange's thread; must not block.
    func later(_ delay: Duration, _ act: @escaping @Sendable () -> Void) {
        acts.withLock { $0.add(act, due: .now + delay) }
        clinux_eventfd_signal(wake)
    }

    /// Ends the thread and closes the sockets. Blocks for a moment; may be called twice.
    func end() {
        let started = thread.withLock { thread -> pthread_t? in
            defer { thread = nil }
            return thread
        }
        guard let started else { return }
        isStopped.withLock { $0 = true }
        clinux_eventfd_signal(wake)
        pthread_join(started, nil)
        state.withLock { $0.relays = [] }
    }

    deinit {
        if socket >= 0 { close(socket) }
        if wake >= 0 { close(wake) }
    }

    fileprivate func run() {
        clinux_name_thread("exchange")
        var octets = [UInt8](repeating: 0, count: Limits.datagramOctets)
        while !isStopped.withLock({ $0 }) {
            let (watched, due) = state.withLock { ($0.descriptors, $0.nextDue) }
            var polled = ([wake] + watched).map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            let next = [due, acts.withLock { $0.nextDue }].compactMap { $0 }.min()
            let wait = next.map { max(.zero, $0 - .now) } ?? .seconds(60)
            _ = clinux_ppoll(&polled, nfds_t(polled.count), Self.nanoseconds(min(wait, .seconds(60))))
            _ = clinux_counter_read(wake)
            for entry in polled.dropFirst() where entry.revents != 0 { read(entry.fd, into: &octets) }
            state.withLock { $0.deliver(at: .now) }
            for act in acts.withLock({ $0.takeDue(at: .now) }) { act() }
        }
    }

    private func read(_ descriptor: Int32, into octets: inout [UInt8]) {
        for _ in 0..<Limits.datagramsPerTurn {
            var source = clinux_endpoint()
            let count = clinux_udp_receive(descriptor, &octets, octets.count, &source)
            guard count >= 0 else { return }
            let datagram = Array(octets.prefix(Int(count)))
            state.withLock { $0.receive(datagram, on: descriptor, from: source.port, at: .now) }
        }
    }

    private static func nanoseconds(_ duration: Duration) -> Int64 {
        let parts = duration.components
        return parts.seconds * 1_000_000_000 + parts.attoseconds / 1_000_000_000
    }
}

/// The C entry of the thread: file-level, because a closure would be taken for one of the caller's context.
private func runExchange(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let argument else { return nil }
    Unmanaged<Exchange>.fromOpaque(argument).takeRetainedValue().run()
    return nil
}
