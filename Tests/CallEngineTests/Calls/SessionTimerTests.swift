import CallEngine
import Media
import SIP
import Testing
import Time

/// RFC 4028 in both roles.
@Suite struct SessionTimerTests {
    private static let allow = "Allow: INVITE, ACK, BYE, CANCEL, OPTIONS, UPDATE"

    /// An outgoing call that is answered with these header fields.
    private static func talking(_ headers: [String]) throws -> (Bench, Message) {
        var (bench, invite) = try OutgoingCallTests.dialling()
        bench.receive(Peer.answer(invite, 200, body: Peer.sdp, headers: headers))
        _ = bench.takeSent()
        return (bench, invite)
    }

    @Test func anInviteAsksForATimer() throws {
        let (_, invite) = try OutgoingCallTests.dialling()
        #expect(invite.supported.contains("timer"))
        #expect(invite.header("Session-Expires") == "1800" && invite.header("Min-SE") == nil)
        var settings = Bench.settings()
        settings.accounts[0].sessionSeconds = 0
        let (_, plain) = try OutgoingCallTests.dialling(settings)
        #expect(plain.header("Session-Expires") == nil && plain.supported.contains("timer"))
    }

    /// RFC 4028 §7.2, §10: who is named refresher refreshes at half, by UPDATE where it is allowed.
    @Test func weRefreshAtHalfByUpdate() throws {
        var (bench, _) = try Self.talking(["Session-Expires: 600;refresher=uac", "Require: timer", Self.allow])
        bench.advance(by: .milliseconds(299_999))
        #expect(bench.sent.isEmpty)
        bench.advance(by: .milliseconds(1))
        let update = try #require(bench.last(.update))
        #expect(update.body.isEmpty && update.header("Session-Expires") == "600;refresher=uac")
        #expect(!update.contacts.isEmpty && update.supported.contains("timer"))
        bench.receive(Peer.answer(update, 200, headers: ["Session-Expires: 600;refresher=uac", Self.allow]))
        bench.advance(by: .milliseconds(299_999))
        #expect(bench.sent.filter { $0.isRequest }.count == 1)
        bench.advance(by: .milliseconds(1))
        #expect(bench.sent.filter { $0.method == .update && $0.isRequest }.count == 2 && bench.ends.isEmpty)
    }

    /// RFC 4028 §7.4: without UPDATE a re-INVITE refreshes; its offer has not changed.
    @Test func weRefreshByReinvite() throws {
        var (bench, invite) = try Self.talking(["Session-Expires: 90;refresher=uac", "Require: timer"])
        bench.advance(by: .seconds(45))
        let change = try #require(bench.last(.invite))
        #expect(change.header("Session-Expires") == "90;refresher=uac" && change.body.elementsEqual(invite.body))
        bench.receive(Peer.answer(change, 200, body: Peer.sdp, headers: ["Session-Expires: 90;refresher=uac"]))
        #expect(bench.last(.ack)?.cSeq.number == change.cSeq.number && bench.states == [.dialing, .active])
        bench.advance(by: .seconds(45))
        #expect(bench.sent.filter { $0.method == .invite && $0.isRequest }.count == 2)
    }

    @Test func aRefusedRefreshIsNoHoldAndIsTriedOnceMore() throws {
        var (bench, _) = try Self.talking(["Session-Expires: 90;refresher=uac", "Require: timer"])
        bench.advance(by: .seconds(45))
        bench.receive(Peer.answer(try #require(bench.last(.invite)), 488))
        #expect(bench.core.calls.map(\.state) == [.active])
        #expect(!bench.events.contains { if case .commandRefused = $0 { true } else { false } })
    }

    /// The timer is ours alone (the peer has none) and its refresh is refused: the peer answered, so it lives, and the call
    /// stands twice the interval later.
    @Test func aPeerWithoutTimersThatRefusesTheRefreshKeepsItsCall() throws {
        var (bench, _) = try Self.talking([])
        let interval = 1_800
        let end = bench.now + .seconds(2 * interval)
        var refused: Set<UInt32> = []
        while bench.now < end {
            bench.advance(by: .seconds(10))
            for request in bench.requests(.invite) where refused.insert(request.cSeq.number).inserted {
                bench.receive(Peer.answer(request, 488))
            }
        }
        #expect(refused.count >= 2 && bench.ends.isEmpty && bench.last(.bye) == nil)
        #expect(bench.core.calls.map(\.state) == [.active])
    }

    /// RFC 4028 §10: 32 s or a third before the end, whichever is less.
    @Test(arguments: [(90, 60), (600, 568)])
    func aPeerThatDoesNotRefreshIsGone(interval: Int, ends: Int) throws {
        var (bench, _) = try Self.talking(["Session-Expires: \(interval);refresher=uas", "Require: timer", Self.allow])
        bench.advance(by: .seconds(ends) - .milliseconds(1))
        #expect(bench.sent.isEmpty && bench.ends.isEmpty)
        bench.advance(by: .milliseconds(1))
        #expect(bench.last(.bye) != nil && bench.ends == [EndReason(.networkFailure)])
    }

    @Test func thePeersRefreshKeepsTheSession() throws {
        var (bench, invite) = try Self.talking(["Session-Expires: 90;refresher=uas", "Require: timer"])
        for number in 1...4 {
            bench.advance(by: .seconds(45))
            bench.receive(
                Peer.within(invite, "UPDATE", branch: "z9hG4bKu\(number)", cSeq: number)
                    .replacing(
                        "Max-Forwards", with: "Supported: timer\nSession-Expires: 90;refresher=uac\nMax-Forwards"))
            let answer = try #require(bench.lastAnswer(.update))
            #expect(answer.statusCode == 200 && answer.header("Session-Expires") == "90;refresher=uac")
            #expect(answer.require == ["timer"])
        }
        #expect(bench.ends.isEmpty)
        bench.advance(by: .seconds(60))
        #expect(bench.ends == [EndReason(.networkFailure)])
    }

    /// RFC 4028 §7.2, last case: a peer without timers is refreshed by us alone, and a switched-off timer stays off.
    @Test func aPeerWithoutTimersIsRefreshedByUs() throws {
        var (bench, _) = try Self.talking([Self.allow])
        bench.advance(by: .seconds(900))
        let update = try #require(bench.last(.update))
        bench.receive(Peer.answer(update, 481))
        #expect(bench.ends == [EndReason(.endedByPeer, status: 481)])
        var (other, _) = try Self.talking(["Supported: timer", Self.allow])
        other.advance(by: .seconds(4_000))
        #expect(other.sent.isEmpty && other.ends.isEmpty)
    }

    /// RFC 4028 §9, table 2: a caller that knows no timers and vanishes does not keep the microphone open for ever.
    @Test func aCallerWithoutTimersIsRefreshedByUs() throws {
        var (bench, accepted) = try IncomingCallTests.talking()
        #expect(accepted.header("Session-Expires") == nil)
        bench.advance(by: .seconds(900))
        let refresh = try #require(bench.last(.invite))
        #expect(refresh.toTag == "caller")
        bench.receive(Peer.answer(refresh, 200, body: Peer.sdp))
        bench.advance(by: .seconds(900))
        #expect(bench.requests(.invite).count > 1 && bench.ends.isEmpty)
        bench.advance(by: .seconds(33))
        #expect(bench.ends == [EndReason(.networkFailure, status: 408)])
    }

    /// A peer that wants a refresh in a lifetime is asked each day.
    @Test func noIntervalIsLongerThanADay() throws {
        let fields = ["Supported: timer", "Session-Expires: 4294967295;refresher=uas", "Min-SE: 4294967295"]
        var bench = IncomingCallTests.ringing(Peer.invite(headers: fields))
        bench.command(.answer(CallID(1)))
        let accepted = try #require(bench.lastAnswer(.invite))
        bench.receive(Peer.within(answer: accepted, "ACK", branch: "z9hG4bKack1", cSeq: 1))
        bench.advance(by: .seconds(43_200))
        #expect(bench.last(.invite) != nil)
        bench.advance(by: .seconds(43_200))
        #expect(bench.ends.count == 1)
    }

    /// RFC 4028 §10, RFC 3261 §12.2.1.2: no answer to a refresh ends the call.
    @Test func aSilentPeerEndsTheCall() throws {
        var (bench, _) = try Self.talking(["Session-Expires: 600;refresher=uac", "Require: timer", Self.allow])
        bench.advance(by: .seconds(300 + 32))
        #expect(bench.ends == [EndReason(.networkFailure, status: 408)] && bench.last(.bye) != nil)
    }

    @Test func aPeerThatTakesNoUpdateAfterAllGetsAReinvite() throws {
        var (bench, _) = try Self.talking(["Session-Expires: 600;refresher=uac", "Require: timer", Self.allow])
        bench.advance(by: .seconds(300))
        bench.receive(Peer.answer(try #require(bench.last(.update)), 405))
        #expect(bench.last(.invite)?.header("Session-Expires") == "600;refresher=uac")
    }

    /// RFC 4028 §7.3: the same Call-ID, a longer interval, Min-SE.
    @Test func a422MakesTheIntervalLonger() throws {
        var (bench, invite) = try OutgoingCallTests.dialling()
        bench.receive(Peer.answer(invite, 422, headers: ["Min-SE: 3600"]))
        let again = try #require(bench.last(.invite))
        #expect(again.callID == invite.callID && again.cSeq.number == 2)
        #expect(again.header("Session-Expires") == "3600" && again.header("Min-SE") == "3600")
        #expect(again.headers("Session-Expires").count == 1)
        bench.receive(Peer.answer(again, 422, headers: ["Min-SE: 3600"]))
        #expect(bench.ends.map(\.status) == [422])
    }

    @Test func a422ToARefreshIsFollowed() throws {
        var (bench, _) = try Self.talking(["Session-Expires: 600;refresher=uac", "Require: timer", Self.allow])
        bench.advance(by: .seconds(300))
        bench.receive(Peer.answer(try #require(bench.last(.update)), 422, headers: ["Min-SE: 900"]))
        let again = try #require(bench.last(.update))
        #expect(again.header("Session-Expires") == "900;refresher=uac" && again.header("Min-SE") == "900")
    }

    // MARK: As the one who is called

    /// RFC 4028 §9, table 2.
    @Test(arguments: [
        (["Supported: timer", "Session-Expires: 1200"], "1200;refresher=uac", ["timer"]),
        (["Supported: timer", "x: 1200;refresher=uas"], "1200;refresher=uas", ["timer"]),
        (["Session-Expires: 1200"], "1200;refresher=uas", []),
        (["Supported: timer"], "1800;refresher=uas", ["timer"]),
        (["Supported: timer", "Session-Expires: 7200", "Min-SE: 3600"], "3600;refresher=uac", ["timer"]),
        ([], nil, []),
    ])
    func ourAnswerNamesTheRefresher(headers: [String], value: String?, require: [String]) throws {
        var bench = IncomingCallTests.ringing(Peer.invite(headers: headers))
        bench.command(.answer(CallID(1)))
        let accepted = try #require(bench.lastAnswer(.invite))
        #expect(accepted.header("Session-Expires") == value && accepted.require == require)
    }

    @Test func tooSmallAnIntervalIs422() throws {
        let bench = IncomingCallTests.ringing(Peer.invite(headers: ["Supported: timer", "Session-Expires: 60"]))
        let refused = try #require(bench.lastAnswer(.invite))
        #expect(refused.statusCode == 422 && refused.header("Min-SE") == "90" && bench.core.calls.isEmpty)
        // RFC 4028 §9: only to one who knows what to do with it.
        let old = IncomingCallTests.ringing(Peer.invite(headers: ["Session-Expires: 60"]))
        #expect(old.lastAnswer(.invite)?.statusCode == 180)
    }

    @Test func asCalledWeRefreshToo() throws {
        var bench = IncomingCallTests.ringing(
            Peer.invite(headers: ["Supported: timer", "Session-Expires: 200;refresher=uas", Self.allow]))
        bench.command(.answer(CallID(1)))
        let accepted = try #require(bench.lastAnswer(.invite))
        bench.receive(Peer.within(answer: accepted, "ACK", branch: "z9hG4bKa", cSeq: 1))
        bench.advance(by: .seconds(100))
        #expect(bench.last(.update)?.header("Session-Expires") == "200;refresher=uac")
    }

    /// Both want to refresh: what the last 2xx says counts, and nobody is cut off.
    @Test func theLast2xxNamesTheRefresher() throws {
        var (bench, invite) = try Self.talking(["Session-Expires: 600;refresher=uac", "Require: timer", Self.allow])
        bench.advance(by: .seconds(200))
        bench.receive(
            Peer.within(invite, "UPDATE", branch: "z9hG4bKu1", cSeq: 1)
                .replacing("Max-Forwards", with: "Supported: timer\nSession-Expires: 600;refresher=uac\nMax-Forwards"))
        bench.advance(by: .seconds(567))
        #expect(bench.last(.update) == nil && bench.ends.isEmpty)
        bench.advance(by: .seconds(1))
        #expect(bench.ends == [EndReason(.networkFailure)])
    }

    @Test(arguments: ["", "abc", ";refresher=uac", "99999999999"])
    func nonsenseIsNoInterval(value: String) throws {
        #expect(SessionExpires(parsing: value) == nil)
        #expect(SessionExpires(parsing: "90 ; refresher = UAS") == SessionExpires(seconds: 90, refresher: .uas))
    }
}
