import CallEngine
import JSONText
import Time

/// What is known of the engine from its events alone: the accounts, their states, and the calls that have not ended.
public struct EngineOverview: Sendable, Equatable {
    /// An account as scripts see it.
    public struct Account: Sendable, Equatable {
        public var address: String
        public var name: String
        public var state: AccountState
        public var forwarding = Forwarding()
        /// nil: the server has told nothing of a voice mailbox.
        public var voicemail: Voicemail?

        public init(address: String, name: String, state: AccountState) {
            self.address = address
            self.name = name
            self.state = state
        }
    }

    /// In the configuration's order; `AccountID` is the place.
    public private(set) var accounts: [Account]
    /// By id, those that have not ended.
    public private(set) var calls: [CallID: CallSnapshot] = [:]
    /// The agent takes no calls.
    public private(set) var isUndisturbed = false
    /// Calls of strangers that were refused since the start (ghost calls).
    public private(set) var strangersRefused = 0
    /// The origin of every time that is told.
    public let startedAt: Instant

    public init(accounts: [AccountSettings], startedAt: Instant) {
        self.accounts = accounts.map {
            var account = Account(
                address: $0.address, name: $0.name, state: $0.registrars.isEmpty ? .direct : .unregistered)
            account.forwarding = $0.forwarding
            return account
        }
        self.startedAt = startedAt
    }

    /// Takes one event in.
    public mutating func receive(_ event: EngineEvent) {
        switch event {
        case .accountChanged(let id, let state):
            if accounts.indices.contains(id.number) { accounts[id.number].state = state }
        case .callDialled(let call, token: _), .callReceived(let call), .callChanged(let call):
            if calls.count < Limits.pendingRequests || calls[call.id] != nil { calls[call.id] = call }
        case .callEnded(let call, _):
            calls[call.id] = nil
        case .qualityChanged(let id, let quality, from: _): calls[id]?.quality = quality
        case .callReplaced(let id, by: let call):
            calls[id] = nil
            if calls.count < Limits.pendingRequests || calls[call.id] != nil { calls[call.id] = call }
        case .doNotDisturbChanged(let isOn): isUndisturbed = isOn
        case .forwardingChanged(let id, let rule):
            if accounts.indices.contains(id.number) { accounts[id.number].forwarding = rule }
        case .voicemailChanged(let id, let voicemail):
            if accounts.indices.contains(id.number) { accounts[id.number].voicemail = voicemail }
        case .strangersRefused(let total): strangersRefused = total
        case .dialRefused, .digitReceived, .textReceived, .statistics, .commandRefused, .shutDownFinished,
            .transferChanged,
            .transferRequested, .conferenceChanged, .watchedChanged, .messageReceived, .messageAnswered,
            .callRefusedInClear, .callMeasured:
            break
        }
    }

    /// An account by its number, its name or its address.
    func account(_ wanted: JSON) -> AccountID? {
        switch wanted {
        case .integer(let number): accounts.indices.contains(number) ? AccountID(number) : nil
        case .text(let text):
            accounts.firstIndex { $0.name == text || $0.address == text }.map(AccountID.init)
                ?? Int(text).flatMap { accounts.indices.contains($0) ? AccountID($0) : nil }
        case .null, .boolean, .number, .array, .object: nil
        }
    }

    func milliseconds(_ instant: Instant) -> JSON { JSON.milliseconds(from: startedAt, to: instant) }
}

extension JSON {
    /// The whole milliseconds between two instants.
    static func milliseconds(from start: Instant, to end: Instant) -> JSON {
        let parts = start.duration(to: end).components
        return .integer(Int(clamping: parts.seconds &* 1_000 &+ parts.attoseconds / 1_000_000_000_000_000))
    }
}
