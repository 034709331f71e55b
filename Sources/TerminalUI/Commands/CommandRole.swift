extension Command {
    /// Which of the two call targets it acts on.
    var role: CallTargets.Role? {
        switch row.needs {
        case .ringingCall: .ringing
        case .currentCall, .answeredCall, .otherCall, .textCall: .current
        case .nothing, .noCall, .anyCall, .transferRequest, .severalCalls, .mailbox, .colleagueRings, .link, .line:
            nil
        }
    }
}
