import Announcements
import CLinux
import CallEngine
import Configuration
import Control
import Devices
import Glibc
import JSONText
import PracticeLine
import Services
import Time
import Transport

/// `clairvoix headless`: the engine with its sound, driven by JSON-RPC 2.0 on standard input and output.
public enum Headless {
    private enum Letter: Sendable {
        case engine(EngineEvent, Instant)
        case device(DeviceEvent, ofCall: Int?)
        case desk(HeadlessDesk.News)
        case provisioning(ProvisioningNews, reason: String?)
    }

    /// Runs until `engine.shutdown`, the end of the input or a signal.
    /// - Returns: the exit code.
    public static func run(_ options: ProgramOptions) throws(ProgramProblem) -> Int32 {
        let settings = try options.loadForRun()
        let signals = Signals.start()
        let mailbox = Mailbox<Letter>()
        let sound = try Sound(
            settings, speech: .none, options.speaks(settings), transcript: nil, outcome: { _, _ in },
            device: { mailbox.post(.device($0, ofCall: nil)) },
            ownDevice: { call, event in if let event { mailbox.post(.device(event, ofCall: call)) } })
        defer { sound.stop() }
        let practice = try Practice.start(options, settings: settings, sound: sound)
        defer { practice?.stop() }
        let start = try StartedEngine(options, settings: settings, sound: sound, practice: practice) { event, now in
            mailbox.post(.engine(event, now))
        }
        let overview = EngineOverview(accounts: start.accounts, startedAt: start.agent.startedAt)
        var connection = LineConnection(
            input: 0, output: 1, session: ControlSession(overview: overview, firstToken: 1_000_000))
        var desk = HeadlessDesk(settings, options) { mailbox.post(.desk($0)) }
        defer { desk.stop() }
        let provisioning = watch(options, mailbox)
        defer { provisioning?.stop() }
        var code: Int32 = 0
        var endsAt: Instant?
        var isOver = false
        var calls: Set<CallID> = []
        var startsAnew = false
        while !isOver {
            var descriptors = [mailbox.descriptor, signals].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            descriptors += connection.descriptors
            _ = clinux_ppoll(&descriptors, nfds_t(descriptors.count), endsAt?.nanosecondsFromNow ?? -1)
            var isAsked = clinux_counter_read(signals) > 0
            for command in connection.serve(at: .now, sound: sound.carryOut, propose: { _ in .nobodyToAsk }) {
                if command == .shutDown { isAsked = true } else { start.agent.perform(command) }
            }
            if isAsked || connection.isClosed, endsAt == nil {
                endsAt = .now + .seconds(Limits.shutDownSeconds)
                start.agent.perform(.shutDown)
            }
            for letter in mailbox.collect() {
                switch letter {
                case .engine(let event, let now):
                    connection.tell(event, at: now)
                    for line in desk.take(event, at: now) { connection.write(line) }
                    sound.calls.follow(event)
                    calls.follow(event)
                    provisioning?.follow(event)
                    if event == .shutDownFinished { isOver = true }
                case .desk(let news): desk.take(news)
                case .provisioning(.rolledBack, nil): startsAnew = true
                case .provisioning(let news, let reason): ErrorOutput.write(reason ?? news.rawValue)
                case .device(let event, let call): connection.write(DeviceNotification.line(event, ofCall: call))
                }
            }
            if startsAnew, calls.isEmpty, endsAt == nil {
                // Who started this starts it anew, with the settings that work.
                code = Self.startAnew
                endsAt = .now + .seconds(Limits.shutDownSeconds)
                start.agent.perform(.shutDown)
            }
            if let endsAt, endsAt <= .now { isOver = true }
        }
        connection.finish(until: endsAt ?? .now)
        start.agent.shutDown()
        return code
    }

    private static func watch(_ options: ProgramOptions, _ mailbox: Mailbox<Letter>) -> ProvisioningWatch? {
        guard !options.isPractice else { return nil }
        return ProvisioningWatch(options) { mailbox.post(.provisioning($0, reason: $1)) }
    }

    /// The exit code of an engine that is to be started again: EX_TEMPFAIL of sysexits.h.
    private static let startAnew: Int32 = 75
}

extension Set<CallID> {
    /// The calls that are up, or about to be.
    mutating func follow(_ event: EngineEvent) {
        switch event {
        case .callDialled(let call, _), .callReceived(let call): insert(call.id)
        case .callEnded(let call, _): remove(call.id)
        case .callReplaced(let old, let new):
            remove(old)
            insert(new.id)
        default: return
        }
    }
}

extension Instant {
    /// How long to wait for this instant, 0 where it has passed.
    var nanosecondsFromNow: Int64 {
        let (seconds, attoseconds) = (self - Instant.now).components
        return max(0, seconds &* 1_000_000_000 &+ attoseconds / 1_000_000_000)
    }
}
