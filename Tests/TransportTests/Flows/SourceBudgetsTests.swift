import NIOCore
import Testing
import Time

@testable import Transport

@Suite struct SourceBudgetsTests {
    private let start = Instant.now
    private let server: SocketAddress
    private let flooder: SocketAddress

    init() throws {
        server = try SocketAddress(ipAddress: "192.0.2.1", port: 5_060)
        flooder = try SocketAddress(ipAddress: "192.0.2.66", port: 1_024)
    }

    @Test func aFloodTakesNothingFromTheServer() throws {
        var budgets = SourceBudgets(at: start)
        var taken = 0
        var answered = 0
        for millisecond in 0..<10_000 {
            let now = start + .milliseconds(millisecond)
            for _ in 0..<5 where budgets.take(from: flooder, isNamed: false, at: now) { taken += 1 }
            if millisecond % 10 == 0, budgets.take(from: server, isNamed: true, at: now) { answered += 1 }
        }
        #expect(answered == 1_000)
        #expect((2_000...2_000 + Limits.strangerBurst).contains(taken))
    }

    @Test func otherPortsOfTheFlooderAreTheSameFlooder() throws {
        var budgets = SourceBudgets(at: start)
        var taken = 0
        for port in 1...10_000 {
            let sender = try SocketAddress(ipAddress: "192.0.2.66", port: port)
            if budgets.take(from: sender, isNamed: false, at: start) { taken += 1 }
        }
        #expect(taken == Limits.strangerBurst)
        // Nor does it help to send from the server's host.
        let sameHost = try SocketAddress(ipAddress: "192.0.2.1", port: 9)
        for _ in 0..<10_000 { _ = budgets.take(from: sameHost, isNamed: false, at: start) }
        let isTaken = budgets.take(from: server, isNamed: true, at: start)
        #expect(isTaken)
    }

    @Test func forgedSendersShareOneBudgetAndABoundedTable() throws {
        var budgets = SourceBudgets(at: start)
        var taken = 0
        for number in 0..<20_000 {
            let sender = try SocketAddress(ipAddress: "10.1.\(number / 256 % 256).\(number % 256)", port: 5_060)
            if budgets.take(from: sender, isNamed: false, at: start) { taken += 1 }
            #expect(budgets.count <= Limits.budgets)
        }
        #expect(taken == Limits.datagramBurst)
        let isTaken = budgets.take(from: server, isNamed: true, at: start)
        #expect(isTaken)
    }

    @Test func strangersWaitForTheirOwnMessagesAndABitForAllOthers() {
        var budgets = SourceBudgets(at: start)
        let waits = (0..<Limits.strangerBurst + 20).map { _ in budgets.reserve(for: "192.0.2.66", at: start) }
        #expect(waits.count { $0 == .zero } == Limits.strangerBurst && waits.last == .milliseconds(100))
        #expect(budgets.reserve(for: "192.0.2.67", at: start) == .zero)
        for number in 0..<20_000 { _ = budgets.reserve(for: "10.1.\(number / 256).\(number % 256)", at: start) }
        #expect(budgets.count <= Limits.budgets)
        let wait = budgets.reserve(for: "192.0.2.68", at: start)
        #expect(wait > .zero && wait < .milliseconds(300))
    }

    @Test func aRegistrarMayAnswerAWholeFleetAtOnce() {
        var budgets = SourceBudgets(at: start)
        var taken = 0
        for _ in 0..<2 * 4_700 where budgets.take(from: server, isNamed: true, at: start) { taken += 1 }
        #expect(taken == 2 * 4_700)
        for _ in 0..<2 * Limits.namedBurst { _ = budgets.take(from: server, isNamed: true, at: start) }
        let isTakenNow = budgets.take(from: server, isNamed: true, at: start)
        #expect(!isTakenNow)
        let isTaken = budgets.take(from: server, isNamed: true, at: start + .milliseconds(1))
        #expect(isTaken)
    }
}
