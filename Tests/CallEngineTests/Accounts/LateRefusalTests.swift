import SIP
import Testing

@testable import CallEngine

/// A server that refuses what it accepted: it loads its users, or somebody changed the password.
@Suite struct LateRefusalTests {
    @Test func aLineWhoseCredentialsWereAcceptedComesBackByItself() throws {
        var bench = Bench.registering([ServerTarget(RealmTests.first)])
        bench.start()
        try RealmTests.register(&bench, at: RealmTests.first, realm: "one")
        bench.awaitRefresh()
        bench.receive(Peer.answer(try #require(bench.last(.register)), 403, contact: nil))
        guard case .failed(.credentialsNoLongerAccepted(let wait)) = bench.accountStates.last else {
            Issue.record("\(bench.accountStates)")
            return
        }
        #expect((300...450).contains(wait))
        let before = bench.registrations
        // Neither the link nor a broken flow shortens the wait.
        bench.input(.network(.lost))
        bench.input(.network(.changed))
        bench.advance(by: .seconds(wait - 1))
        #expect(bench.registrations == before)
        bench.advance(by: .seconds(1))
        #expect(bench.registrations == before + 1)
        try bench.grant()
        #expect(bench.core.accounts[0].state == .registered)
    }

    /// A line whose credentials were taken and then refused, with the seconds that it waits.
    static func refused() throws -> (Bench, wait: Int) {
        var bench = Bench.registering([ServerTarget(RealmTests.first)])
        bench.start()
        try RealmTests.register(&bench, at: RealmTests.first, realm: "one")
        bench.awaitRefresh()
        bench.receive(Peer.answer(try #require(bench.last(.register)), 403, contact: nil))
        return (bench, try #require(waits(bench).last))
    }

    static func waits(_ bench: Bench) -> [Int] {
        bench.accountStates.compactMap {
            if case .failed(.credentialsNoLongerAccepted(let wait)) = $0 { wait } else { nil }
        }
    }

    @Test func anAbsentLinkDoesNotHideTheReason() throws {
        var (bench, wait) = try Self.refused()
        bench.input(.network(.lost))
        bench.input(.network(.changed))
        #expect(bench.core.accounts[0].state == .failed(.credentialsNoLongerAccepted(retrySeconds: wait)))
        #expect(bench.accountStates.count == 3)
    }

    @Test func aLongerWaitIsTold() throws {
        var (bench, wait) = try Self.refused()
        bench.advance(by: .seconds(wait))
        bench.receive(Peer.answer(try #require(bench.last(.register)), 403, contact: nil))
        let waits = Self.waits(bench)
        #expect(waits.count == 2 && (600...900).contains(waits[1]))
    }

    /// The try after a refusal found nobody: that is no refusal, and the link's return ends its wait.
    @Test func aSilenceAfterARefusalIsHurried() throws {
        var (bench, wait) = try Self.refused()
        bench.advance(by: .seconds(wait + 33))
        guard case .failed(.serverSilent) = bench.core.accounts[0].state else {
            Issue.record("\(bench.accountStates)")
            return
        }
        let before = bench.registrations
        bench.input(.network(.changed))
        bench.advance(by: .seconds(2))
        #expect(bench.registrations == before + 1)
    }

    @Test func theAgentsDemandIsNotKeptWaiting() throws {
        var bench = Bench.registering([ServerTarget(RealmTests.first)])
        bench.start()
        try RealmTests.register(&bench, at: RealmTests.first, realm: "one")
        bench.awaitRefresh()
        bench.receive(Peer.answer(try #require(bench.last(.register)), 403, contact: nil))
        let before = bench.registrations
        bench.command(.register(AccountID(0)))
        #expect(bench.registrations == before + 1)
    }
}
