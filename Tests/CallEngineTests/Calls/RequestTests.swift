import CallEngine
import SIP
import Testing

@Suite struct RequestTests {
    @Test(arguments: [
        ("OPTIONS", [], 200), ("BYE", [], 481), ("UPDATE", [], 481), ("INFO", [], 481), ("MESSAGE", [], 200),
        ("SUBSCRIBE", [], 405), ("REFER", [], 403), ("REGISTER", [], 405), ("PUBLISH", [], 405), ("DANCE", [], 501),
        ("NOTIFY", ["Event: message-summary"], 200), ("NOTIFY", ["Event: dialog"], 481),
        ("NOTIFY", ["Event: conference"], 489), ("NOTIFY", [], 489),
        ("OPTIONS", ["Require: precondition"], 420), ("CANCEL", [], 481),
    ])
    func aRequestOutsideADialogHasItsAnswer(method: String, headers: [String], status: Int) {
        var bench = Bench()
        bench.start()
        bench.receive(Peer.request(method, branch: "z9hG4bKx", cSeq: 3, headers: headers))
        #expect(bench.sent.map(\.statusCode) == [status] && bench.destinations == [Bench.server])
        if status == 405 || status == 501 { #expect(bench.sent[0].allow?.contains(.invite) == true) }
        if status == 420 { #expect(bench.sent[0].header("Unsupported") == "precondition") }
        #expect(bench.core.calls.isEmpty)
        bench.advance(by: .seconds(40))
        #expect(bench.core.nextDeadline == nil)
    }

    @Test func optionsSaysWhatWeCan() {
        var bench = Bench()
        bench.start()
        bench.receive(Peer.request("OPTIONS", branch: "z9hG4bKx", cSeq: 3))
        #expect(bench.sent[0].header("Accept") == "application/sdp" && bench.sent[0].supported.contains("replaces"))
        #expect(
            bench.sent[0].allow == [
                .invite, .ack, .cancel, .bye, .options, .update, .prack, .notify, .refer, .message, .info,
            ])
    }

    @Test func aRequestOfAnUnknownDialogIs481() {
        var bench = Bench()
        bench.start()
        for (number, method) in ["INVITE", "BYE", "OPTIONS", "NOTIFY"].enumerated() {
            bench.receive(
                Peer.request(method, branch: "z9hG4bKx\(number)", to: "<sip:alice@example.org>;tag=gone", cSeq: 3))
        }
        bench.receive(Peer.request("ACK", branch: "z9hG4bKack", to: "<sip:alice@example.org>;tag=gone", cSeq: 3))
        #expect(bench.sent.map(\.statusCode) == [481, 481, 481, 481])
    }

    @Test func responsesOfNothingAndNoiseAreDropped() {
        var bench = Bench()
        bench.start()
        bench.receive(
            "SIP/2.0 200 OK\nVia: SIP/2.0/UDP 192.0.2.10:5062;branch=z9hG4bKnone\nFrom: <sip:a@b>;tag=1\n"
                + "To: <sip:a@b>;tag=2\nCall-ID: x\nCSeq: 1 INVITE\n\n")
        bench.receive("\n\n")
        bench.receive("nonsense")
        bench.input(.received([], on: FlowID(1), from: Bench.server))
        bench.input(.received([255, 0, 13, 10], on: FlowID(99), from: Bench.server))
        bench.input(.flowClosed(FlowID(99)))
        #expect(bench.sent.isEmpty && bench.core.nextDeadline == nil)
    }

    @Test func responsesGoToTheSourceAtTheViasPort() {
        var bench = Bench()
        bench.start()
        let source = TransportAddress(transport: .udp, host: "192.0.2.77", port: 9_999)
        bench.receive(Peer.request("OPTIONS", branch: "z9hG4bKx", cSeq: 3), from: source)
        #expect(bench.destinations == [source] && bench.sent[0].topVia?.responsePort == 9_999)
        #expect(bench.sent[0].topVia?.received == "192.0.2.77")
        bench.receive(Peer.request("OPTIONS", branch: "z9hG4bKy", cSeq: 4).replacing(";rport", with: ""), from: source)
        #expect(bench.destinations.last == TransportAddress(transport: .udp, host: "192.0.2.77", port: 5_060))
    }

    @Test func aFlowTooManyIsClosed() {
        var bench = Bench()
        bench.start()
        // The line's own flow is among them.
        for number in 1...(Limits.flows + 5) {
            bench.input(.flowAccepted(FlowID(-number), local: Bench.own, remote: Bench.server))
        }
        #expect(bench.closed.count == 6)
    }
}
