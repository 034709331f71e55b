import Time

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
        if clients.awaited == 0, table.isQuiet() { finishShutDown() }
    }

    mutating func finishShutDown() {
        guard isShuttingDown, !hasFinished else { return }
        hasFinished = true
        clearTimer(.shutDown)
        tell(.shutDownFinished)
    }
}
