import CallEngine
import NIOCore
import Time

extension UserAgent {
    /// Listens to the system, except where we live on loopback alone: nothing changes there.
    func watchSystem() {
        guard options.bindAddress.map(Self.isLoopback) != true else { return }
        watch = SystemWatch.start { [loop, watchGate, weak self] change in
            guard let agent = self else { return }
            watchGate.ifOpen { loop.execute { agent.assumeIsolated { $0.take(change) } } }
        }
    }

    private static func isLoopback(_ host: String) -> Bool { host.hasPrefix("127.") || host == "::1" }

    private func take(_ change: SystemWatch.Change) {
        switch change {
        case .network: flows?.networkMayHaveChanged()
        case .suspending: receive(.network(.suspending))
        case .resumed: tellResumed()
        }
    }

    /// Once for each sleep, whether logind or the clocks told us first.
    func tellResumed() {
        let now = Instant.now
        if let resumedAt, now - resumedAt < .seconds(Limits.resumedAgainSeconds) { return }
        resumedAt = now
        // The link may have come back with another address meanwhile.
        flows?.networkMayHaveChanged()
        receive(.network(.resumed))
    }
}
