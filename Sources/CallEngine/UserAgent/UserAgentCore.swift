import Media
import SIP
import Time

/// The user agent as a value (RFC 3261 §8): accounts, calls and the machines under them. It touches nothing: inputs and the
/// time come in, actions go out, and the same settings, seed and inputs give the same actions.
///
/// Dialling, answering and resuming hold the call that is active, so that the agent speaks with one person at a time.
public struct UserAgentCore: Sendable, Equatable {
    /// What the engine was told at its start.
    public let settings: EngineSettings

    var randomness: Randomness
    var lastClearRefusal: Instant?
    /// For keys alone, whose seed is in no trace.
    var keyRandomness: Randomness
    var transactions: TransactionLayer
    var flowTable: FlowTable
    var lines: LineTable
    var directory: AccountDirectory
    var locations = LocationTable()
    var largeRequests = LargeRequests()
    var strangers = StrangerGate()
    /// The computer said that it has no network.
    var isNetworkLost = false
    /// Every call, oldest first; ended ones as long as the protocol owes or awaits something.
    var table = CallTable()
    /// The dialogs of the calls that ended last.
    var endedDialogs: [DialogID] = []
    var clients = ClientTable()
    var servers: [ServerTransactionID: ServerRecord] = [:]
    /// Subscriptions, and what they told.
    var events = EventTable()
    /// What the lines publish of themselves.
    var publications: [AccountID: PublishedPresence] = [:]
    /// Messages under way, and the rate of those that come.
    var messaging = MessageTable()
    var timers = DeadlineQueue<EngineTimer>()
    var timersSet: UInt64 = 0
    /// The tones that sound of ended calls.
    var endTones: [MediaID] = []
    /// The sessions of ended calls whose last figures are awaited.
    var closing: [MediaID: CallID] = [:]
    /// What peers ask us to call, at most `Limits.referrals`.
    var referrals: [Referral] = []
    var services = ServiceState()
    /// The calls of the conference, the oldest first.
    var conference: [CallID] = []
    var lastCall = 0
    var lastMedia = 0
    var isShuttingDown = false
    var hasFinished = false
    /// The actions of the input that is being handled; empty between inputs.
    var outbox: [EngineAction] = []

    /// - Parameter seed: 32 octets of the system's generator; every tag, branch and Call-ID comes from it.
    ///   - secret: at least 16 octets from the system's generator that no trace holds: keys of sound and text come of them.
    ///     nil in tests and replays: they come of the seed.
    public init(settings: EngineSettings, seed: [UInt8], secret: [UInt8]? = nil) {
        self.settings = settings
        self.randomness = Randomness(seed: seed)
        keyRandomness = Randomness(seed: secret ?? seed + [0x4B])
        let accounts = settings.accounts.count
        self.transactions = TransactionLayer(
            clientLimit: TransactionLimits.clientTransactions + accounts * Limits.transactionsForEachLine
                + settings.mostCalls * Limits.transactionsForEachCall,
            serverLimit: TransactionLimits.serverTransactions + settings.mostCalls * Limits.transactionsForEachCall)
        self.flowTable = FlowTable(reserved: accounts * Limits.flowsForEachLine)
        var lines: [AccountLine] = []
        for (offset, account) in settings.accounts.enumerated() {
            lines.append(
                AccountLine(id: AccountID(offset), settings: account, token: randomness.token(octets: 8)))
        }
        self.lines = LineTable(lines)
        directory = AccountDirectory(lines)
    }

    /// Opens the flows of the accounts and begins their registrations. Call once, first.
    public mutating func start(at now: Instant) -> [EngineAction] {
        for index in lines.indices { startLine(index, at: now) }
        lines.lookAgain()
        return drain()
    }

    /// Takes one input at a moment; the actions are carried out in order.
    public mutating func handle(_ input: EngineInput, at now: Instant) -> [EngineAction] {
        switch input {
        case .command(let command): carryOut(command, at: now)
        case .received(let octets, let flow, let source): receive(octets, on: flow, from: source, at: now)
        case .flowOpened(let flow, let local, let remote):
            if flowTable[flow] != nil, flowTable.open(flow, local: local, remote: remote) { flowIsOpen(flow, at: now) }
        case .flowAccepted(let flow, let local, let remote):
            if !flowTable.open(flow, local: local, remote: remote) { emit(.closeFlow(flow)) }
        case .flowClosed(let flow, let problem): flowIsClosed(flow, problem, at: now)
        case .pong(let flow): receivePong(on: flow, at: now)
        case .located(let location, let candidates): isLocated(location, candidates, at: now)
        case .network(let change): networkChanged(change, at: now)
        case .media(let report): receive(report, at: now)
        case .timeout:
            noticeSleep(at: now)
            handleTimeout(at: now)
        }
        noteEmergency(at: now)
        followReferrals(at: now)
        followCodes(at: now)
        followConference(at: now)
        tidy(at: now)
        return drain()
    }

    /// When to call `handle(.timeout)` next; nil: only another input can change anything.
    public var nextDeadline: Instant? {
        [transactions.nextDeadline, lines.nextDeadline, table.nextDeadline, timers.earliest].compactMap { $0 }.min()
    }

    /// Every call that has not ended, oldest first.
    public var calls: [CallSnapshot] { table.indices.filter { isShown(table[$0]) }.map { table[$0].snapshot } }

    /// Whether any call has not ended.
    var isOnCall: Bool { table.contains { isShown($0) } }

    private func isShown(_ call: Call) -> Bool {
        !call.isOver && call.replaces == nil && call.id != services.codes?.call
    }

    /// The state of every account, in the settings' order.
    public var accounts: [(id: AccountID, state: AccountState)] { lines.map { ($0.id, $0.state) } }

    private mutating func drain() -> [EngineAction] {
        defer { outbox = [] }
        return outbox
    }

    mutating func emit(_ action: EngineAction) {
        if services.codes == nil || !isUnheard(action) { outbox.append(action) }
    }

    mutating func tell(_ event: EngineEvent) { emit(.event(event)) }

    /// The place of a call in the table, ended ones too.
    func place(of call: CallID) -> Int? { table.place(of: call) }

    /// A call of the table, ended ones too.
    func call(_ id: CallID) -> Call? { place(of: id).map { table[$0] } }

    func isLiving(_ id: CallID) -> Bool { place(of: id).map { !table[$0].isOver } ?? false }

    func line(_ account: AccountID) -> AccountLine? {
        lines.indices.contains(account.number) ? lines[account.number] : nil
    }
}
