import CallEngine
import JSONText
import Testing
import Time

@testable import Control

private let start = Instant.now

private func snapshot(_ id: Int, _ state: CallState, conference: Bool = false) -> CallSnapshot {
    var call = CallSnapshot(
        id: CallID(id), account: AccountID(0), direction: .incoming, state: state,
        remote: Party(name: "Dupont", number: "0476", address: "sip:0476@example.org", isAsserted: true),
        dialledUser: "alice", startedAt: start)
    call.isInConference = conference
    return call
}

/// A session of two accounts with these calls.
private func session(_ calls: CallSnapshot...) -> ControlSession {
    let accounts = ["alice", "accueil"].map { AccountSettings(address: "sip:\($0)@example.org", name: $0) }
    var session = ControlSession(overview: EngineOverview(accounts: accounts, startedAt: start), firstToken: 100)
    for call in calls { _ = session.receive(.callReceived(call), at: start) }
    return session
}

private func request(_ method: ControlMethod, _ parameters: String) -> String {
    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"\(method.rawValue)\",\"params\":\(parameters)}"
}

/// The only line among the actions, read.
private func answer(_ actions: [ControlSession.Action]) throws -> JSON {
    let lines = actions.compactMap { if case .write(let line) = $0 { line } else { nil } }
    try #require(lines.count == 1)
    return try JSONParser.parse(Array(lines[0].utf8))
}

@Suite("The services in the control protocol")
struct ServiceMethodTests {
    @Test(arguments: [
        (ControlMethod.callTransfer, "{\"call\":1,\"to\":\"0477\"}", EngineCommand.transfer(CallID(1), to: "0477")),
        (.callAttendedTransfer, "{\"call\":1,\"with\":2}", .attendedTransfer(CallID(1), with: CallID(2))),
        (.callAnswerTransfer, "{\"call\":1,\"accept\":false}", .answerTransferRequest(CallID(1), accept: false)),
        (.callPark, "{\"call\":1}", .park(CallID(1))), (.callMoveToMobile, "{\"call\":1}", .moveToMobile(CallID(1))),
        (.conferenceJoin, "{\"calls\":[1,2,1]}", .join([CallID(1), CallID(2)])),
        (.conferenceLeave, "{\"call\":2}", .leave(CallID(2))),
        (.presenceWatch, "{\"who\":\"bob\"}", .watch("bob", .presence, account: nil)),
        (
            .presenceWatch, "{\"who\":\"12\",\"thing\":\"lines\",\"account\":\"accueil\"}",
            .watch("12", .lines, account: AccountID(1))
        ),
        (.presenceUnwatch, "{\"who\":\"12\",\"thing\":\"lines\"}", .unwatch("12", .lines, account: nil)),
        (.presencePublish, "{\"state\":\"away\"}", .publishPresence(AccountID(0), .away)),
        (.presencePublish, "{\"state\":\"busy\",\"account\":1}", .publishPresence(AccountID(1), .busy)),
        (.lineDoNotDisturb, "{\"on\":true}", .setDoNotDisturb(true)),
        (
            .lineForward, "{\"account\":1,\"noAnswer\":\"200\",\"afterSeconds\":30}",
            .setForwarding(AccountID(1), Forwarding(noAnswer: "200", noAnswerSeconds: 30))
        ),
        (.lineForward, "{\"account\":0,\"always\":\"\"}", .setForwarding(AccountID(0), Forwarding())),
    ])
    func aMethodIsACommandAndIsAnsweredAtOnce(
        _ method: ControlMethod, _ parameters: String, _ command: EngineCommand
    ) throws {
        var session = session(snapshot(1, .active), snapshot(2, .held, conference: true))
        let actions = session.receive(request(method, parameters))
        #expect(actions.first == .command(command))
        #expect(try answer(actions)["result"] != nil)
        #expect(command.method == method)
    }

    @Test(arguments: [
        (ControlMethod.callPickUp, "{\"who\":\"12\"}", EngineCommand.pickUp("12", account: nil, token: 100)),
        (.callTakeBack, "{\"account\":1}", .takeBack(account: AccountID(1), token: 100)),
    ])
    func whatBeginsACallIsAnsweredWithTheCall(
        _ method: ControlMethod, _ parameters: String, _ command: EngineCommand
    ) throws {
        var session = session()
        #expect(session.receive(request(method, parameters)) == [.command(command)])
        let refused = try answer(session.receive(.dialRefused(.noSuchService, token: 100), at: start))
        #expect(refused["error"]?["data"]?["name"] == .text("noSuchService"))
        _ = session.receive(request(method, parameters))
        let actions = session.receive(.callDialled(snapshot(7, .dialing), token: 101), at: start)
        #expect(try answer([try #require(actions.first)])["result"]?["call"] == .integer(7))
    }

    @Test(arguments: [
        (ControlMethod.callTransfer, "{\"call\":1}", -32602), (.callTransfer, "{\"call\":3,\"to\":\"2\"}", -32004),
        (.callAttendedTransfer, "{\"call\":1,\"with\":1}", -32602),
        (.callAttendedTransfer, "{\"call\":1,\"with\":9}", -32002), (.callPark, "{\"call\":3}", -32004),
        (.callMoveToMobile, "{\"call\":3}", -32004), (.callAnswerTransfer, "{\"call\":1}", -32602),
        (.conferenceJoin, "{\"calls\":[]}", -32602), (.conferenceJoin, "{\"calls\":[\"a\"]}", -32602),
        (.conferenceJoin, "{\"calls\":[1,9]}", -32002), (.conferenceJoin, "{\"calls\":[1,3]}", -32004),
        (.conferenceJoin, "{\"calls\":[1,2,3,4,5,6,7,8]}", -32010), (.conferenceLeave, "{\"call\":1}", -32004),
        (.presenceWatch, "{}", -32602), (.presenceWatch, "{\"who\":\"b\",\"thing\":\"hat\"}", -32602),
        (.presencePublish, "{\"state\":\"asleep\"}", -32602), (.messageSend, "{\"to\":\"b\"}", -32602),
        (.lineDoNotDisturb, "{}", -32602), (.lineForward, "{\"always\":\"2\"}", -32602),
        (.lineForward, "{\"account\":0,\"noAnswer\":\"2\",\"afterSeconds\":0}", -32602),
        (.callPickUp, "{\"who\":\"12\",\"account\":5}", -32003),
    ])
    func aWrongRequestGetsItsError(_ method: ControlMethod, _ parameters: String, _ code: Int) throws {
        var session = session(snapshot(1, .active), snapshot(3, .ringing))
        let actions = session.receive(request(method, parameters))
        #expect(actions.count == 1)
        #expect(try answer(actions)["error"]?["code"] == .integer(code))
    }

    @Test func aMessageIsAnsweredByItsStatus() throws {
        var session = session()
        let line = request(.messageSend, "{\"to\":\"bob\",\"text\":\"Bonjour\"}")
        #expect(session.receive(line) == [.command(.sendMessage(to: "bob", text: "Bonjour", account: nil, token: 100))])
        let good = try answer(session.receive(.messageAnswered(status: 202, token: 100), at: start))
        #expect(good["result"]?["sipStatus"] == .integer(202))
        _ = session.receive(line)
        let bad = try answer(session.receive(.messageAnswered(status: 404, token: 101), at: start))
        #expect(bad["error"]?["data"]?.description == "{\"name\":\"messageRefused\",\"sipStatus\":404}")
        _ = session.receive(line)
        let silent = try answer(session.receive(.messageAnswered(status: nil, token: 102), at: start))
        #expect(silent["error"]?["data"]?["name"] == .text("messageUnanswered"))
        _ = session.receive(line)
        let command = EngineCommand.sendMessage(to: "bob", text: "Bonjour", account: nil, token: 103)
        let refused = session.receive(.commandRefused(command, .notConfigured), at: start)
        #expect(try answer([try #require(refused.first)])["error"]?["code"] == .integer(-32009))
        #expect(session.receive(.messageAnswered(status: 200, token: 103), at: start).isEmpty)
    }

    @Test(arguments: [
        (
            EngineEvent.transferChanged(CallID(1), .failed(status: 486)), "call.transfer",
            "\"call\":1,\"state\":\"failed\",\"sipStatus\":486"
        ),
        (.transferChanged(CallID(1), .done), "call.transfer", "\"call\":1,\"state\":\"done\""),
        (
            .transferRequested(CallID(1), to: Party(name: nil, number: "2", address: "sip:2@a.example"), by: nil),
            "call.transferRequested",
            "\"call\":1,\"to\":{\"number\":\"2\",\"address\":\"sip:2@a.example\",\"withheld\":false,"
                + "\"asserted\":false}"
        ),
        (.conferenceChanged([CallID(1), CallID(2)]), "conference.changed", "\"calls\":[1,2]"),
        (.doNotDisturbChanged(true), "line.changed", "\"doNotDisturb\":true"),
        (
            .forwardingChanged(AccountID(1), Forwarding(busy: "2")), "line.changed",
            "\"account\":1,\"forward\":{\"busy\":\"2\"}"
        ),
        (
            .voicemailChanged(AccountID(0), Voicemail(isWaiting: true, newMessages: 3)), "voicemail.changed",
            "\"account\":0,\"waiting\":true,\"new\":3"
        ),
        (
            .watchedChanged(
                Watched(who: "bob", account: AccountID(0), thing: .presence, presence: .away, note: "repas")),
            "presence.changed",
            "\"account\":0,\"who\":\"bob\",\"thing\":\"presence\",\"state\":\"away\",\"note\":\"repas\""
        ),
        (
            .watchedChanged(Watched(who: "12", account: AccountID(0), thing: .lines, line: .busy)), "presence.changed",
            "\"account\":0,\"who\":\"12\",\"thing\":\"lines\",\"line\":\"busy\""
        ),
        (
            .messageReceived(
                ReceivedMessage(
                    account: AccountID(0), from: Party(name: "Bob", number: nil, address: "sip:b@a.example"),
                    text: "a\nb", receivedAt: start + .milliseconds(5))), "message.received",
            "\"account\":0,\"from\":{\"name\":\"Bob\",\"address\":\"sip:b@a.example\",\"withheld\":false,"
                + "\"asserted\":false},\"text\":\"a\\nb\",\"receivedMs\":5"
        ),
        (.strangersRefused(total: 12), "engine.strangersRefused", "\"total\":12"),
        (
            .callRefusedInClear(Party(name: "Bob", number: nil, address: "sip:b@a.example"), AccountID(1)),
            "call.refusedInClear",
            "\"account\":1,\"remote\":{\"name\":\"Bob\",\"address\":\"sip:b@a.example\",\"withheld\":false,"
                + "\"asserted\":false}"
        ),
        (
            .commandRefused(.park(CallID(1)), .notConfigured), "command.refused",
            "\"call\":1,\"method\":\"call.park\",\"problem\":\"notConfigured\","
                + "\"reason\":\"The account has no code for this service.\""
        ),
    ])
    func anEventIsANotification(_ event: EngineEvent, _ method: String, _ parameters: String) {
        var session = session()
        #expect(
            session.receive(event, at: start + .milliseconds(9)) == [
                .write("{\"jsonrpc\":\"2.0\",\"method\":\"\(method)\",\"params\":{\(parameters),\"atMs\":9}}")
            ])
    }

    @Test func aReplacedCallIsForgottenForTheOtherOne() throws {
        var session = session(snapshot(1, .ringing))
        let told = try answer(session.receive(.callReplaced(CallID(1), by: snapshot(2, .active)), at: start))
        #expect(told["method"] == .text("call.replaced"))
        #expect(told["params"]?["by"]?["call"] == .integer(2))
        let list = try answer(session.receive(request(.callList, "{}")))
        guard case .array(let calls)? = list["result"]?["calls"] else {
            Issue.record("no calls in \(list)")
            return
        }
        #expect(calls.map { $0["call"] } == [.integer(2)])
    }

    @Test func aCallSaysHowItCame() throws {
        var call = snapshot(4, .incoming)
        call.forwardedBy = [Party(name: "Accueil", number: "1", address: "sip:1@a.example")]
        call.referredBy = Party(name: nil, number: "2", address: "sip:2@a.example")
        call.ring = .internal
        call.answersAfterSeconds = 3
        call.isEmergency = true
        call.isInConference = true
        var session = session()
        let told = try #require(try answer(session.receive(.callReceived(call), at: start))["params"])
        #expect(told["remote"]?["asserted"] == .boolean(true))
        guard case .array(let forwarders)? = told["forwardedBy"] else {
            Issue.record("no forwardedBy in \(told)")
            return
        }
        #expect(forwarders.map { $0["number"] } == [.text("1")])
        #expect(told["referredBy"]?["number"] == .text("2"))
        #expect(told["ring"] == .text("internal"))
        #expect(told["answersAfterSeconds"] == .integer(3))
        #expect(told["emergency"] == .boolean(true))
        #expect(told["conference"] == .boolean(true))
    }

    @Test func whatIsKnownOfALineIsListed() throws {
        var session = session()
        _ = session.receive(.voicemailChanged(AccountID(1), Voicemail(isWaiting: true)), at: start)
        _ = session.receive(.forwardingChanged(AccountID(1), Forwarding(always: "2")), at: start)
        _ = session.receive(.doNotDisturbChanged(true), at: start)
        _ = session.receive(.strangersRefused(total: 4), at: start)
        _ = session.receive(.accountChanged(AccountID(1), .registered), at: start)
        let result = try #require(try answer(session.receive(request(.accountList, "{}")))["result"])
        #expect(result["doNotDisturb"] == .boolean(true))
        guard case .array(let accounts)? = result["accounts"] else {
            Issue.record("no accounts in \(result)")
            return
        }
        #expect(accounts.last?["voicemail"]?["waiting"] == .boolean(true))
        #expect(accounts.last?["forward"]?["always"] == .text("2"))
        #expect(accounts.first?["forward"] == nil)
        let figures = try answer(session.receive(request(.engineStatistics, "{}")))["result"]
        #expect(figures?["strangersRefused"] == .integer(4))
        #expect(figures?["registered"] == .integer(1))
    }
}
