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

    /// A registrar that was fine, and asks for something strange once: it is asked again.
    @Test(arguments: [
        [], ["WWW-Authenticate: Basic realm=\"one\""],
        ["WWW-Authenticate: Digest realm=\"one\", nonce=\"n9\", algorithm=MD5-sess"],
        ["WWW-Authenticate: Digest realm=\"one\", nonce=\"n9\", qop=\"auth-int\""],
    ]) func aStrangeChallengeIsNotTheEnd(headers: [String]) throws {
        var bench = Bench.registering([ServerTarget(RealmTests.first)])
        bench.start()
        try RealmTests.register(&bench, at: RealmTests.first, realm: "one")
        bench.awaitRefresh()
        bench.receive(Peer.answer(try #require(bench.last(.register)), 401, headers: headers, contact: nil))
        let before = bench.registrations
        bench.answered = [.register]
        bench.advance(by: .seconds(450))
        #expect(bench.registrations > before && bench.core.accounts[0].state == .registered)
    }

    /// Each new nonce is found too old: the secret was right, so it is a fault of the server, and passes.
    @Test func anEndlessStaleIsNoRefusalOfThePassword() throws {
        var bench = Bench.registering([ServerTarget(RealmTests.first)])
        bench.start()
        for number in 0..<20 {
            let stale = RealmTests.challenge("one", nonce: "s\(number)") + ", stale=true"
            bench.receive(Peer.answer(try #require(bench.last(.register)), 401, headers: [stale], contact: nil))
        }
        guard case .failed(.refused(401, let wait)) = bench.core.accounts[0].state else {
            Issue.record("\(bench.accountStates)")
            return
        }
        #expect(bench.registrations < 12 && wait <= 60)
    }

    /// RFC 3581 §4 names an address; what is none is not our Contact.
    @Test(arguments: [String(repeating: "1.", count: 200) + "1", "999.1.1.1", "1:2:3:g", "::1::1"])
    func aReceivedThatIsNoAddressChangesNoContact(received: String) throws {
        var bench = Bench.registering([ServerTarget(RealmTests.first)])
        bench.start()
        let register = try #require(bench.last(.register))
        let answer = Peer.answer(register, 200, contact: AccountTests.contact(register))
        bench.receive(answer.replacing(";rport", with: ";received=\(received);rport=5099"))
        #expect(bench.registrations == 1 && bench.last(.register)?.contacts.first?.uri.host == "192.0.2.10")
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
