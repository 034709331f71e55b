import SIP
import Testing

@testable import CallEngine

@Suite struct VoicemailTests {
    static let type = "application/simple-message-summary"
    static let body = "Messages-Waiting: yes\nMessage-Account: sip:777@example.org\nVoice-Message: 2/8 (0/0)"

    static func unsolicited(_ body: String = body, cSeq: Int = 1, type: String = type) -> String {
        Notifier.notify(
            callID: "unsolicited\(cSeq)", to: "<sip:alice@example.org>", from: "<sip:asterisk@192.0.2.1>;tag=as\(cSeq)",
            event: "message-summary", cSeq: 102, state: "active", body: body, type: type)
    }

    @Test func aRegisteredLineWatchesItsMailbox() throws {
        var bench = try Bench.registeredLine(watchesItself: true)
        #expect(bench.sent.isEmpty)
        bench.advance(by: .seconds(4))
        let subscribe = try #require(bench.subscriptions("message-summary").first)
        #expect(
            bench.subscriptions("message-summary").count == 1
                && subscribe.requestURI.description == "sip:alice@example.org")
        #expect(subscribe.header("Accept") == Self.type && subscribe.expires == 3_600)
        bench.accept(subscribe, body: Self.body, type: Self.type)
        let told = Voicemail(isWaiting: true, newMessages: 2, oldMessages: 8, address: "sip:777@example.org")
        #expect(bench.voicemails == [told] && bench.lastAnswer(.notify)?.statusCode == 200)
        bench.notify(subscribe, 2, body: Self.body, type: Self.type)
        #expect(bench.voicemails.count == 1)
        bench.notify(subscribe, 3, body: "Messages-Waiting: no", type: Self.type)
        #expect(bench.voicemails.last == Voicemail(isWaiting: false))
        bench.notify(subscribe, 4)
        #expect(bench.voicemails.count == 2 && bench.lastAnswer(.notify)?.statusCode == 200)
    }

    @Test func aPBXWithoutTheServiceIsNotAskedAgain() throws {
        var bench = try Bench.registeredLine(watchesItself: true)
        bench.advance(by: .seconds(4))
        for request in bench.sent where request.method == .subscribe { bench.receive(Peer.answer(request, 489)) }
        bench.keepRegistered(for: .seconds(2_000))
        #expect(bench.subscriptions("message-summary").count == 1 && bench.subscriptions("reg").count == 1)
        #expect(bench.takeEvents().isEmpty)
    }

    @Test func aLineWithoutARegistrarWatchesNothing() {
        var settings = Bench.settings()
        settings.accounts[0].watchesItself = true
        var bench = Bench(settings)
        bench.start()
        bench.advance(by: .seconds(60))
        #expect(bench.sent.isEmpty)
    }

    @Test func thousandsOfLinesDoNotWatchThemselves() {
        var settings = Bench.settings(registers: true)
        settings.accounts[0].watchesItself = true
        settings.accounts = (0..<100).map { number in
            var account = settings.accounts[0]
            account.address = "sip:line\(number)@example.org"
            return account
        }
        var bench = Bench(settings)
        bench.start()
        for register in bench.takeSent() {
            bench.receive(Peer.answer(register, 200, contact: AccountTests.contact(register)))
        }
        bench.advance(by: .seconds(4))
        let all = bench.subscriptions("message-summary").count + bench.subscriptions("reg").count
        #expect(all == Limits.ownSubscriptions)
    }

    @Test func theServersUnsolicitedNoticeIsBelieved() throws {
        var bench = try Bench.registeredLine()
        bench.receive(Self.unsolicited())
        #expect(bench.lastAnswer(.notify)?.statusCode == 200 && bench.voicemails.first?.newMessages == 2)
        bench.receive(Self.unsolicited("Messages-Waiting: no", cSeq: 2))
        var otherPort = Bench.server
        otherPort.port = 5_080
        bench.receive(Self.unsolicited(cSeq: 3), from: otherPort)
        #expect(bench.voicemails.map(\.isWaiting) == [true, false, true])
    }

    @Test func aStrangersNoticeIsNot() throws {
        var bench = try Bench.registeredLine()
        bench.receive(Self.unsolicited(), from: StrangerTests.stranger)
        #expect(bench.lastAnswer(.notify)?.statusCode == 404 && bench.voicemails.isEmpty)
        // Who knows our Contact may call, and no more.
        let user = try #require(bench.core.lines[0].contactUser)
        bench.receive(
            Self.unsolicited(cSeq: 2).replacing("sip:alice@192", with: "sip:\(user)@192"), from: StrangerTests.stranger)
        #expect(bench.lastAnswer(.notify)?.statusCode == 481 && bench.voicemails.isEmpty)
        var direct = Bench()
        direct.start()
        direct.receive(Self.unsolicited(), from: StrangerTests.stranger)
        #expect(direct.lastAnswer(.notify)?.statusCode == 481 && direct.voicemails.isEmpty)
    }

    @Test func hostileBodiesAreRefusedOrCleaned() throws {
        var bench = try Bench.registeredLine()
        bench.receive(Self.unsolicited("nonsense", cSeq: 1))
        #expect(bench.lastAnswer(.notify)?.statusCode == 400)
        bench.receive(Self.unsolicited(cSeq: 2, type: "text/html"))
        #expect(bench.lastAnswer(.notify)?.statusCode == 415)
        let account = "Message-Account: sip:7\u{1B}[2J\u{202E}7@x" + String(repeating: "a", count: 5_000)
        bench.receive(
            Self.unsolicited("Messages-Waiting: yes\n\(account)\nVoice-Message: 99999999999999999999/0", cSeq: 3))
        let told = try #require(bench.voicemails.first)
        #expect(told.newMessages == EventLimits.messages && told.address?.count == Limits.nameCharacters)
        #expect(told.address?.hasPrefix("sip:7[2J7@xaaa") == true)
    }

    @Test func credentialsGoToTheServerAlone() throws {
        var bench = try Bench.registeredLine(watchesItself: true)
        bench.advance(by: .seconds(4))
        let subscribe = try #require(bench.subscriptions("message-summary").first)
        bench.receive(Peer.answer(subscribe, 401, headers: [StrangerTests.challenge], contact: nil))
        let again = try #require(bench.subscriptions("message-summary").last)
        #expect(again.header("Authorization") != nil && again.cSeq.number == 2 && again.callID == subscribe.callID)
        // The notifier's Contact leads the refresh past the server: a challenge there is a fisher's.
        bench.receive(Peer.answer(again, 200, tag: "notifier", headers: ["Expires: 60"]))
        bench.receive(
            Notifier.notify(
                callID: again.callID, to: again.header("From") ?? "", from: "<sip:alice@example.org>;tag=notifier",
                event: "message-summary", cSeq: 1, state: "active;expires=60", body: Self.body, type: Self.type
            ).replacing("<sip:192.0.2.1:5060>", with: "<sip:198.51.100.1:5060>"))
        _ = bench.takeSent()
        bench.advance(by: .seconds(46))
        let refresh = try #require(bench.subscriptions("message-summary").last)
        #expect(bench.destinations.last == StrangerTests.stranger && refresh.header("Authorization") == nil)
        bench.receive(
            Peer.answer(refresh, 401, headers: [StrangerTests.challenge], contact: nil), from: StrangerTests.stranger)
        #expect(
            bench.subscriptions("message-summary").count == 1
                && bench.subscriptions("message-summary")[0].header("Authorization") == nil)
    }

    @Test func theNextSubscribeBearsCredentialsAtOnce() throws {
        var bench = try Bench.registeredLine()
        bench.command(.watch("bob", .lines, account: nil))
        let first = try #require(bench.subscriptions("dialog").last)
        bench.receive(Peer.answer(first, 401, headers: [StrangerTests.challenge], contact: nil))
        bench.command(.watch("carol", .lines, account: nil))
        #expect(bench.subscriptions("dialog").last?.header("Authorization") != nil)
        #expect(bench.subscriptions("dialog").last?.requestURI.user == "carol")
    }
}
