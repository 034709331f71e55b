import AgentDesk
import Configuration
import Synchronization

/// Runs one program at events of calls: one run after the other, in the order of the events, on a thread of its own. The call is in its
/// environment; it has no arguments, and its output goes nowhere.
final class HookRunner: Sendable {
    private let program: String
    private let name: String
    private let events: Set<String>
    private let seconds: Int
    private let thread = DiskThread("hook", limit: Limits.waitingForHook)
    /// Its failure was told, and no run has gone well since.
    private let isFailing = Mutex(false)
    private let tell: @Sendable (SinkFault) -> Void

    /// - Parameters:
    ///   - seconds: the longest run.
    ///   - tell: called on any thread, once for each row of failures.
    init(
        _ hook: Settings.Hook, seconds: Int = Limits.hookSeconds, tell: @escaping @Sendable (SinkFault) -> Void
    ) {
        program = ProgramOptions.atHome(hook.program)
        name = hook.program.split(separator: "/").last.map(String.init) ?? hook.program
        events = Set(hook.events)
        self.seconds = seconds
        self.tell = tell
    }

    /// Runs the program for this event where it is one of its events; returns at once.
    func take(_ event: CallEvent) {
        guard events.contains(event.kind.rawValue) else { return }
        if !thread.run({ self.run(event) }) { fail(.behind(name)) }
    }

    /// Waits until what was asked for is done, at most so long.
    func finish(within seconds: Int) { thread.finish(within: seconds) }

    private func run(_ event: CallEvent) {
        do throws(ChildFault) {
            let child = try ChildProcess(program, environment: event.environment)
            switch child.wait(seconds: seconds, endsSession: true) {
            case .ended(code: 0): isFailing.withLock { $0 = false }
            case .ended(let code): fail(.failed(name, code: code))
            case .running:
                _ = child.kill()
                fail(.tooSlow(name))
            }
        } catch {
            fail(.notStarted(name, error))
        }
    }

    private func fail(_ fault: SinkFault) {
        let isNews = isFailing.withLock { isFailing in
            defer { isFailing = true }
            return !isFailing
        }
        if isNews { tell(fault) }
    }
}
