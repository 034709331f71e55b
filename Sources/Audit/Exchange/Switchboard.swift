import CLinux
import SIP
import Time

/// What the exchange knows and does, told what comes by its thread: a registrar and a stateless proxy (RFC 3261 §10, §16.11), and
/// the relays of the sound and text of the calls.
struct Switchboard: Sendable {
    /// Where the program is (RFC 3261 §10.3).
    struct Binding: Sendable {
        var contact: URI
        var expires: Instant
    }

    /// A far end's user agent.
    struct FarEnd: Sendable {
        var port: UInt16
        /// Its calls ask for privacy (RFC 3323 §4.2).
        var isWithheld = false
    }

    /// What is on its way between the program and the exchange.
    enum Item: Sendable {
        case fromProgram([UInt8])
        case toProgram([UInt8])
        case packet([UInt8], on: Int32)
    }

    /// When packets passed last, each way.
    struct Times: Sendable {
        var fromProgram: Instant?
        var toProgram: Instant?
    }

    let socket: Int32
    let port: UInt16
    let digest: DigestCheck
    var randomness: Randomness

    var binding: Binding?
    var lastContact: URI?
    /// Where the program's requests come from.
    var programPort: UInt16?
    /// By user.
    var farEnds: [String: FarEnd] = [:]
    /// Other users under which far ends are called: numbers of contacts.
    var aliases: [String: String] = [:]
    /// The status that takes the place of a far end's own refusal, by user.
    var refusals: [String: Int] = [:]

    var conditions = NetworkConditions()
    /// The server answers nothing.
    var isSilent = false
    var refusesPassword = false
    private var paths = [
        NetworkPath(seed: "signalling of the program"), NetworkPath(seed: "signalling to the program"),
        NetworkPath(seed: "media of the program"), NetworkPath(seed: "media to the program"),
    ]
    private var queue = DeliveryQueue<Item>(most: Limits.deliveries)

    private(set) var messages: [CarriedMessage] = []
    private var messageOctets = 0
    /// More passed than is kept: what is not among the messages may have passed all the same.
    var hasDropped = false
    var arrived: [ArrivedRequest] = []
    var lastPacket = Times()
    var lastSound = Times()

    var relays: [MediaRelay] = []
    var subscriptions: [EventNotifier] = []
    /// NOTIFY requests of the exchange that were not answered yet, by branch.
    var unanswered: [String: UnansweredRequest] = [:]
    /// Messages waiting in the mailbox.
    var voiceMessages = 0
    var presences: [String: PresenceDocument] = [:]

    init(socket: Int32, port: UInt16, nonce: String) {
        self.socket = socket
        self.port = port
        digest = DigestCheck(user: Exchange.user, password: Exchange.password, nonce: nonce)
        randomness = Randomness(seed: Array("exchange \(nonce)".utf8))
    }

    var descriptors: [Int32] { [socket] + relays.flatMap(\.descriptors) }

    var nextDue: Instant? {
        ([queue.nextDue] + unanswered.values.map(\.nextTry)).compactMap { $0 }.min()
    }

    func isRegistered(at now: Instant) -> Bool { binding.map { now < $0.expires } ?? false }

    // MARK: What comes and goes

    mutating func receive(_ octets: [UInt8], on descriptor: Int32, from source: UInt16, at now: Instant) {
        guard descriptor == socket else { return receivePacket(octets, on: descriptor, at: now) }
        // Keep-alives are line ends or binary (RFC 5626 §3.5).
        guard let first = octets.first, (65...90).contains(first) else { return }
        if farEnds.values.contains(where: { $0.port == source }) {
            return take(octets, from: source, at: now)
        }
        programPort = source
        keep(octets, isFromProgram: true, at: now)
        schedule(.fromProgram(octets), path: 0, at: now)
    }

    /// Sends a message to the program, under the network's conditions.
    mutating func sendToProgram(_ octets: [UInt8], at now: Instant) {
        if !isSilent { schedule(.toProgram(octets), path: 1, at: now) }
    }

    func send(_ octets: [UInt8], to port: UInt16) {
        var target = clinux_endpoint()
        guard clinux_endpoint_parse(Exchange.host, port, &target) == 0 else { return }
        _ = clinux_udp_send(socket, &target, octets, octets.count)
    }

    mutating func schedule(_ item: Item, path: Int, at now: Instant) {
        for due in paths[path].arrivals(conditions, at: now) {
            if due <= now, queue.nextDue == nil { deliver(item, at: now) } else { queue.add(item, due: due) }
        }
    }

    /// Everything that is due.
    mutating func deliver(at now: Instant) {
        for item in queue.takeDue(at: now) { deliver(item, at: now) }
        repeatUnanswered(at: now)
    }

    private mutating func deliver(_ item: Item, at now: Instant) {
        switch item {
        case .fromProgram(let octets):
            if !isSilent, let programPort { take(octets, from: programPort, at: now) }
        case .toProgram(let octets):
            guard let programPort else { return }
            keep(octets, isFromProgram: false, at: now)
            send(octets, to: programPort)
        case .packet(let octets, let descriptor): deliverPacket(octets, on: descriptor, at: now)
        }
    }

    private mutating func keep(_ octets: [UInt8], isFromProgram: Bool, at now: Instant) {
        guard messages.count < Limits.messages, messageOctets + octets.count <= Limits.messageOctets else {
            hasDropped = true
            return
        }
        messageOctets += octets.count
        messages.append(CarriedMessage(time: now, isFromProgram: isFromProgram, octets: octets))
    }

    private mutating func take(_ octets: [UInt8], from source: UInt16, at now: Instant) {
        guard let read = try? Message(parsing: octets) else { return }
        let message = read.stamped(receivedFrom: Exchange.host, port: source)
        let isFromProgram = source == programPort
        if message.isRequest {
            take(request: message, from: source, isFromProgram: isFromProgram, at: now)
        } else {
            pass(response: message, from: source, isFromProgram: isFromProgram, at: now)
        }
    }
}
