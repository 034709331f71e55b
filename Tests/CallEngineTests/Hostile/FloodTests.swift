import SIP
import Testing

@testable import CallEngine

/// Sizes, numbers and depths beyond all measure: answered with an error or dropped, never kept.
@Suite struct FloodTests {
    static func dialled(_ bench: inout Bench, _ number: Int) throws -> Message {
        bench.command(.dial(to: "sip:bob@198.51.\(number / 200).\(number % 200 + 1)", account: nil, token: number))
        let invite = try #require(bench.last(.invite))
        let place = try #require(bench.destination(.invite))
        bench.deliver(Peer.answer(invite, 486, contact: nil), from: place)
        return invite
    }

    /// Each call to somebody else opens a flow, and nobody needs it afterwards.
    @Test func flowsOfFormerCallsAreClosed() throws {
        var bench = Bench(
            EngineSettings(accounts: [AccountSettings(address: "sip:alice@example.org", name: "A")]))
        bench.start()
        for number in 1...600 {
            let invite = try Self.dialled(&bench, number)
            #expect(invite.requestURI.host == "198.51.\(number / 200).\(number % 200 + 1)")
            if number % 100 == 0 { bench.advance(by: .seconds(40)) }
        }
        #expect(bench.ends.count == 600 && bench.ends.allSatisfy { $0.cause == .busy })
        bench.advance(by: .seconds(2 * Limits.idleFlowSeconds + 40))
        #expect(bench.core.flowTable.flows.isEmpty && bench.core.nextDeadline == nil)
    }

    /// However many flows others hold, a line comes to its server.
    @Test func theLinesHavePlacesOfTheirOwn() throws {
        var bench = Bench.registering([
            ServerTarget(Bench.place("192.0.2.1", .tcp)), ServerTarget(Bench.place("192.0.2.2", .tcp)),
        ])
        bench.start()
        try bench.grant(from: Bench.place("192.0.2.1", .tcp))
        for number in 1...(2 * Limits.flows) {
            let remote = Bench.place("198.51.100.7", .tcp, port: UInt16(10_000 + number))
            bench.input(.flowAccepted(FlowID(-number), local: Bench.place("192.0.2.10", .tcp), remote: remote))
        }
        bench.grantsFlows = false
        for _ in 1...2 {
            let flow = try #require(bench.flow(to: Bench.place("192.0.2.1", .tcp)))
            bench.input(.flowClosed(flow, .lost))
            bench.advance(by: .seconds(2))
        }
        let second = Bench.place("192.0.2.2", .tcp)
        bench.grantsFlows = true
        let flow = try #require(bench.flow(to: second))
        bench.input(.flowOpened(flow, local: Bench.place("192.0.2.10", .tcp), remote: second))
        #expect(bench.destination(.register) == second)
    }

    static let stranger = TransportAddress(transport: .udp, host: "198.51.100.1", port: 5_060)

    static func request(_ method: String = "OPTIONS", extra: String, body: String = "") -> String {
        "\(method) sip:alice@192.0.2.10 SIP/2.0\nVia: SIP/2.0/UDP 198.51.100.1;branch=z9hG4bKflood\n"
            + "From: <sip:x@example.org>;tag=1\nTo: <sip:alice@example.org>\nCall-ID: flood\nCSeq: 1 \(method)\n"
            + "Max-Forwards: 70\nContact: <sip:x@198.51.100.1>\n\(extra)Content-Length: \(body.utf8.count)\n\n\(body)"
    }

    @Test(arguments: [
        ("a thousand headers", String(repeating: "X-Flood: 1\n", count: 1_000), [400, 513]),
        ("a thousand Vias", String(repeating: "Via: SIP/2.0/UDP h;branch=z9hG4bKx\n", count: 1_000), [400, 513]),
        ("one endless header", "X-Long: " + String(repeating: "a", count: 60_000) + "\n", [200, 400, 513]),
        ("deep folding", "X-Fold: a\n" + String(repeating: " b\n", count: 15_000), [200, 400, 513]),
        ("many parameters", "Contact: <sip:x@h>" + String(repeating: ";a=b", count: 5_000) + "\n", [400, 513]),
    ])
    func aBloatedRequestCostsOneAnswer(name: String, extra: String, statuses: [Int]) {
        var bench = Bench()
        bench.start()
        bench.receive(Self.request(extra: extra), from: Self.stranger)
        #expect(bench.sent.count <= 1)
        if let answer = bench.sent.last {
            #expect(statuses.contains(answer.statusCode ?? 0), "\(name): \(answer)")
        } else {
            #expect(name == "a thousand Vias", "\(name): only what cannot be sent back is dropped")
        }
        bench.advance(by: .seconds(60))
        #expect(bench.core.nextDeadline == nil && bench.core.calls.isEmpty)
    }

    @Test func aMultipartBombIsRefused() throws {
        let part = "--b\r\nContent-Type: text/plain\r\n\r\nx\r\n"
        let body = String(repeating: part, count: 1_200) + "--b--"
        let extra = "Content-Type: multipart/mixed;boundary=b\r\n"
        let text = Self.request("INVITE", extra: "", body: "").replacing("\n", with: "\r\n")
            .replacing("Content-Length: 0\r\n\r\n", with: extra + "Content-Length: \(body.utf8.count)\r\n\r\n" + body)
        var bench = Bench()
        bench.start()
        bench.input(.received(Array(text.utf8), on: FlowID(1), from: Bench.server))
        #expect(bench.lastAnswer(.invite)?.statusCode == 415 && bench.core.calls.isEmpty)
    }

    /// Two thousand calls of one source: a few ring, the rest is refused, and nothing of them stays.
    @Test func aCallFloodLeavesNothingBehind() {
        var bench = Bench()
        bench.start()
        for number in 0..<2_000 {
            bench.receive(Peer.invite(branch: "z9hG4bKc\(number)", callID: "flood-\(number)"))
            if number.isMultiple(of: 500) {
                bench.sent = []
                bench.actions = []
            }
        }
        #expect(bench.core.calls.count <= Bench.settings().maximumCalls)
        bench.advance(by: .seconds(400))
        #expect(bench.core.calls.isEmpty && bench.core.nextDeadline == nil)
    }

    /// Responses to nothing, ACKs of nothing, requests in dialogs that are none: no state at all.
    @Test func strayMessagesAreNotKept() {
        var bench = Bench()
        bench.start()
        for number in 0..<2_000 {
            bench.receive(
                Peer.request(
                    "ACK", branch: "z9hG4bKa\(number)", callID: "stray-\(number)", to: "<sip:alice@example.org>;tag=no",
                    cSeq: 1), from: Self.stranger)
            bench.receive(
                "SIP/2.0 200 OK\nVia: SIP/2.0/UDP 192.0.2.10:5062;branch=z9hG4bKr\(number)\nFrom: <sip:a@b>;tag=1\n"
                    + "To: <sip:a@b>;tag=2\nCall-ID: x\nCSeq: 1 INVITE\n\n", from: Self.stranger)
        }
        #expect(bench.sent.isEmpty && bench.core.nextDeadline == nil)
    }

    /// Two 183 whose descriptions cannot be agreed (CVE-2021-21375): the call goes on, then ends as it must.
    @Test func provisionalAnswersWithoutCommonMediaDoNoHarm() throws {
        var bench = Bench()
        bench.start()
        bench.command(.dial(to: "bob", account: nil, token: 1))
        let invite = try #require(bench.last(.invite))
        let strange = Peer.sdp.replacing("RTP/AVP 8 101", with: "RTP/AVP 18").replacing("8 PCMA", with: "18 G729")
        for tag in ["one", "two", "one"] {
            bench.receive(Peer.answer(invite, 183, tag: tag, body: strange))
            #expect(bench.core.calls.count == 1)
        }
        bench.receive(Peer.answer(invite, 200, tag: "two", body: strange))
        #expect(bench.ends.map(\.cause) == [.noCommonMedia])
        #expect(bench.last(.bye) != nil)
    }

    @Test(arguments: [
        "\u{1b}[2J\u{1b}]0;owned\u{7}Dupont", "Du\u{202e}pont", "Dupont\u{200b}\u{feff}", "</speak><audio src=x/>",
        "Dup\\\\\" <sip:evil@example.org>", String(repeating: "A", count: 20_000),
    ])
    func aHostileNameIsCleanedBeforeItIsTold(name: String) {
        var bench = Bench()
        bench.start()
        bench.receive(Peer.invite(from: "\"\(name)\" <sip:0476@example.org>"))
        for call in bench.core.calls {
            let told = call.remote.name ?? ""
            #expect(told.count <= Limits.nameCharacters)
            #expect(
                told.unicodeScalars.allSatisfy { scalar in
                    scalar.value >= 32 && ![0x7F, 0x202E, 0x200B, 0xFEFF].contains(scalar.value)
                })
        }
    }
}
