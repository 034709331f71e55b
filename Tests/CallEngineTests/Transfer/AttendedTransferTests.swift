import CallEngine
import Media
import SIP
import Testing

/// The agent joins the peers of two calls (RFC 5589 §7.3).
@Suite struct AttendedTransferTests {
    static let first = CallID(1)
    static let second = CallID(2)

    /// Bob is held (call 1), Carol is spoken with (call 2).
    static func consulting(answered: Bool = true) throws -> (Bench, bob: Message, carol: Message) {
        var (bench, bob) = try OutgoingCallTests.talking()
        bench.command(.dial(to: "carol", account: nil, token: 6))
        let hold = try #require(bench.sent.last { $0.method == .invite && $0.callID == bob.callID })
        bench.receive(Peer.answer(hold, 200, body: Peer.sdp("recvonly")))
        let carol = try #require(bench.last(.invite))
        #expect(carol.callID != bob.callID)
        let contact = "<sip:carol@192.0.2.8:5080;transport=udp>"
        bench.receive(Peer.answer(carol, answered ? 200 : 180, tag: "ca~rol", body: Peer.sdp, contact: contact))
        return (bench, bob, carol)
    }

    @Test func thePeerIsToldToReplaceTheSecondCall() throws {
        var (bench, bob, carol) = try Self.consulting()
        _ = bench.takeSent()
        bench.command(.attendedTransfer(Self.first, with: Self.second))
        // Bob was held already: REFER goes out at once, in his dialog.
        #expect(bench.sent.map(\.method) == [.refer])
        let refer = try #require(bench.last(.refer))
        #expect(refer.callID == bob.callID)
        let uri = try refer.referTo().uri
        #expect(uri.user == "carol" && uri.host == "192.0.2.8" && uri.port == 5_080 && uri.transport == "udp")
        // RFC 3891 §3: the tags as Carol sees them: to-tag is her own.
        let value = try #require(uri.headerValues("Replaces").first)
        let replaces = try Replaces(parsing: value)
        #expect(replaces == Replaces(callID: carol.callID, toTag: "ca~rol", fromTag: carol.fromTag ?? "none"))
        // Escaped: no ; = @ of the value stands in the URI.
        let written = try #require(refer.header("Refer-To"))
        #expect(written.hasPrefix("<sip:carol@192.0.2.8:5080;transport=udp?Replaces=") && written.hasSuffix(">"))
        #expect(written.contains("%3Bto-tag%3D") && written.contains("%3Bfrom-tag%3D"))
    }

    @Test func bothCallsLeaveUs() throws {
        var (bench, bob, carol) = try Self.consulting()
        bench.command(.attendedTransfer(Self.first, with: Self.second))
        bench.receive(Peer.answer(try #require(bench.last(.refer)), 202))
        bench.receive(BlindTransferTests.notice(bob, "200 OK", state: "terminated;reason=noresource"))
        #expect(BlindTransferTests.progress(bench) == [.requested, .done])
        let byes = bench.sent.filter { $0.method == .bye }.map(\.callID)
        #expect(byes == [bob.callID, carol.callID])
        #expect(bench.ends == [EndReason(.endedByMe), EndReason(.endedByMe)] && bench.core.calls.isEmpty)
    }

    /// The target ends its old call as soon as it is replaced (RFC 3891 §3), which may be before the notice.
    @Test func theTargetLeavesFirst() throws {
        var (bench, bob, carol) = try Self.consulting()
        bench.command(.attendedTransfer(Self.first, with: Self.second))
        bench.receive(Peer.answer(try #require(bench.last(.refer)), 202))
        bench.receive(Peer.within(carol, "BYE", branch: "z9hG4bKcb", cSeq: 1, tag: "ca~rol"))
        #expect(bench.ends == [EndReason(.endedByPeer)] && bench.core.calls.map(\.id) == [Self.first])
        bench.receive(BlindTransferTests.notice(bob, "200 OK", state: "terminated;reason=noresource"))
        #expect(BlindTransferTests.progress(bench).last == .done && bench.core.calls.isEmpty)
        #expect(bench.sent.filter { $0.method == .bye && $0.isRequest }.count == 1)
    }

    @Test func aFailureLeavesBothCalls() throws {
        var (bench, bob, _) = try Self.consulting()
        bench.command(.attendedTransfer(Self.first, with: Self.second))
        bench.receive(Peer.answer(try #require(bench.last(.refer)), 202))
        bench.receive(BlindTransferTests.notice(bob, "481 No such call", state: "terminated;reason=noresource"))
        #expect(BlindTransferTests.progress(bench).last == .failed(status: 481))
        #expect(bench.core.calls.map(\.state) == [.held, .active] && bench.ends.isEmpty)
    }

    @Test func theActiveCallCanBeTheOneThatIsReferred() throws {
        var (bench, _, carol) = try Self.consulting()
        bench.command(.attendedTransfer(Self.second, with: Self.first))
        #expect(bench.last(.refer) == nil)
        let hold = try #require(bench.last(.invite))
        #expect(hold.callID == carol.callID)
        bench.receive(Peer.answer(hold, 200, tag: "ca~rol", body: Peer.sdp("recvonly")))
        let refer = try #require(bench.last(.refer))
        let user = try refer.referTo().uri.user
        #expect(refer.callID == carol.callID && user == "bob")
    }

    /// The target's call ended while the first one's hold was on its way.
    @Test func aTargetThatLeftIsNoTarget() throws {
        var (bench, bob, carol) = try Self.consulting()
        bench.command(.attendedTransfer(Self.second, with: Self.first))
        bench.receive(Peer.within(bob, "BYE", branch: "z9hG4bKbb", cSeq: 1))
        let hold = try #require(bench.last(.invite))
        bench.receive(Peer.answer(hold, 200, tag: "ca~rol", body: Peer.sdp("recvonly")))
        #expect(hold.callID == carol.callID && bench.last(.refer) == nil)
        #expect(BlindTransferTests.progress(bench, of: Self.second) == [.failed(status: nil)])
        #expect(bench.core.calls.map(\.state) == [.held])
    }

    /// Semi-attended: a call that only rings is given up, and its address is where the first one's peer is sent.
    @Test func aTargetThatOnlyRings() throws {
        var (bench, bob, carol) = try Self.consulting(answered: false)
        bench.command(.attendedTransfer(Self.first, with: Self.second))
        #expect(bench.last(.cancel)?.callID == carol.callID && bench.ends == [EndReason(.cancelledByMe)])
        let refer = try #require(bench.last(.refer))
        #expect(refer.callID == bob.callID && refer.header("Refer-To") == "<sip:carol@example.org>")
    }

    @Test func whatCannotBeJoined() throws {
        var (bench, _, _) = try Self.consulting()
        func refused(_ first: CallID, _ second: CallID, _ problem: CommandProblem) {
            let command = EngineCommand.attendedTransfer(first, with: second)
            bench.command(command)
            #expect(bench.events.last == .commandRefused(command, problem))
        }
        refused(Self.first, Self.first, .notInThisState)
        refused(Self.first, CallID(9), .unknownCall)
        refused(CallID(9), Self.first, .unknownCall)
        bench.receive(Peer.invite())
        refused(Self.first, CallID(3), .notInThisState)
        refused(CallID(3), Self.first, .notInThisState)
        #expect(bench.last(.refer) == nil)
    }
}
