/// What the agent, or a script, asks of the engine.
public enum EngineCommand: Sendable, Equatable {
    case register(AccountID)
    case unregister(AccountID)
    /// Calls an address (`sip:`, `sips:`, `tel:`) or a bare number, on the account's own domain. `token` comes back in the
    /// `callDialled` or `dialRefused` event.
    case dial(to: String, account: AccountID?, token: Int)
    case answer(CallID)
    case decline(CallID, DeclineReason)
    case hangUp(CallID)
    case hold(CallID)
    case resume(CallID)
    case mute(CallID, Bool)
    /// Sends digits 0–9, *, #, A–D as telephone events (RFC 4733).
    case digits(CallID, String)
    /// Asks for `statistics`; `token` comes back in the event.
    case statistics(CallID, token: Int)
    /// Ends every call and every registration; `.shutDownFinished` follows, after 2 s at most.
    case shutDown
}

/// Why the agent does not take a call: 486, 603 or 480 on the wire.
public enum DeclineReason: String, Sendable, Equatable, CaseIterable {
    case busy
    case declined
    case unavailable
}
