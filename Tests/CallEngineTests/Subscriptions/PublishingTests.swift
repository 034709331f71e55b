import CallEngine
import SIP
import Testing

@Suite struct PublishingTests {
    static func publishes(_ bench: Bench) -> [Message] {
        var seen: Set<String> = []
        return bench.sent.filter {
            $0.isRequest && $0.method == .publish && seen.insert($0.topVia?.branch ?? "").inserted
        }
    }

    static func answer(_ request: Message, _ status: Int = 200, tag: String = "e1") -> String {
        Peer.answer(request, status, headers: ["SIP-ETag: \(tag)", "Expires: 3600"], contact: nil)
    }

    @Test(
        arguments: [
            (PresenceStatus.available, true, []), (.busy, true, ["busy"]), (.away, true, ["away"]),
            (.offline, false, []),
        ] as [(PresenceStatus, Bool, [String])])
    func theAgentsPresenceIsPublished(status: PresenceStatus, isOpen: Bool, activities: [String]) throws {
        var bench = try Bench.registeredLine()
        bench.command(.publishPresence(AccountID(0), status))
        let request = try #require(Self.publishes(bench).last)
        #expect(request.requestURI.description == "sip:alice@example.org" && request.event == "presence")
        let document = try PresenceDocument(request.body)
        #expect(document.isOpen == isOpen && document.activities == activities)
    }

    @Test func changesNameTheStateThatTheyReplace() throws {
        var bench = try Bench.registeredLine()
        bench.command(.publishPresence(AccountID(0), .available))
        bench.receive(
            Peer.answer(try #require(Self.publishes(bench).last), 401, headers: [StrangerTests.challenge], contact: nil)
        )
        let again = try #require(Self.publishes(bench).last)
        #expect(again.header("Authorization") != nil && again.cSeq.number == 2)
        bench.receive(Self.answer(again))
        bench.command(.publishPresence(AccountID(0), .busy))
        let change = try #require(Self.publishes(bench).last)
        #expect(change.header("SIP-If-Match") == "e1" && change.header("Authorization") != nil)
        bench.receive(Self.answer(change, tag: "e2"))
        bench.command(.shutDown)
        let removal = try #require(Self.publishes(bench).last)
        #expect(
            removal.expires == 0 && removal.header("SIP-If-Match") == "e2" && !bench.events.contains(.shutDownFinished))
        bench.receive(Peer.answer(removal, 200, contact: nil))
        bench.receive(Peer.answer(try #require(bench.last(.register)), 200, contact: nil))
        #expect(bench.events.last == .shutDownFinished)
    }

    @Test func aRefusalIsTold() throws {
        var bench = try Bench.registeredLine()
        bench.command(.publishPresence(AccountID(0), .available))
        bench.receive(Self.answer(try #require(Self.publishes(bench).last), 405))
        #expect(bench.takeEvents() == [.commandRefused(.publishPresence(AccountID(0), .available), .notConfigured)])
        bench.command(.publishPresence(AccountID(0), .away))
        #expect(Self.publishes(bench).count == 2)
        let command = EngineCommand.publishPresence(AccountID(9), .away)
        bench.command(command)
        #expect(bench.takeEvents() == [.commandRefused(command, .unknownAccount)])
    }

    @Test func aLineThatComesBackPublishesAnew() throws {
        var (bench, register) = try AccountTests.started()
        bench.command(.publishPresence(AccountID(0), .busy))
        #expect(Self.publishes(bench).isEmpty)
        bench.receive(Peer.answer(register, 200, contact: AccountTests.contact(register)))
        bench.receive(Self.answer(try #require(Self.publishes(bench).last)))
        bench.command(.unregister(AccountID(0)))
        #expect(Self.publishes(bench).last?.expires == 0)
        bench.receive(Peer.answer(try #require(Self.publishes(bench).last), 200, contact: nil))
        bench.receive(Peer.answer(try #require(bench.last(.register)), 200, contact: nil))
        bench.command(.register(AccountID(0)))
        let back = try #require(bench.last(.register))
        bench.receive(Peer.answer(back, 200, contact: AccountTests.contact(back)))
        let anew = try #require(Self.publishes(bench).last)
        #expect(anew.expires == 3_600 && anew.header("SIP-If-Match") == nil)
        #expect(try PresenceDocument(anew.body).activities == ["busy"])
    }
}
