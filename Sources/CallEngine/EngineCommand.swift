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
    /// Sends digits 0–9, *, #, A–D as telephone events (RFC 4733), or by INFO where the peer takes none.
    case digits(CallID, String)
    /// Sends text as it is typed (RFC 4103): characters, U+0008 to erase the last one, U+2028 for a new line.
    case sendText(CallID, String)
    /// Records the call, the agent in the left channel and the other end in the right one, into a new file, or into a
    /// file named by time where the path ends with "/"; nil ends the recording.
    case record(CallID, path: String?)
    /// The call has a microphone and a headset of its own, which the shell lends to the media loop under the call's number; or it has those
    /// of all calls again. Only an answered call; while it is in a conference it is heard with the others.
    case ownSound(CallID, Bool)
    /// Asks for `statistics`; `token` comes back in the event.
    case statistics(CallID, token: Int)

    /// Blind transfer (RFC 5589 §6): the peer of the call is sent to an address or number.
    case transfer(CallID, to: String)
    /// Attended transfer (RFC 5589 §7): the peers of the two calls are joined, and both calls leave us.
    case attendedTransfer(CallID, with: CallID)
    /// The agent's word on a `transferRequested`.
    case answerTransferRequest(CallID, accept: Bool)
    /// Joins answered calls in a conference of ours, three to eight parties with the agent. Joins an existing one too.
    case join([CallID])
    /// Takes a call out of the conference; it is held.
    case leave(CallID)
    /// Takes a call that rings elsewhere: by Replaces where the line is watched, else by the account's pick-up code.
    /// `token` comes back in `callDialled` or `dialRefused`.
    case pickUp(String, account: AccountID?, token: Int)
    /// Parks the call by the account's park code.
    case park(CallID)
    /// Moves the call to the agent's mobile, by the account's `mobile` number.
    case moveToMobile(CallID)
    /// Takes back what was moved to the mobile. `token` comes back in `callDialled` or `dialRefused`.
    case takeBack(account: AccountID?, token: Int)
    case setDoNotDisturb(Bool)
    case setForwarding(AccountID, Forwarding)

    /// MESSAGE (RFC 3428); `token` comes back in `messageAnswered`.
    case sendMessage(to: String, text: String, account: AccountID?, token: Int)
    /// Watches somebody's presence (RFC 3856) or lines (RFC 4235); `watchedChanged` tells.
    case watch(String, WatchedThing, account: AccountID?)
    case unwatch(String, WatchedThing, account: AccountID?)
    /// Publishes the agent's own presence (RFC 3903).
    case publishPresence(AccountID, PresenceStatus)
    /// Ends every call and every registration; `.shutDownFinished` follows, after 2 s at most.
    case shutDown
}

/// Why the agent does not take a call: 486, 603 or 480 on the wire.
public enum DeclineReason: String, Sendable, Equatable, CaseIterable {
    case busy
    case declined
    case unavailable
}
