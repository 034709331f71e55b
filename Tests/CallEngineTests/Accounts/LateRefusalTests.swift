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
