import SIP

// The end of the engine: every call and registration is given back, within 2 s.
extension UserAgentCore {
    mutating func shutDown(at now: Instant) {
        guard !isShuttingDown else { return }
        isShuttingDown = true
        stopEndTones()
        for call in table where !call.isOver { _ = hangUp(call.id, at: now) }
        stopEndTones()
        for index in lines.indices { endLine(index, at: now) }
        setTimer(.shutDown, at: now + .milliseconds(Limits.shutDownMilliseconds))
    }

    /// Nothing is awaited any more: the end is told early.
    mutating func finishShutDownIfQuiet() {
        let awaits = clients.values.contains { record in
            switch record.purpose {
            case .registration, .bye: !record.isAnswered
            case .invitation, .change, .referral: false
            }
        }
        guard !awaits, table.allSatisfy({ $0.isOver && $0.invitation.transaction == nil && !$0.owesBye }) else {
            return
        }
        finishShutDown()
    }

    mutating func finishShutDown() {
        guard timers.contains(where: { $0.purpose == .shutDown }) || isShuttingDown, !hasFinished else { return }
        hasFinished = true
        clearTimer(.shutDown)
        tell(.shutDownFinished)
    }
}
