import CallEngine
import Media
import SIP
import Testing

/// A description that would have our sound go to a group of computers.
@Suite struct GroupAddressTests {
    static let group = Peer.sdp.replacing("c=IN IP4 192.0.2.9", with: "c=IN IP4 224.0.0.251")

    @Test func anOfferIsRefusedWith488() {
        let bench = IncomingCallTests.ringing(Peer.invite(body: Self.group))
        #expect(bench.lastAnswer(.invite)?.statusCode == 488 && bench.core.calls.isEmpty && bench.plans.isEmpty)
    }

    @Test func anAnswerEndsTheCall() throws {
        var (bench, invite) = try OutgoingCallTests.dialling()
        bench.receive(Peer.answer(invite, 200, body: Self.group))
        #expect(bench.last(.ack) != nil && bench.last(.bye) != nil)
        #expect(bench.ends.map(\.cause) == [.noCommonMedia] && bench.plans.isEmpty)
    }

    @Test func aLaterOfferIsRefusedAndTheCallGoesOn() throws {
        var (bench, ok) = try IncomingCallTests.talking()
        let plans = bench.plans.count
        bench.receive(
            Peer.within(answer: ok, "INVITE", branch: "z9hG4bKre", cSeq: 2, body: Self.group))
        #expect(bench.lastAnswer(.invite)?.statusCode == 488 && bench.plans.count == plans && bench.ends.isEmpty)
    }
}
