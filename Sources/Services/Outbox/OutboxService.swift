import AgentDesk
import CLinux
import Glibc
import Synchronization
import Time

/// Carries out what the outbox asks for: first the disk, then the network. One thread has the outbox; each conversation with a server has
/// a thread of its own, so that a slow server holds up no other.
public final class OutboxService: Sendable {
    /// Starts a thread that may block.
    public typealias ThreadStart = @Sendable (_ name: String, _ work: @escaping @Sendable () -> Void) -> Void

    private struct Letters {
        var waiting: [OutboxInput] = []
        var isEnding = false
        var hasEnded = false
    }

    private let letters = Mutex(Letters())
    /// Readable while a letter waits.
    private let bell = clinux_eventfd()
    /// Readable once the thread is done.
    private let done = clinux_eventfd()
    private let disk: any OutboxDisk
    private let wire: any OutboxWire
    private let connectors: [String: any Connector]
    private let pace: OutboxPace
    private let triesAllAtEnd: Bool
    /// Held as long as anything may be sent.
    private let lock: OutboxLock?
    private let start: ThreadStart
    private let tell: @Sendable (OutboxReport) -> Void

    /// - Parameters:
    ///   - triesAllAtEnd: what is due is sent before it ends, and its answer awaited: for what no disk holds.
    ///   - tell: called on the outbox's thread; it must not wait.
    public init(
        disk: any OutboxDisk, wire: any OutboxWire, connectors: [String: any Connector],
        pace: OutboxPace = OutboxPace(), triesAllAtEnd: Bool = false, lock: OutboxLock? = nil,
        start: @escaping ThreadStart, tell: @escaping @Sendable (OutboxReport) -> Void
    ) {
        self.disk = disk
        self.wire = wire
        self.connectors = connectors
        self.pace = pace
        self.triesAllAtEnd = triesAllAtEnd
        self.lock = lock
        self.start = start
        self.tell = tell
    }

    deinit {
        close(bell)
        close(done)
    }

    // MARK: From other threads

    /// Begins with what the disk holds.
    public func run() { start("outbox") { self.loop() } }

    /// The agent confirmed a record: `.news(.kept)` says that it is on the disk.
    public func submit(_ record: IncidentRecord) { post(.submit(record)) }

    /// The agent was told.
    public func told(_ key: String, _ news: IncidentNews) { post(.told(key: key, news)) }

    public func decide(_ key: String, _ decision: OutboxDecision) { post(.decide(key: key, decision)) }

    /// The same person is erased from the store.
    public func erase(_ person: DeskPerson, calls: Set<String>) { post(.erase(person, calls: calls)) }

    /// Goes to every connector that takes events.
    public func send(_ event: CallEvent) {
        for name in connectors.filter({ $0.value.takesEvents }).keys.sorted() {
            post(.tell(event, connector: name, key: RunName.random()))
        }
    }

    /// Ends when what was asked for before is on the disk. A conversation that is under way is not waited for, unless `triesAllAtEnd`: the
    /// server is asked at the next start.
    public func stop(within seconds: Int) {
        letters.withLock { $0.isEnding = true }
        clinux_eventfd_signal(bell)
        let end = ContinuousClock.now + .seconds(seconds)
        while !letters.withLock({ $0.hasEnded }), .now < end {
            var waiting = pollfd(fd: done, events: Int16(POLLIN), revents: 0)
            _ = clinux_ppoll(&waiting, 1, 100_000_000)
        }
    }

    private func post(_ input: OutboxInput) {
        letters.withLock { $0.waiting.append(input) }
        clinux_eventfd_signal(bell)
    }

    // MARK: The thread

    private func loop() {
        defer {
            letters.withLock { $0.hasEnded = true }
            clinux_eventfd_signal(done)
        }
        var numbers = SystemRandomNumberGenerator()
        var outbox = Outbox(
            connectors: connectors.mapValues { OutboxTraits(canAsk: $0.canAsk) }, pace: pace, seed: numbers.next())
        var told: [WaitingRecord]?
        // Without what the disk holds nothing may be sent: it could be sent twice.
        guard let opened else { return }
        handle(opened, &outbox)
        while true {
            if outbox.waiting != told {
                told = outbox.waiting
                tell(.waiting(outbox.waiting))
            }
            let (inputs, isEnding) = letters.withLock { letters in
                defer { letters.waiting = [] }
                return (letters.waiting, letters.isEnding)
            }
            for input in inputs { handle(input, &outbox) }
            if isEnding, !(triesAllAtEnd && Self.isBusy(outbox)) { return }
            if let deadline = outbox.nextDeadline, deadline <= .now {
                handle(.timeout, &outbox)
            } else if inputs.isEmpty {
                wait(until: outbox.nextDeadline)
            }
        }
    }

    /// Something is on its way, or due.
    private static func isBusy(_ outbox: Outbox) -> Bool {
        outbox.items.contains { $0.state == .sending } || outbox.nextDeadline.map { $0 <= .now } == true
    }

    /// Tried again until the disk can be read, once at least; nil: the program ends.
    private var opened: OutboxInput? {
        repeat {
            do throws(StateProblem) {
                let unreadable = try disk.setAsideUnreadable()
                if unreadable > 0 { tell(.unreadable(unreadable)) }
                return .opened(try disk.outboxItems(), last: try disk.lastOutboxNumber())
            } catch { wait(until: .now + pace.first) }
        } while !letters.withLock({ $0.isEnding })
        return nil
    }

    private func wait(until deadline: Instant?) {
        var waiting = pollfd(fd: bell, events: Int16(POLLIN), revents: 0)
        _ = clinux_ppoll(&waiting, 1, deadline.map { Self.nanoseconds(until: $0) } ?? -1)
        _ = clinux_counter_read(bell)
    }

    private static func nanoseconds(until deadline: Instant) -> Int64 {
        let left = max(.zero, deadline - .now).components
        // A day at most: the loop looks again.
        return min(left.seconds, 86_400) * 1_000_000_000 + left.attoseconds / 1_000_000_000 + 1
    }

    private func handle(_ input: OutboxInput, _ outbox: inout Outbox) {
        var unkept: [OutboxInput] = []
        var skipped: Set<String> = []
        for action in outbox.handle(input, at: .now) {
            switch action {
            case .keep(let item):
                do throws(StateProblem) { try disk.keep(item) } catch {
                    if skipped.insert(item.key).inserted { unkept.append(.unkept(key: item.key, reason: error.reason)) }
                }
            case .forget(let key):
                // What is left there is finished, or an event: it harms nobody, and the next start forgets it.
                do throws(StateProblem) { try disk.forget(outboxItem: key) } catch {}
            case .send(let item): if !skipped.contains(item.key) { converse(about: item, isQuestion: false) }
            case .ask(let item): converse(about: item, isQuestion: true)
            case .tell(let key, let news):
                if !skipped.contains(key) { tell(.news(key: key, news, of: outbox.record(key))) }
            case .tellDenied(let connector): tell(.denied(connector: connector))
            case .reject(let key, let rejection): tell(.rejected(key: key, rejection))
            }
        }
        for input in unkept { handle(input, &outbox) }
    }

    private func converse(about item: OutboxItem, isQuestion: Bool) {
        guard let connector = connectors[item.connector] else { return }
        let moment = ConnectorMoment(
            seconds: time(nil), nonce: RunName.random().split(separator: "-").joined())
        let step =
            switch item.content {
            case .record(let record) where isQuestion: connector.ask(record, at: moment)
            case .record(let record): connector.send(record, at: moment)
            case .event(let event): connector.send(event, at: moment)
            }
        start("outbox-server") { [self] in
            var conversation = Conversation(step)
            while let request = conversation.request {
                conversation.take(wire.answer(to: request, of: item.connector))
            }
            post(.outcome(key: item.key, conversation.outcome ?? .unknown("no outcome")))
        }
    }
}
