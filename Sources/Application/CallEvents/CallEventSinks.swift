import AgentDesk
import CallEngine
import Configuration
import Glibc
import JSONText
import PracticeLine
import Time

/// Whom the events of calls are told: programs, pages, connectors, and by their line the control protocol. Nothing here waits, and
/// nothing here may keep a call from going on.
final class CallEventSinks {
    private var follower: CallFollower
    private let hooks: [HookRunner]
    private let links: [Settings.Link]
    private let opener: PageOpener
    /// The one place where connectors take events: called on the main loop for each, in their order; must not wait.
    private let connectors: (CallEvent) -> Void

    /// - Parameters:
    ///   - run: a UUID of this run of the program.
    ///   - isPractice: calls of the practice line are nobody's: no program is run, no page opened, no connector told.
    ///   - connectors: takes each event.
    ///   - tell: what goes wrong, on any thread.
    init(
        _ settings: Settings, run: String, isPractice: Bool, _ language: SettingLanguage,
        connectors: @escaping (CallEvent) -> Void = { _ in }, tell: @escaping @Sendable (SinkFault) -> Void
    ) {
        let lines =
            isPractice
            ? [CallFollower.Line(name: Practice.name[language], user: nil)]
            : settings.accounts.map { CallFollower.Line(name: $0.name, user: Self.user(of: $0.address)) }
        follower = CallFollower(run: run, agent: settings.eventsAgent, lines: lines)
        hooks = isPractice ? [] : settings.hooks.map { HookRunner($0, tell: tell) }
        links = isPractice ? [] : settings.links
        opener = PageOpener(settings.opener, tell: tell)
        self.connectors = isPractice ? { _ in } : connectors
    }

    /// Tells what the engine's event means for calls.
    /// - Parameter known: who is known at this desk now.
    /// - Returns: a line of the control protocol for each.
    func take(_ event: EngineEvent, at now: Instant, known: KnownPeople) -> [String] {
        follower.identify = known.end
        let events = follower.receive(event, at: now, clock: Self.clock(at: now))
        for event in events {
            for hook in hooks { hook.take(event) }
            connectors(event)
            // A page that comes up by itself is for those who call us.
            for link in links where event.isIncoming && link.occasions.contains(event.kind.rawValue) {
                if let url = link.url { opener.open(url, for: event) }
            }
        }
        return events.map(Self.line)
    }

    /// Opens the pages that the agent's command opens, for a call.
    func openPages(for call: CallID) {
        guard let event = follower.newest(of: call) else { return }
        for link in links where link.occasions.contains("key") {
            if let url = link.url { opener.open(url, for: event) }
        }
    }

    /// Waits until the programs have been told of the last calls, at most so long.
    func finish(within seconds: Int) {
        let end = ContinuousClock.now + .seconds(seconds)
        for hook in hooks { hook.finish(within: max(0, Int((end - .now).components.seconds))) }
    }

    /// `call.event` of the control protocol.
    static func line(_ event: CallEvent) -> String {
        JSON.record(["jsonrpc": .text("2.0"), "method": .text("call.event"), "params": event.json]).description
    }

    /// `sip:200@example.org` is 200.
    private static func user(of address: String) -> String? {
        guard let colon = address.firstIndex(of: ":") else { return nil }
        let rest = address[address.index(after: colon)...]
        return rest.contains("@") ? String(rest.prefix { $0 != "@" }) : nil
    }

    /// The clock on the wall at a moment, in milliseconds since 1970-01-01 UTC.
    private static func clock(at moment: Instant) -> Int {
        var wall = timespec()
        clock_gettime(CLOCK_REALTIME, &wall)
        let passed = moment.duration(to: .now).components
        return wall.tv_sec * 1_000 + wall.tv_nsec / 1_000_000
            - Int(passed.seconds * 1_000 + passed.attoseconds / 1_000_000_000_000_000)
    }
}
