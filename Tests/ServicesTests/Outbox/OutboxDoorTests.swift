import AgentDesk
import Foundation
import Synchronization
import Testing

@testable import Services

@Suite("What is asked of the outbox before it is open", .timeLimit(.minutes(1)))
struct OutboxDoorTests {
    private struct NoWire: OutboxWire {
        func answer(to request: HTTPRequest, of connector: String) -> Result<HTTPResponse, HTTPProblem> {
            .failure(.unsent("none"))
        }
    }

    private static func record(_ key: String) -> IncidentRecord {
        IncidentRecord(id: key, form: "f", title: "t", connector: "none", call: nil, fields: [], createdAt: 1)
    }

    private static func isNews(_ report: OutboxReport, _ key: String) -> Bool {
        if case .news(key, .kept, _) = report { true } else { false }
    }

    private static func start(_ name: String, _ work: @escaping @Sendable () -> Void) {
        Thread.detachNewThread(work)
    }

    /// A disk that fails twice: what was confirmed before is given back, what is confirmed later is kept, in its order.
    @Test func aStoreThatOpensLateTakesWhatComesThen() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/desk.sqlite"
        let (reports, source) = AsyncStream.makeStream(of: OutboxReport.self)
        let door = OutboxDoor { source.yield($0) }
        door.submit(Self.record("early"))
        let told = Mutex(0)
        Self.start("open") {
            var attempts = 0
            door.open(
                every: .milliseconds(1),
                make: { () throws(StateProblem) in
                    attempts += 1
                    guard attempts > 2 else { throw StateProblem(path: path, reason: "full") }
                    door.submit(Self.record("late"))
                    door.run { $0.submit(Self.record("last")) }
                    return OutboxService(
                        disk: try Store(path: path), wire: NoWire(), connectors: [:], start: Self.start,
                        tell: { source.yield($0) })
                }, tellProblem: { _ in told.withLock { $0 += 1 } })
            door.submit(Self.record("open"))
        }
        var seen: [OutboxReport] = []
        for await report in reports {
            seen.append(report)
            if Self.isNews(report, "open") { break }
        }
        door.stop(within: 5)
        #expect(seen.first == .rejected(key: "early", .unkept("full")))
        #expect(seen.contains(.rejected(key: "late", .unkept("full"))), "not silently kept in memory")
        #expect(told.withLock { $0 } == 1, "the same reason is told once")
        let store = try Store(path: path)
        #expect(try store.outboxItems().map(\.key) == ["last", "open"])
    }

    @Test func whatIsTooMuchIsGivenBack() {
        let rejected = Mutex<[OutboxReport]>([])
        let door = OutboxDoor { report in rejected.withLock { $0.append(report) } }
        for number in 0...Limits.earlyWork { door.submit(Self.record("k\(number)")) }
        #expect(rejected.withLock { $0 } == [.rejected(key: "k\(Limits.earlyWork)", .full)])
    }

    @Test func theEndOfTheProgramEndsTheAttempts() {
        let door = OutboxDoor { _ in }
        door.open(
            every: .seconds(3_600),
            make: { () throws(StateProblem) in
                door.stop(within: 0)
                throw StateProblem(path: "p", reason: "full")
            }, tellProblem: { _ in })
    }
}
