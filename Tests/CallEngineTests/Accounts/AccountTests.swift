import CallEngine
import SIP
import Testing

@Suite struct AccountTests {
    static func started(transport: TransportProtocol = .udp) throws -> (Bench, Message) {
        var bench = Bench(Bench.settings(registers: true, transport: transport))
        bench.start()
        let register = try #require(bench.last(.register))
        return (bench, register)
    }

    static let challenge = "WWW-Authenticate: Digest realm=\"example.org\", nonce=\"n1\", qop=\"auth\""

    static func contact(_ register: Message) -> String { (register.header("Contact") ?? "") + ";expires=300" }

    @Test func aLineRegistersWithDigestRefreshesAndLeaves() throws {
        var (bench, register) = try Self.started()
        #expect(register.requestURI.description == "sip:example.org" && bench.destinations == [Bench.server])
        let contact = try #require(register.contacts.first?.uri)
        #expect(contact.host == "192.0.2.10" && contact.port == 5_062 && contact.user?.count == 16)
        bench.receive(Peer.answer(register, 401, headers: [Self.challenge], contact: nil))
        register = try #require(bench.last(.register))
        #expect(register.header("Authorization") != nil)
        bench.receive(Peer.answer(register, 200, contact: Self.contact(register)))
        #expect(
            bench.events == [.accountChanged(AccountID(0), .registering), .accountChanged(AccountID(0), .registered)])
        _ = bench.takeSent()
        bench.answered = [.options]
        bench.advance(by: .seconds(230))
        let refresh = try #require(bench.last(.register))
        #expect(refresh.callID == register.callID && refresh.cSeq.number > register.cSeq.number)
        bench.receive(Peer.answer(refresh, 200, contact: Self.contact(refresh)))
        #expect(bench.events.count == 2)
        bench.command(.unregister(AccountID(0)))
        let leave = try #require(bench.last(.register))
        #expect(leave.expires == 0)
        bench.receive(Peer.answer(leave, 200, contact: nil))
        #expect(bench.core.accounts.first?.state == .unregistered)
        bench.command(.register(AccountID(0)))
        #expect(bench.core.accounts.first?.state == .registering)
    }

    @Test func aWrongPasswordIsToldOnceAndNotTriedAgain() throws {
        var (bench, register) = try Self.started()
        bench.receive(Peer.answer(register, 401, headers: [Self.challenge], contact: nil))
        register = try #require(bench.last(.register))
        bench.receive(Peer.answer(register, 401, headers: [Self.challenge.replacing("n1", with: "n2")], contact: nil))
        #expect(bench.events.last == .accountChanged(AccountID(0), .failed(.credentialsRefused)))
        let count = bench.sent.count
        bench.advance(by: .seconds(3_600))
        #expect(bench.sent.count == count)
    }

    @Test func aSilentServerIsTriedAgainAndComesBack() throws {
        var (bench, _) = try Self.started()
        bench.advance(by: .seconds(33))
        guard case .accountChanged(_, .failed(.serverSilent(let seconds))) = bench.events.last else {
            Issue.record("not told: \(bench.events)")
            return
        }
        #expect((30...60).contains(seconds))
        _ = bench.takeSent()
        bench.advance(by: .seconds(60))
        let again = try #require(bench.last(.register))
        bench.receive(Peer.answer(again, 200, contact: Self.contact(again)))
        #expect(bench.core.accounts.first?.state == .registered)
    }

    @Test func aConnectionThatBreaksIsOpenedAgain() throws {
        var (bench, register) = try Self.started(transport: .tcp)
        #expect(register.contacts.first?.uri.transport == "tcp")
        var source = Bench.server
        source.transport = .tcp
        bench.receive(Peer.answer(register, 200, contact: Self.contact(register)), from: source)
        #expect(bench.core.accounts.first?.state == .registered)
        bench.grantsFlows = false
        bench.input(.flowClosed(FlowID(1)))
        guard case .failed(.unreachable) = bench.core.accounts.first?.state else {
            Issue.record("the loss was not told")
            return
        }
        bench.advance(by: .seconds(2))
        #expect(bench.opened[FlowID(2)] == source)
        bench.input(.flowClosed(FlowID(2)))
        bench.grantsFlows = true
        bench.advance(by: .seconds(60))
        let again = try #require(bench.last(.register))
        #expect(again.callID == register.callID && again.contacts.map(\.uri) == register.contacts.map(\.uri))
    }

    @Test func commandsOfNoAccountAreRefused() {
        var bench = Bench()
        bench.start()
        bench.command(.register(AccountID(7)))
        #expect(bench.events.last == .commandRefused(.register(AccountID(7)), .unknownAccount))
        bench.command(.unregister(AccountID(0)))
        #expect(bench.events.last == .commandRefused(.unregister(AccountID(0)), .notInThisState))
        bench.command(.dial(to: "bob", account: AccountID(3), token: 2))
        #expect(bench.events.last == .dialRefused(.noAccount, token: 2))
    }

    @Test func shutDownEndsAllAndIsToldOnce() throws {
        var (bench, register) = try Self.started()
        bench.receive(Peer.answer(register, 200, contact: Self.contact(register)))
        bench.command(.dial(to: "bob", account: nil, token: 1))
        bench.receive(Peer.answer(try #require(bench.last(.invite)), 200, body: Peer.sdp))
        bench.receive(Peer.invite())
        bench.command(.shutDown)
        #expect(bench.lastAnswer(.invite)?.statusCode == 603 && bench.core.calls.isEmpty && bench.ends.count == 2)
        #expect(!bench.events.contains(.shutDownFinished))
        bench.receive(Peer.answer(try #require(bench.last(.bye)), 200))
        bench.receive(Peer.answer(try #require(bench.last(.register)), 200, contact: nil))
        #expect(bench.events.last == .shutDownFinished)
        bench.receive(Peer.invite(branch: "z9hG4bKlate", callID: "late"))
        #expect(bench.lastAnswer(.invite)?.statusCode == 480)
        bench.advance(by: .seconds(60))
        #expect(bench.events.filter { $0 == .shutDownFinished }.count == 1)
    }

    @Test func shutDownDoesNotWaitForASilentServer() throws {
        var (bench, register) = try Self.started()
        bench.receive(Peer.answer(register, 200, contact: Self.contact(register)))
        bench.command(.shutDown)
        bench.advance(by: .milliseconds(1_999))
        #expect(!bench.events.contains(.shutDownFinished))
        bench.advance(by: .milliseconds(1))
        #expect(bench.events.last == .shutDownFinished)
    }

    @Test func nothingSaysThePassword() {
        let settings = Bench.settings(registers: true)
        #expect(
            !"\(settings)".contains("pa55-w0rd")
                && !"\(UserAgentCore(settings: settings, seed: [1]))".contains("pa55-w0rd"))
        var text = ""
        dump(settings, to: &text)
        #expect(!text.contains("pa55-w0rd"))
    }
}
