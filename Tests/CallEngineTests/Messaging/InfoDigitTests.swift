import SIP
import Testing

@testable import CallEngine

@Suite struct InfoDigitTests {
    /// Digits of a call that ended with the peer silent are forgotten: among them may be a code of the agent's.
    @Test func theEndOfACallForgetsItsDigits() throws {
        var (bench, _) = try IncomingCallTests.talking()
        let isTaken = bench.core.sendDigitsByInfo("1234", on: CallID(1), at: bench.now)
        #expect(isTaken)
        #expect(bench.core.messaging.digits.count == 1)
        bench.command(.hangUp(CallID(1)))
        #expect(bench.core.messaging.digits.isEmpty)
    }

    /// A call to a peer that knows no telephone-event.
    static func talking() throws -> (Bench, Message) {
        var bench = try Bench.registeredLine()
        bench.command(.dial(to: "bob", account: nil, token: 1))
        let invite = try #require(bench.last(.invite))
        let sdp = Peer.sdp.replacing("RTP/AVP 8 101", with: "RTP/AVP 8").replacing(
            "a=rtpmap:101 telephone-event/8000\n", with: "")
        bench.receive(Peer.answer(invite, 200, body: sdp, contact: "<sip:bob@192.0.2.1:5060>"))
        _ = bench.takeSent()
        _ = bench.takeEvents()
        return (bench, invite)
    }

    static func infos(_ bench: Bench) -> [Message] {
        var seen: Set<String> = []
        return bench.sent.filter {
            $0.isRequest && $0.method == .info && seen.insert($0.topVia?.branch ?? "").inserted
        }
    }

    static func signal(_ info: Message) -> String {
        String(decoding: info.body, as: UTF8.self).split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
    }

    @Test func digitsGoOutOneAfterAnother() throws {
        var (bench, invite) = try Self.talking()
        bench.command(.digits(CallID(1), "1#"))
        bench.command(.digits(CallID(1), "a"))
        #expect(Self.infos(bench).map(Self.signal) == ["Signal=1"])
        let first = try #require(Self.infos(bench).first)
        #expect(
            first.contentType?.name == "application/dtmf-relay" && first.callID == invite.callID
                && first.cSeq.number == 2)
        #expect(String(decoding: first.body, as: UTF8.self) == "Signal=1\r\nDuration=160\r\n")
        bench.receive(Peer.answer(first, 200, contact: nil))
        bench.receive(Peer.answer(try #require(Self.infos(bench).last), 200, contact: nil))
        bench.receive(Peer.answer(try #require(Self.infos(bench).last), 200, contact: nil))
        #expect(
            Self.infos(bench).map(Self.signal) == ["Signal=1", "Signal=#", "Signal=A"] && bench.takeEvents().isEmpty)
        bench.command(.digits(CallID(1), "5"))
        #expect(Self.infos(bench).count == 4)
    }

    @Test func aPeerThatTakesNoneIsToldOfWithoutTheDigits() throws {
        var (bench, _) = try Self.talking()
        bench.command(.digits(CallID(1), "1234"))
        bench.receive(Peer.answer(try #require(Self.infos(bench).last), 415, contact: nil))
        #expect(bench.takeEvents() == [.commandRefused(.digits(CallID(1), ""), .notConfigured)])
        #expect(Self.infos(bench).count == 1)
    }

    @Test func theServersChallengeIsAnswered() throws {
        var (bench, _) = try Self.talking()
        bench.command(.digits(CallID(1), "7"))
        bench.receive(
            Peer.answer(try #require(Self.infos(bench).last), 401, headers: [StrangerTests.challenge], contact: nil))
        let again = try #require(Self.infos(bench).last)
        #expect(again.header("Authorization") != nil && again.cSeq.number == 3 && Self.signal(again) == "Signal=7")
    }

    @Test func tooManyDigitsAreRefused() throws {
        var (bench, _) = try Self.talking()
        let many = EngineCommand.digits(CallID(1), String(repeating: "1", count: Limits.digits))
        bench.command(many)
        bench.command(many)
        #expect(bench.takeEvents() == [.commandRefused(many, .notInThisState)])
    }

    @Test func theEndOfTheCallEndsTheDigits() throws {
        var (bench, _) = try Self.talking()
        bench.command(.digits(CallID(1), "123"))
        let info = try #require(Self.infos(bench).last)
        bench.command(.hangUp(CallID(1)))
        _ = bench.takeEvents()
        bench.receive(Peer.answer(info, 200, contact: nil))
        #expect(Self.infos(bench).count == 1 && bench.takeEvents().isEmpty)
    }

    // MARK: Received

    static func info(_ invite: Message, _ number: Int, _ body: String, type: String?, headers: [String] = []) -> String
    {
        let fields = (type.map { ["Content-Type: \($0)"] } ?? []) + headers
        let octets = body.utf8.count + body.utf8.count { $0 == 10 }
        return Peer.within(invite, "INFO", branch: "z9hG4bKinfo\(number)", cSeq: number).replacing(
            "Content-Length: 0\n\n", with: (fields + ["Content-Length: \(octets)", "", body]).joined(separator: "\n"))
    }

    @Test func digitsThatComeAreTold() throws {
        var (bench, invite) = try Self.talking()
        let bodies = [
            ("Signal=5\nDuration=160\n", "application/dtmf-relay"),
            ("Duration= 100\nSignal= *", "application/dtmf-relay"),
            ("signal=11", "application/dtmf-relay"), ("d\n", "application/dtmf"), ("10", "application/dtmf"),
        ]
        for (number, (body, type)) in bodies.enumerated() {
            bench.receive(Self.info(invite, 10 + number, body, type: type))
            #expect(bench.lastAnswer(.info)?.statusCode == 200)
        }
        #expect(bench.takeEvents() == ["5", "*", "#", "D", "*"].map { .digitReceived(CallID(1), $0) })
    }

    @Test(arguments: [
        ("Signal=55", "application/dtmf-relay", 200), ("Signal=", "application/dtmf-relay", 200),
        ("x", "application/dtmf-relay", 200),
        ("\u{1B}", "application/dtmf", 200), ("<media_control/>", "application/media_control+xml", 415),
        ("5", nil, 415),
    ])
    func whatIsNoDigitIsNotTold(body: String, type: String?, status: Int) throws {
        var (bench, invite) = try Self.talking()
        bench.receive(Self.info(invite, 10, body, type: type))
        #expect(bench.lastAnswer(.info)?.statusCode == status && bench.takeEvents().isEmpty)
        if status == 415 {
            #expect(bench.lastAnswer(.info)?.header("Accept") == "application/dtmf-relay,application/dtmf")
        }
    }

    /// RFC 6086 §4.2.2.
    @Test func anUnknownPackageIs469AndAnEmptyInfoIsTaken() throws {
        var (bench, invite) = try Self.talking()
        bench.receive(Self.info(invite, 10, "x", type: "text/plain", headers: ["Info-Package: dance"]))
        #expect(bench.lastAnswer(.info)?.statusCode == 469 && bench.lastAnswer(.info)?.header("Recv-Info") == "")
        bench.receive(Peer.within(invite, "INFO", branch: "z9hG4bKe", cSeq: 11))
        #expect(bench.lastAnswer(.info)?.statusCode == 200)
        bench.receive(Peer.request("INFO", branch: "z9hG4bKf", cSeq: 1))
        #expect(bench.lastAnswer(.info)?.statusCode == 481)
    }
}
