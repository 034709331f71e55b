import CLinux
import CallEngine
import Control
import Glibc
import PracticeLine
import SIP
import Transport

/// `clairvoix headless`: the engine with its sound, driven by JSON-RPC 2.0 on standard input and output.
public enum Headless {
    /// Runs until `engine.shutdown`, the end of the input or a signal.
    /// - Returns: the exit code.
    public static func run(_ options: ProgramOptions) throws(ProgramProblem) -> Int32 {
        let settings = try options.load()
        let signals = Signals.start()
        let mailbox = Mailbox<(event: EngineEvent, at: Instant)>()
        let sound = try Sound(settings, isSpoken: false, transcript: nil, outcome: { _, _ in }, device: { _ in })
        defer { sound.stop() }
        let start = try StartedEngine(options, settings: settings, sound: sound) { event, now in
            mailbox.post((event, now))
        }
        let overview = EngineOverview(accounts: start.accounts, startedAt: .now)
        var connection = LineConnection(
            input: 0, output: 1, session: ControlSession(overview: overview, firstToken: 1_000_000))
        var endsAt: Instant?
        var isOver = false
        while !isOver {
            var descriptors = [mailbox.descriptor, signals].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            descriptors += connection.descriptors
            _ = clinux_ppoll(&descriptors, nfds_t(descriptors.count), endsAt?.nanosecondsFromNow ?? -1)
            var isAsked = clinux_counter_read(signals) > 0
            for command in connection.serve(at: .now) {
                if command == .shutDown { isAsked = true } else { start.agent.perform(command) }
            }
            if isAsked || connection.isClosed, endsAt == nil {
                endsAt = .now + .seconds(Limits.shutDownSeconds)
                start.agent.perform(.shutDown)
            }
            for (event, now) in mailbox.collect() {
                connection.tell(event, at: now)
                if event == .shutDownFinished { isOver = true }
            }
            if let endsAt, endsAt <= .now { isOver = true }
        }
        connection.flush()
        start.practice?.line.stop()
        start.agent.shutDown()
        return 0
    }
}

extension Instant {
    /// How long to wait for this instant, 0 where it has passed.
    var nanosecondsFromNow: Int64 {
        let (seconds, attoseconds) = (self - Instant.now).components
        return max(0, seconds &* 1_000_000_000 &+ attoseconds / 1_000_000_000)
    }
}
