import CallEngine
import SIP
import Testing

/// What a call tells other programs of itself besides its parties: the queue that gave it, and its Call-ID.
@Suite struct QueueTests {
    /// Told only where the setting names its field, and by the line's own server; without signs that do not show.
    @Test(arguments: [
        ("X-Queue", "X-Queue: Espaces verts", "192.0.2.1", "Espaces verts"),
        ("x-queue", "X-QUEUE: \u{202e}État\tcivil", "192.0.2.1", "État civil"),
        ("X-Queue", "X-Other: Espaces verts", "192.0.2.1", nil), ("X-Queue", "X-Queue: ", "192.0.2.1", nil),
        (nil, "X-Queue: Espaces verts", "192.0.2.1", nil),
        ("X-Queue", "X-Queue: Espaces verts", "198.51.100.1", nil),
    ])
    func theQueue(_ field: String?, _ header: String, _ host: String, _ queue: String?) throws {
        var settings = Bench.settings(registers: true)
        settings.queueField = field
        var bench = Bench(settings)
        bench.start()
        let register = try #require(bench.last(.register))
        bench.deliver(
            Peer.answer(register, 200, contact: AccountTests.contact(register)), from: Bench.place("192.0.2.1", .udp))
        let source = Bench.place(host, .tcp, port: 33_000)
        bench.input(.flowAccepted(FlowID(-1), local: Bench.place("192.0.2.10", .tcp), remote: source))
        let invite = try InboundTrustTests.toContact(Peer.invite(headers: [header]), bench)
        InboundTrustTests.receive(invite, in: &bench, from: source)
        let call = try #require(bench.core.calls.first)
        #expect(call.queue == queue)
        #expect(call.sipCallID == "incoming-1")
    }

    @Test func aLongNameIsShortened() throws {
        var settings = Bench.settings()
        settings.queueField = "X-Queue"
        var bench = Bench(settings)
        bench.start()
        bench.receive(Peer.invite(headers: ["X-Queue: " + String(repeating: "é", count: 5_000)]))
        let queue = try #require(bench.core.calls.first?.queue)
        #expect(!queue.isEmpty && queue.count < 1_000)
    }

    @Test func ourOwnCallHasItsCallID() throws {
        var bench = Bench()
        bench.start()
        bench.command(.dial(to: "0476001122", account: nil, token: 1))
        let invite = try #require(bench.last(.invite))
        #expect(bench.core.calls.first?.sipCallID == invite.callID)
    }
}
