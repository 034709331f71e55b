import AgentDesk
import CLinux
import Glibc
import JSONText
import Services
import Synchronization

/// The outbox alone, on a real store and real servers: `OutboxDriver STORE PLAN`. The plan is a JSON file:
/// `connector` (as the keys of a `[[connector]]` table, with `secret`), `submit` (records: id, call, fields),
/// `events`, `kill_at` (the step before which this process kills itself with SIGKILL; 0: never), `settle_ms`,
/// `seconds` (its longest life). What the agent would hear goes to the standard output, a line of JSON each; it ends
/// when nothing is under way any more.
@main
struct OutboxDriver {
    static func main() throws {
        OpenSSLAtExit.leavesEverything()
        let arguments = CommandLine.arguments
        guard arguments.count == 3, let plan = Plan(file: arguments[2]) else {
            Output.line(.record(["usage": .text("OutboxDriver STORE PLAN")]))
            exit(2)
        }
        let steps = Steps(killAt: plan.killAt)
        let heard = Heard()
        let store = try Store(path: arguments[1])
        let service = OutboxService(
            disk: KilledDisk(disk: store, steps: steps),
            wire: KilledWire(wire: HTTPWire([plan.name: plan.access]), steps: steps),
            connectors: [plan.name: plan.connector], pace: plan.pace, start: Threads.start
        ) { report in
            steps.count()
            heard.take(report)
            steps.count()
        }
        service.run()
        for record in plan.records { service.submit(record) }
        for event in plan.events { service.send(event) }
        let end = ContinuousClock.now + .seconds(plan.seconds)
        while .now < end {
            for (key, news) in heard.collect() { service.told(key, news) }
            // Nothing is told of events: with them the life is as long as it may be.
            if plan.events.isEmpty, heard.isAtRest(after: plan.records) { break }
            usleep(500)
        }
        for (key, news) in heard.collect() { service.told(key, news) }
        service.stop(within: 10)
        Output.line(.record(["is": .text("end"), "steps": .integer(steps.counted)]))
    }
}

/// Counts the steps of the outbox, and ends the process before one of them as the kernel ends it.
final class Steps: Sendable {
    private let number = Mutex(0)
    private let killAt: Int

    init(killAt: Int) { self.killAt = killAt }

    var counted: Int { number.withLock { $0 } }

    func count() {
        let reached = number.withLock { number in
            number += 1
            return number
        }
        if reached == killAt { kill(getpid(), SIGKILL) }
    }
}

struct KilledDisk: OutboxDisk {
    let disk: any OutboxDisk
    let steps: Steps

    func outboxItems() throws(StateProblem) -> [OutboxItem] { try disk.outboxItems() }

    func setAsideUnreadable() throws(StateProblem) -> Int { try disk.setAsideUnreadable() }

    func lastOutboxNumber() throws(StateProblem) -> Int { try disk.lastOutboxNumber() }

    func keep(_ item: OutboxItem) throws(StateProblem) {
        steps.count()
        try disk.keep(item)
        steps.count()
    }

    func forget(outboxItem key: String) throws(StateProblem) {
        steps.count()
        try disk.forget(outboxItem: key)
        steps.count()
    }
}

struct KilledWire: OutboxWire {
    let wire: any OutboxWire
    let steps: Steps

    func answer(to request: HTTPRequest, of connector: String) -> Result<HTTPResponse, HTTPProblem> {
        steps.count()
        defer { steps.count() }
        return wire.answer(to: request, of: connector)
    }
}

/// What the agent heard, and what waits.
final class Heard: Sendable {
    private struct State {
        var untold: [(String, IncidentNews)] = []
        /// Nothing more comes of these by itself.
        var settled: Set<String> = []
        var waiting: [WaitingRecord]?
    }

    private let state = Mutex(State())

    func take(_ report: OutboxReport) {
        switch report {
        case .news(let key, let news, _):
            Output.line(.record(["is": .text("news"), "key": .text(key), "news": .text(Self.name(news))]))
            state.withLock {
                $0.untold.append((key, news))
                if news != .kept, news != .waits { $0.settled.insert(key) }
            }
        case .unreadable(let count): Output.line(.record(["is": .text("unreadable"), "count": .integer(count)]))
        case .denied: Output.line(.record(["is": .text("denied")]))
        case .rejected(let key, _):
            Output.line(.record(["is": .text("rejected"), "key": .text(key)]))
            state.withLock { _ = $0.settled.insert(key) }
        case .waiting(let records): state.withLock { $0.waiting = records }
        }
    }

    func collect() -> [(String, IncidentNews)] {
        state.withLock { state in
            defer { state.untold = [] }
            return state.untold
        }
    }

    /// All that was handed in was answered for, and nothing is under way by itself.
    func isAtRest(after records: [IncidentRecord]) -> Bool {
        state.withLock { state in
            guard let waiting = state.waiting, state.untold.isEmpty else { return false }
            return records.allSatisfy { state.settled.contains($0.id) } && !waiting.contains { $0.state.isUnderWay }
        }
    }

    private static func name(_ news: IncidentNews) -> String {
        switch news {
        case .kept: "kept"
        case .sent(let number, _): "sent \(number)"
        case .waits: "waits"
        case .refused(let reason): "refused \(reason)"
        case .uncertain: "uncertain"
        }
    }
}

enum Output {
    /// At once, by one write: a killed process has said it whole or not at all.
    static func line(_ json: JSON) {
        let octets = Array((json.description + "\n").utf8)
        _ = write(1, octets, octets.count)
    }
}

enum Threads {
    private final class Work {
        let body: @Sendable () -> Void

        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }

    @Sendable static func start(_ name: String, _ body: @escaping @Sendable () -> Void) {
        let work = Unmanaged.passRetained(Work(body))
        var thread = pthread_t()
        pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body()
                return nil
            }, work.toOpaque())
        pthread_detach(thread)
    }
}
