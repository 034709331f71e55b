import SIP

/// The user agent as a value (RFC 3261 §8): accounts, calls and the machines under them. It touches nothing: inputs and the
/// time come in, actions go out, and the same seed and inputs give the same actions.
public struct UserAgentCore: Sendable, Equatable {
    /// What the engine was told at its start.
    public let settings: EngineSettings

    /// - Parameter seed: 32 octets of the system's generator; every tag, branch and Call-ID comes from it.
    public init(settings: EngineSettings, seed: [UInt8]) {
        self.settings = settings
        self.randomness = Randomness(seed: seed)
    }

    /// Opens the flows of the accounts and begins their registrations. Call once, first.
    public mutating func start(at now: Instant) -> [EngineAction] { [] }

    /// Takes one input at a moment; the actions are carried out in order.
    public mutating func handle(_ input: EngineInput, at now: Instant) -> [EngineAction] { [] }

    /// When to call `handle(.timeout)` next; nil: only another input can change anything.
    public var nextDeadline: Instant? { nil }

    /// Every call that has not ended, oldest first.
    public var calls: [CallSnapshot] { [] }

    /// The state of every account, in the settings' order.
    public var accounts: [(id: AccountID, state: AccountState)] {
        settings.accounts.indices.map { (AccountID($0), .unregistered) }
    }

    private var randomness: Randomness
}
