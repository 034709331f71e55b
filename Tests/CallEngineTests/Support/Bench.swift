import CallEngine
import Media
import SIP
import Time

/// A user agent in virtual time with a shell that grants whatever is asked: what it does is kept to be looked at.
struct Bench {
    static let origin = Instant.now
    static let server = TransportAddress(transport: .udp, host: "192.0.2.1", port: 5_060)
    static let own = TransportAddress(transport: .udp, host: "192.0.2.10", port: 5_062)

    var core: UserAgentCore
    var now = Bench.origin
    var sent: [Message] = []
    /// Every datagram, those too that no parser takes (an error answer echoes the error).
    var octetsSent: [[UInt8]] = []
    var destinations: [TransportAddress] = []
    var events: [EngineEvent] = []
    var media: [MediaRequest] = []
    /// Of the certificate that the media loop has.
    var fingerprint: [UInt8]?
    var opened: [FlowID: TransportAddress] = [:]
    var closed: [FlowID] = []
    /// The shell answers `.openFlow` and `.media(.open)` at once.
    var grantsFlows = true
    var grantsMedia = true
    /// The shell has ports for text.
    var grantsText = false
    /// Requests that the server answers with 200 at once.
    var answered: [SIP.Method] = []
    /// Where nobody answers them.
    var absent: Set<TransportAddress> = []
    /// What `.locate` is answered at once, by host; a name that is not here leads to one place of its own.
    var places: [String: [ServerCandidate]] = [:]
    var grantsLocations = true
    var located: [(id: LocationID, target: ServerTarget)] = []
    var pings: [FlowID] = []
    var securities: [FlowSecurity?] = []
    var inputs: [(at: Instant, input: EngineInput)] = []
    var actions: [EngineAction] = []

    static func settings(
        registers: Bool = false, codecs: [Codec] = Codec.standard, maximumCalls: Int = 8,
        transport: TransportProtocol = .udp
    ) -> EngineSettings {
        var address = server
        address.transport = transport
        var account = AccountSettings(
            address: "sip:alice@example.org", name: "Accueil", secret: .password("pa55-w0rd"),
            registrars: registers ? [ServerTarget(address)] : [], outboundProxy: ServerTarget(address))
        // Tests of other things have no notifier.
        account.watchesItself = false
        return EngineSettings(accounts: [account], codecs: codecs, maximumCalls: maximumCalls)
    }

    init(_ settings: EngineSettings = Bench.settings(), seed: [UInt8] = [1, 2, 3]) {
        core = UserAgentCore(settings: settings, seed: seed)
    }

    mutating func start() {
        carryOut(core.start(at: now))
    }

    mutating func input(_ input: EngineInput) {
        inputs.append((now, input))
        carryOut(core.handle(input, at: now))
    }

    mutating func command(_ command: EngineCommand) { input(.command(command)) }

    mutating func receive(_ text: String, from source: TransportAddress = Bench.server) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
        input(.received(Array(lines.utf8), on: FlowID(1), from: source))
    }

    mutating func receive(_ message: Message, from source: TransportAddress = Bench.server) {
        input(.received(message.bytes, on: FlowID(1), from: source))
    }

    /// Lets time go by, serving every deadline on the way.
    mutating func advance(by duration: Duration) {
        let end = now + duration
        while let deadline = core.nextDeadline, deadline <= end {
            now = max(now, deadline)
            input(.timeout)
        }
        now = end
    }

    mutating func carryOut(_ list: [EngineAction]) {
        for action in list {
            actions.append(action)
            switch action {
            case .ping(let flow): pings.append(flow)
            case .locate(let id, let target):
                located.append((id, target))
                let address = TransportAddress(transport: .udp, host: "203.0.113.7", port: target.port ?? 5_060)
                let found = places[target.host] ?? [ServerCandidate(address: address, name: target.host)]
                if grantsLocations { input(.located(id, found)) }
            case .openFlow(let flow, let target, let security):
                opened[flow] = target
                securities.append(security)
                guard grantsFlows else { continue }
                var local = Bench.own
                local.transport = target.transport
                input(.flowOpened(flow, local: local, remote: target))
            case .send(let octets, _, let destination):
                octetsSent.append(octets)
                if let message = try? Message(parsing: octets) {
                    sent.append(message)
                    destinations.append(destination)
                    if message.isRequest, answered.contains(message.method), !absent.contains(destination) {
                        let contact =
                            message.method == .register ? message.header("Contact").map { $0 + ";expires=300" } : nil
                        deliver(Peer.answer(message, 200, contact: contact), from: destination)
                    }
                }
            case .closeFlow(let flow): closed.append(flow)
            case .media(let request):
                media.append(request)
                if grantsText, case .openText(let id, _) = request {
                    let port = UInt16(50_000 + id.number * 2)
                    input(.media(.textReady(id, rtpPort: port, rtcpPort: port + 1)))
                }
                guard grantsMedia, case .open(let id, let host) = request else { continue }
                let port = UInt16(40_000 + id.number * 2)
                input(
                    .media(.ready(id, host: host, rtpPort: port, rtcpPort: port + 1, fingerprint: fingerprint)))
            case .event(let event): events.append(event)
            }
        }
    }

    // MARK: Looking

    mutating func takeSent() -> [Message] {
        defer { sent = [] }
        return sent
    }

    mutating func takeEvents() -> [EngineEvent] {
        defer { events = [] }
        return events
    }

    mutating func takeMedia() -> [MediaRequest] {
        defer { media = [] }
        return media
    }

    /// The last request of a method that was sent.
    func last(_ method: SIP.Method) -> Message? { sent.last { $0.isRequest && $0.method == method } }

    /// The last response that was sent to a request of a method.
    func lastAnswer(_ method: SIP.Method) -> Message? { sent.last { !$0.isRequest && $0.method == method } }

    var ends: [EndReason] {
        events.compactMap { if case .callEnded(_, let reason) = $0 { reason } else { nil } }
    }

    var states: [CallState] {
        events.compactMap { event in
            switch event {
            case .callDialled(let call, _), .callReceived(let call), .callChanged(let call), .callEnded(let call, _):
                call.state
            case .accountChanged, .dialRefused, .textReceived, .digitReceived, .statistics, .commandRefused,
                .shutDownFinished,
                .transferChanged, .transferRequested, .callReplaced, .conferenceChanged, .doNotDisturbChanged,
                .forwardingChanged, .voicemailChanged, .watchedChanged, .messageReceived, .messageAnswered,
                .strangersRefused, .callRefusedInClear,
                .callMeasured, .qualityChanged:
                nil
            }
        }
    }

    var tones: [ProgressTone?] {
        media.compactMap { if case .tone(_, let tone, _) = $0 { .some(tone) } else { nil } }
    }

    var plans: [StreamPlan] {
        media.compactMap { if case .apply(_, let plan) = $0 { plan } else { nil } }
    }
}
