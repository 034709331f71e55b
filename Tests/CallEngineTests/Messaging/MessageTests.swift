import SIP
import Testing
import Time

@testable import CallEngine

@Suite struct MessageTests {
    static func incoming(
        _ text: String, type: String? = "text/plain", number: Int = 1, headers: [String] = [],
        uri: String = "sip:alice@192.0.2.10:5062"
    ) -> String {
        let fields = (type.map { ["Content-Type: \($0)"] } ?? []) + headers
        let request = Peer.request(
            "MESSAGE", branch: "z9hG4bKm\(number)", callID: "message-\(number)", uri: uri, cSeq: 1, headers: fields)
        let octets = text.utf8.count + text.utf8.count { $0 == 10 }
        return request.replacing("Content-Length: 0\n\n", with: "Content-Length: \(octets)\n\n\(text)")
    }

    static func received(_ bench: Bench) -> [ReceivedMessage] {
        bench.events.compactMap { if case .messageReceived(let message) = $0 { message } else { nil } }
    }

    // MARK: Sent

    @Test func aMessageIsSentAndItsAnswerTold() throws {
        var bench = try Bench.registeredLine()
        bench.command(.sendMessage(to: "bob", text: "Réunion à 15 h\nsalle 2", account: nil, token: 5))
        let request = try #require(bench.last(.message))
        #expect(request.requestURI.description == "sip:bob@example.org" && request.contacts.isEmpty)
        #expect(request.header("Content-Type") == "text/plain;charset=UTF-8")
        #expect(String(decoding: request.body, as: UTF8.self) == "Réunion à 15 h\nsalle 2")
        bench.receive(Peer.answer(request, 202, contact: nil))
        #expect(bench.takeEvents() == [.messageAnswered(status: 202, token: 5)])
    }

    @Test func aChallengeOfTheServerIsAnswered() throws {
        var bench = try Bench.registeredLine()
        bench.command(.sendMessage(to: "bob", text: "x", account: nil, token: 5))
        let request = try #require(bench.last(.message))
        bench.receive(Peer.answer(request, 401, headers: [StrangerTests.challenge], contact: nil))
        let again = try #require(bench.last(.message))
        #expect(again.header("Authorization") != nil && again.cSeq.number == 2 && again.callID == request.callID)
        bench.receive(Peer.answer(again, 404, contact: nil))
        #expect(bench.takeEvents() == [.messageAnswered(status: 404, token: 5)])
    }

    @Test func silenceIsTold() throws {
        var bench = try Bench.registeredLine()
        bench.command(.sendMessage(to: "bob", text: "x", account: nil, token: 5))
        bench.keepRegistered(for: .seconds(33))
        #expect(bench.events.contains(.messageAnswered(status: nil, token: 5)))
    }

    /// RFC 3428 §8: the whole request has at most 1,300 octets.
    @Test func aLongMessageIsNotSent() throws {
        var bench = try Bench.registeredLine()
        for length in [800, 1_250, 1_301, 100_000] {
            bench.command(
                .sendMessage(to: "bob", text: String(repeating: "x", count: length), account: nil, token: length))
        }
        #expect(bench.sent.count { $0.method == .message } == 1 && bench.sent.allSatisfy { $0.bytes.count <= 1_300 })
        #expect(bench.takeEvents() == [1_250, 1_301, 100_000].map { .messageAnswered(status: 513, token: $0) })
    }

    @Test func whatCannotBeSentIsRefused() throws {
        var bench = try Bench.registeredLine()
        func refused(_ command: EngineCommand, _ problem: CommandProblem) {
            bench.command(command)
            #expect(bench.takeEvents() == [.commandRefused(command, problem)])
        }
        refused(.sendMessage(to: "", text: "x", account: nil, token: 1), .invalidAddress)
        refused(.sendMessage(to: "bob", text: "", account: nil, token: 1), .notInThisState)
        refused(.sendMessage(to: "bob", text: "x", account: AccountID(4), token: 1), .unknownAccount)
        for token in 0..<Limits.outgoingMessages {
            bench.command(.sendMessage(to: "bob", text: "x", account: nil, token: token))
        }
        refused(.sendMessage(to: "bob", text: "x", account: nil, token: 99), .tooMany)
        var (other, _) = try AccountTests.started()
        _ = other.takeEvents()
        let command = EngineCommand.sendMessage(to: "bob", text: "x", account: nil, token: 1)
        other.command(command)
        #expect(other.takeEvents() == [.commandRefused(command, .notInThisState)])
    }

    @Test func aDirectLineWaitsForItsFlow() throws {
        var settings = Bench.settings()
        settings.accounts[0].outboundProxy = nil
        var bench = Bench(settings)
        bench.grantsFlows = false
        bench.start()
        bench.command(.sendMessage(to: "sip:bob@192.0.2.9", text: "x", account: nil, token: 1))
        let flow = try #require(bench.opened.keys.first)
        #expect(bench.sent.isEmpty)
        let remote = TransportAddress(transport: .udp, host: "192.0.2.9", port: 5_060)
        bench.input(.flowOpened(flow, local: Bench.own, remote: remote))
        #expect(bench.last(.message) != nil && bench.destinations == [remote])
        bench.command(.sendMessage(to: "sip:carol@192.0.2.8", text: "x", account: nil, token: 2))
        bench.advance(by: .milliseconds(Limits.preparationMilliseconds))
        #expect(bench.takeEvents().contains(.messageAnswered(status: nil, token: 2)))
    }

    // MARK: Received

    @Test func aMessageIsToldCleaned() throws {
        var bench = try Bench.registeredLine()
        bench.receive(
            Self.incoming("Bonjour\u{1B}[2J\u{202E}\u{7}\tà tous\u{200B}\n\n  fin", type: "text/plain; charset=utf-8"))
        let message = try #require(Self.received(bench).first)
        #expect(message.text == "Bonjour[2J à tous\n\n  fin" && message.from.name == "Bob Dupont")
        #expect(
            message.from.number == "0476001122" && message.account == AccountID(0) && message.receivedAt == bench.now)
        #expect(bench.lastAnswer(.message)?.statusCode == 200 && bench.lastAnswer(.message)?.contacts.isEmpty == true)
        bench.receive(Self.incoming(String(repeating: "é", count: 9_000), number: 2))
        #expect(Self.received(bench).last?.text.count == Limits.messageCharacters)
        bench.receive(Self.incoming("\u{1B}\u{7} ", number: 3))
        #expect(Self.received(bench).count == 2 && bench.lastAnswer(.message)?.statusCode == 200)
    }

    @Test(arguments: ["text/html", "application/octet-stream", "multipart/mixed", "application/sdp"])
    func otherTypesAreRefusedWithWhatIsTaken(type: String) throws {
        var bench = try Bench.registeredLine()
        bench.receive(Self.incoming("x", type: type))
        #expect(bench.lastAnswer(.message)?.statusCode == 415)
        #expect(bench.lastAnswer(.message)?.header("Accept") == "text/plain,message/cpim")
        bench.receive(Self.incoming("x", number: 2, headers: ["Content-Encoding: gzip"]))
        #expect(bench.lastAnswer(.message)?.statusCode == 415 && Self.received(bench).isEmpty)
    }

    /// RFC 3862 §2.
    @Test func aWrappedTextIsRead() throws {
        var bench = try Bench.registeredLine()
        let head = "From: Bob <im:bob@example.org>\nDateTime: 2026-11-24T10:00:00Z\n\n"
        bench.receive(
            Self.incoming(head + "Content-Type: text/plain; charset=utf-8\n\nBonjour\n\nà tous", type: "message/cpim"))
        #expect(Self.received(bench).map(\.text) == ["Bonjour\n\nà tous"])
        bench.receive(Self.incoming(head + "Content-type: text/html\n\n<b>", type: "message/cpim", number: 2))
        #expect(bench.lastAnswer(.message)?.statusCode == 415)
        for (number, body) in ["x", "\n", head, head + "Content-Type: text/plain"].enumerated() {
            bench.receive(Self.incoming(body, type: "message/cpim", number: 10 + number))
            #expect(bench.lastAnswer(.message)?.statusCode == 415, "\(number)")
        }
        bench.receive(
            Self.incoming(
                head + "Content-Type: application/im-iscomposing+xml\n\n<x/>", type: "message/cpim", number: 20))
        #expect(bench.lastAnswer(.message)?.statusCode == 200)
        bench.receive(Self.incoming("<isComposing/>", type: "application/im-iscomposing+xml", number: 21))
        #expect(bench.lastAnswer(.message)?.statusCode == 200 && Self.received(bench).count == 1)
    }

    @Test func whoMayNotRingMayNotWrite() throws {
        var bench = try Bench.registeredLine()
        bench.receive(Self.incoming("x"), from: StrangerTests.stranger)
        #expect(bench.lastAnswer(.message)?.statusCode == 404 && Self.received(bench).isEmpty)
        // Who has our Contact from the registrar may, but is not believed.
        let user = try #require(bench.core.lines[0].contactUser)
        let asserted = ["P-Asserted-Identity: \"Standard\" <sip:0476999999@example.org>"]
        bench.receive(
            Self.incoming("x", number: 2, headers: asserted, uri: "sip:\(user)@192.0.2.10:5062"),
            from: StrangerTests.stranger)
        #expect(Self.received(bench).first?.from.number == "0476001122")
        bench.receive(Self.incoming("x", number: 3, headers: asserted))
        #expect(
            Self.received(bench).last?.from.number == "0476999999" && Self.received(bench).last?.from.isAsserted == true
        )
    }

    @Test func aFloodIsSlowed() throws {
        var bench = try Bench.registeredLine()
        for number in 0..<200 { bench.receive(Self.incoming("x", number: number)) }
        #expect(Self.received(bench).count == Limits.messageBurst)
        #expect(bench.lastAnswer(.message)?.statusCode == 480 && bench.lastAnswer(.message)?.retryAfter == 10)
        bench.keepRegistered(for: .seconds(5))
        for number in 200..<300 { bench.receive(Self.incoming("x", number: number)) }
        #expect(Self.received(bench).count == Limits.messageBurst + 5 * Limits.messagesPerSecond)
    }

    @Test func theRateTableIsBounded() {
        var table = MessageTable()
        let now = Bench.origin
        for host in 0..<Limits.messageSources {
            let isTaken = table.admits("192.0.2.\(host)", at: now)
            #expect(isTaken)
        }
        let isTaken = table.admits("198.51.100.1", at: now)
        let isTakenLater = table.admits("198.51.100.1", at: now + .seconds(60))
        #expect(!isTaken && isTakenLater)
    }
}
