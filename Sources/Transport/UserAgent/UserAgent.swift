import CallEngine
import NIOCore
import NIOPosix
import SIP
import Synchronization
import Time

/// The call engine on the network: a `UserAgentCore` pinned to one event loop, its flows, its timer, and its media
/// loop.
///
/// The engine is a value that is told what happens and answers with what is to be done; this actor only tells it and
/// carries the answers out, in order, on the loop's thread.
public actor UserAgent {
    /// Called on the signalling loop with each event of the engine; must not block.
    public typealias EventSink = @Sendable (EngineEvent, Instant) -> Void
    /// Called on the signalling loop with each input before the engine is told it: what `--trace` writes.
    public typealias InputSink = @Sendable (EngineInput, Instant) -> Void
    /// Called on the signalling loop with each action of the engine, before it is carried out.
    public typealias ActionSink = @Sendable (EngineAction, Instant) -> Void

    /// When the engine started: the instant of `UserAgentCore.start`, from which a trace can be replayed.
    public nonisolated let startedAt: Instant
    private nonisolated let group: MultiThreadedEventLoopGroup
    nonisolated let loop: any EventLoop
    private nonisolated let media: MediaLoop
    private let onEvent: EventSink
    private let onInput: InputSink?
    private let onAction: ActionSink?
    let options: UserAgentOptions
    private var core: UserAgentCore
    var flows: FlowTable?
    private var inbox: [EngineInput] = []
    private var isDraining = false
    var watch: SystemWatch?
    let watchGate = LoopGate()
    private var sleepGauge = SleepGauge()
    private let startedAwakeAt = SuspendingClock.now
    var resumedAt: Instant?
    private var timer: Scheduled<Void>?
    private var timerDeadline: Instant?

    public nonisolated var unownedExecutor: UnownedSerialExecutor { loop.executor.asUnownedSerialExecutor() }

    /// Starts a user agent: listens where the options say so, starts the engine, and returns once both are done.
    /// Blocks for a moment; not to be called on the loop.
    /// - Parameters:
    ///   - media: the media loop, which the caller started and stops; it reports to this user agent from now on.
    ///   - seed: the engine's randomness, at least 16 octets; the system's own where none is given.
    /// - Throws: `TransportError.portUnavailable` where the address and port that the options name are not free.
    public static func start(
        settings: EngineSettings, media: MediaLoop, seed: [UInt8] = UserAgent.systemSeed(),
        options: UserAgentOptions = UserAgentOptions(), onEvent: @escaping EventSink, onInput: InputSink? = nil,
        onAction: ActionSink? = nil
    ) throws -> UserAgent {
        let agent = UserAgent(
            settings: settings, media: media, seed: seed, options: options, onEvent: onEvent, onInput: onInput,
            onAction: onAction)
        media.report { [weak agent] report in agent?.tell(.media(report)) }
        do {
            try agent.loop.submit { try agent.assumeIsolated { try $0.begin() } }.wait()
        } catch {
            agent.shutDown()
            throw error
        }
        return agent
    }

    private init(
        settings: EngineSettings, media: MediaLoop, seed: [UInt8], options: UserAgentOptions,
        onEvent: @escaping EventSink, onInput: InputSink?, onAction: ActionSink?
    ) {
        group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        loop = group.next()
        startedAt = .now
        var random = SystemRandomNumberGenerator()
        let secret = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        core = UserAgentCore(settings: settings, seed: seed, secret: secret)
        self.media = media
        self.options = options
        self.onEvent = onEvent
        self.onInput = onInput
        self.onAction = onAction
    }

    /// 32 octets of the system's randomness.
    public static func systemSeed() -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    /// The address that `options.bindAddress` and `sipPort` became, once started; nil where no address was asked for.
    public nonisolated var listeningAddress: TransportAddress? { boundAddress.withLock { $0 } }
    private nonisolated let boundAddress = Mutex<TransportAddress?>(nil)
    private nonisolated let isStopped = Mutex(false)

    /// Asks the engine for something, from any thread; the outcome comes as an event.
    public nonisolated func perform(_ command: EngineCommand) {
        tell(.command(command))
    }

    /// Closes every flow and ends the loop at once; `perform(.shutDown)` first ends calls and registrations politely.
    /// Blocks for a moment; not to be called on the loop. May be called twice.
    public nonisolated func shutDown() {
        guard markStopped() else { return }
        try? loop.submit { self.assumeIsolated { $0.end() } }.wait()
        try? group.syncShutdownGracefully()
    }

    /// As `shutDown`, without blocking the caller's thread.
    public nonisolated func stop() async {
        guard markStopped() else { return }
        try? await loop.submit { self.assumeIsolated { $0.end() } }.get()
        try? await group.shutdownGracefully()
    }

    /// - Returns: false where the agent was stopped already.
    private nonisolated func markStopped() -> Bool {
        media.report { _ in }
        return isStopped.withLock { isStopped in
            defer { isStopped = true }
            return !isStopped
        }
    }

    // MARK: On the loop

    /// Nothing is left for a loop that has ended: it would complain on the terminal.
    private nonisolated func tell(_ input: EngineInput) {
        isStopped.withLock { isStopped in
            guard !isStopped else { return }
            loop.execute { self.assumeIsolated { $0.receive(input) } }
        }
    }

    private func begin() throws {
        let table = FlowTable(loop: loop, options: options) { [weak self] input in
            self?.assumeIsolated { $0.receive(input) }
        }
        flows = table
        isDraining = true
        carryOut(core.start(at: startedAt), at: startedAt)
        isDraining = false
        if let host = options.bindAddress {
            guard let bound = table.listen(host: host) else { throw TransportError.portUnavailable }
            boundAddress.withLock { $0 = bound }
        }
        watchSystem()
        drain()
    }

    private func end() {
        watchGate.close()
        watch?.stop()
        watch = nil
        timer?.cancel()
        timer = nil
        flows?.closeAll()
        flows = nil
        inbox = []
    }

    /// Inputs that arise while an answer is carried out wait until all of it is done.
    func receive(_ input: EngineInput) {
        guard flows != nil else { return }
        inbox.append(input)
        if !isDraining { drain() }
    }

    private func drain() {
        isDraining = true
        var next = 0
        while next < inbox.count {
            let input = inbox[next]
            next += 1
            let now = Instant.now
            onInput?(input, now)
            carryOut(core.handle(input, at: now), at: now)
        }
        inbox.removeAll(keepingCapacity: true)
        isDraining = false
        setTimer()
    }

    private func carryOut(_ actions: [EngineAction], at now: Instant) {
        for action in actions {
            onAction?(action, now)
            switch action {
            case .openFlow(let flow, let target, let security): flows?.open(flow, target: target, security: security)
            case .locate(let location, let target): flows?.locate(location, target)
            case .ping(let flow): flows?.ping(flow)
            case .send(let bytes, let flow, let address): flows?.send(bytes, on: flow, to: address)
            case .closeFlow(let flow): flows?.close(flow)
            case .media(let request): media.perform(request)
            case .event(let event): onEvent(event, now)
            }
        }
    }

    /// One timer for the engine's next deadline.
    private func setTimer() {
        guard flows != nil, let deadline = core.nextDeadline else {
            timer?.cancel()
            timer = nil
            timerDeadline = nil
            return
        }
        guard deadline != timerDeadline || timer == nil else { return }
        timer?.cancel()
        timerDeadline = deadline
        let longest = Duration.seconds(Limits.timerSeconds)
        let wait = min(max(.zero, Instant.now.duration(to: deadline)), longest)
        timer = loop.scheduleTask(in: TimeAmount(wait)) { [weak self] in
            self?.assumeIsolated { $0.wake() }
        }
    }

    private func wake() {
        if sleepGauge.hasSlept(all: .now - startedAt, awake: .now - startedAwakeAt) { tellResumed() }
        timer = nil
        timerDeadline = nil
        if let deadline = core.nextDeadline, deadline <= .now {
            receive(.timeout)
        } else {
            setTimer()
        }
    }
}
