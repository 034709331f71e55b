import CallEngine
import SIP
import Testing

/// Pick-up, park and the agent's mobile, by the PBX's own dial strings.
@Suite struct ServiceTests {
    static let strings = DialStrings(pickUp: "*8{number}", park: "700", mobile: "0611223344", takeBack: "*55")

    static func talking(_ strings: DialStrings = strings) throws -> Bench {
        var settings = Bench.settings()
        settings.accounts[0].dialStrings = strings
        return try OutgoingCallTests.talking(settings).0
    }

    @Test(arguments: [
        (EngineCommand.park(CallID(1)), "sip:700@example.org"),
        (.moveToMobile(CallID(1)), "sip:0611223344@example.org"),
    ]) func aCallIsSentToAService(command: EngineCommand, target: String) throws {
        var bench = try Self.talking()
        bench.command(command)
        bench.receive(Peer.answer(try #require(bench.last(.invite)), 200, body: Peer.sdp("recvonly")))
        #expect(try bench.last(.refer)?.referTo().uri.description == target)
        #expect(bench.events.last == .transferChanged(CallID(1), .requested))
        var without = try Self.talking(DialStrings())
        without.command(command)
        #expect(without.events.last == .commandRefused(command, .notConfigured))
        var none = Bench()
        none.start()
        none.command(command)
        #expect(none.events.last == .commandRefused(command, .unknownCall))
    }

    @Test(arguments: [
        (EngineCommand.pickUp("sip:2001@example.org", account: nil, token: 7), "*82001"),
        (.pickUp("20 01", account: AccountID(0), token: 7), "*82001"), (.takeBack(account: nil, token: 7), "*55"),
    ]) func aCodeIsDialled(command: EngineCommand, code: String) throws {
        var bench = try Self.talking()
        bench.command(command)
        let call = try #require(bench.core.calls.last)
        #expect(bench.last(.invite)?.requestURI.user == code)
        #expect(bench.events.contains(.callDialled(call, token: 7)))
        var without = try Self.talking(DialStrings())
        without.command(command)
        #expect(without.events.last == .dialRefused(.noSuchService, token: 7))
    }

    /// RFC 3891 §7.1: the caller is called in place of the dialog that rings at the colleague's.
    @Test func aWatchedCallIsPickedUpByReplaces() throws {
        var (bench, subscribe) = try WatchingTests.watching()
        bench.accept(subscribe, body: WatchingTests.document(0, "full", WatchingTests.dialog("b", "early")))
        bench.command(.pickUp("bob", account: nil, token: 11))
        let invite = try #require(bench.last(.invite))
        #expect(invite.requestURI.description == "sip:luc@192.0.2.66" && invite.require == ["replaces"])
        #expect(
            try invite.replaces() == Replaces(callID: "c-b", toTag: "r-b", fromTag: "l-b", isEarlyOnly: true))
        #expect(bench.events.contains { if case .callDialled(_, token: 11) = $0 { true } else { false } })
    }

    @Test func whatCannotBePickedUp() throws {
        var bench = try Self.talking()
        bench.command(.pickUp("two words", account: nil, token: 8))
        #expect(bench.events.last == .dialRefused(.invalidAddress, token: 8))
        bench.command(.pickUp("2001", account: AccountID(5), token: 9))
        #expect(bench.events.last == .dialRefused(.noAccount, token: 9))
        bench.command(.takeBack(account: AccountID(5), token: 10))
        #expect(bench.events.last == .dialRefused(.noAccount, token: 10))
    }
}
