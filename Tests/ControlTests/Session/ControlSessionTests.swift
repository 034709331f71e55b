import CallEngine
import JSONText
import Media
import Testing
import Time

@testable import Control

private let start = Instant.now

private func snapshot(_ id: Int, _ state: CallState, answered: Bool = false) -> CallSnapshot {
    CallSnapshot(
        id: CallID(id), account: AccountID(0), direction: .incoming, state: state,
        remote: Party(name: "Dupont", number: "0476", address: "sip:0476@example.org"), dialledUser: "alice",
        startedAt: start + .milliseconds(100), answeredAt: answered ? start + .milliseconds(600) : nil,
        endedAt: state == .ended ? start + .milliseconds(2_600) : nil)
}

private func session() -> ControlSession {
    let account = AccountSettings(address: "sip:alice@example.org", name: "Accueil", secret: .password("hunter2"))
    return ControlSession(overview: EngineOverview(accounts: [account], startedAt: start), firstToken: 100)
}

extension ControlSession {
    mutating func receive(_ line: String) -> [Action] { receive(line: Array(line.utf8), at: start) }
}

private func request(_ method: String, _ parameters: String = "{}", id: String = "1") -> String {
    "{\"jsonrpc\":\"2.0\",\"id\":\(id),\"method\":\"\(method)\",\"params\":\(parameters)}"
}

@Suite("A control connection")
struct ControlSessionTests {
    @Test(arguments: [
        ("hello", -32700, "null"), ("[]", -32600, "null"), ("{\"id\":3,\"method\":\"call.list\"}", -32600, "3"),
        ("{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"call.list\"}", -32600, "null"),
        ("{\"jsonrpc\":\"2.0\",\"id\":\"a\"}", -32600, "\"a\""), (request("call.fly"), -32601, "1"),
        (request("call.list", "[1]"), -32602, "1"), (request("call.dial"), -32602, "1"),
        (request("call.dial", "{\"to\":5}"), -32602, "1"), (request("call.dial", "{\"too\":\"5\"}"), -32602, "1"),
        (request("call.transfer", "{\"call\":1,\"to\":\"2\"}"), -32002, "1"), (request("call.audio"), -32602, "1"),
        (request("call.propose"), -32602, "1"), (request("call.propose", "{\"to\":7}"), -32602, "1"),
        (request("audio.select", "{\"role\":\"nose\",\"device\":\"null:\"}"), -32602, "1"),
        (request("audio.select", "{\"role\":\"headset\"}"), -32602, "1"),
        (request("audio.level", "{\"role\":\"voice\",\"level\":401}"), -32602, "1"),
        (request("audio.level", "{\"role\":\"voice\",\"level\":-1}"), -32602, "1"),
        (request("audio.list", "{\"role\":\"voice\"}"), -32602, "1"),
        (request("call.answer", "{\"call\":9}"), -32002, "1"),
        (request("call.dial", "{\"to\":\"5\",\"account\":\"nobody\"}"), -32003, "1"),
        (request("account.register", "{\"account\":4}"), -32003, "1"),
    ])
    func aBadLineGetsItsError(_ line: String, _ code: Int, _ id: String) throws {
        var session = session()
        let actions = session.receive(line)
        guard case .write(let text) = try #require(actions.first), actions.count == 1 else {
            Issue.record("\(actions)")
            return
        }
        let answer = try JSONParser.parse(Array(text.utf8))
        #expect(answer["error"]?["code"] == .integer(code))
        #expect(answer["error"]?["message"]?.text?.hasSuffix(".") == true)
        #expect(answer["id"]?.description == id)
    }

    @Test func aCallIsDialledAndTheAnswerComesWithIt() {
        var session = session()
        #expect(
            session.receive(request("call.dial", "{\"to\":\"0476\",\"account\":\"Accueil\"}", id: "\"x\""))
                == [.command(.dial(to: "0476", account: AccountID(0), token: 100))])
        let actions = session.receive(.callDialled(snapshot(1, .dialing), token: 100), at: start + .milliseconds(150))
        let call =
            "\"call\":1,\"account\":0,\"state\":\"dialing\",\"direction\":\"incoming\",\"remote\":{\"name\":\"Dupont\","
            + "\"number\":\"0476\",\"address\":\"sip:0476@example.org\",\"withheld\":false,\"asserted\":false},"
            + "\"dialled\":\"alice\",\"muted\":false,\"earlyMedia\":false,\"ring\":\"normal\",\"emergency\":false,"
            + "\"conference\":false,\"startedMs\":100"
        #expect(
            actions == [
                .write("{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"result\":{\(call)}}"),
                .write("{\"jsonrpc\":\"2.0\",\"method\":\"call.changed\",\"params\":{\(call),\"atMs\":150}}"),
            ])
    }

    @Test func aRefusedDialIsAnError() {
        var session = session()
        _ = session.receive(request("call.dial", "{\"to\":\"0476\"}"))
        let actions = session.receive(.dialRefused(.lineUnavailable, token: 100), at: start)
        #expect(
            actions == [
                .write(
                    "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-32006,\"message\":\"The line is not available.\","
                        + "\"data\":{\"name\":\"lineUnavailable\"}}}")
            ])
        #expect(session.receive(.dialRefused(.lineUnavailable, token: 7), at: start).isEmpty)
    }

    @Test(arguments: [
        ("call.answer", "{\"call\":1}", CallState.incoming, EngineCommand.answer(CallID(1))),
        ("call.decline", "{\"call\":1,\"reason\":\"busy\"}", .incoming, .decline(CallID(1), .busy)),
        ("call.decline", "{\"call\":1}", .incoming, .decline(CallID(1), .declined)),
        ("call.hangUp", "{\"call\":1}", .active, .hangUp(CallID(1))),
        ("call.hold", "{\"call\":1}", .active, .hold(CallID(1))),
        ("call.resume", "{\"call\":1}", .held, .resume(CallID(1))),
        ("call.mute", "{\"call\":1,\"on\":true}", .active, .mute(CallID(1), true)),
        ("call.record", "{\"call\":1,\"on\":false}", .active, .record(CallID(1), path: nil)),
        ("call.digits", "{\"call\":1,\"digits\":\"12a#\"}", .active, .digits(CallID(1), "12A#")),
    ])
    func aMethodIsACommand(_ method: String, _ parameters: String, _ state: CallState, _ command: EngineCommand) {
        var session = session()
        _ = session.receive(.callReceived(snapshot(1, state)), at: start)
        #expect(session.receive(request(method, parameters)).first == .command(command))
        let silent = "{\"jsonrpc\":\"2.0\",\"method\":\"\(method)\",\"params\":\(parameters)}"
        #expect(session.receive(silent) == [.command(command)])
    }

    @Test func aStateThatDoesNotAllowIsAnError() {
        var session = session()
        _ = session.receive(.callReceived(snapshot(1, .active)), at: start)
        for method in ["call.answer", "call.decline", "call.resume"] {
            guard case .write(let line)? = session.receive(request(method, "{\"call\":1}")).first else {
                Issue.record("\(method) was carried out")
                continue
            }
            #expect(line.contains("\"name\":\"notInThisState\""))
        }
    }

    @Test func anEndedCallIsToldAndForgotten() {
        var session = session()
        _ = session.receive(.callReceived(snapshot(1, .incoming)), at: start)
        var call = snapshot(1, .ended)
        call.endedAt = start + .milliseconds(2_600)
        let actions = session.receive(.callEnded(call, EndReason(.missed)), at: start + .milliseconds(2_600))
        #expect(
            actions == [
                .write(
                    "{\"jsonrpc\":\"2.0\",\"method\":\"call.ended\",\"params\":{\"call\":1,\"account\":0,\"state\":\"ended\","
                        + "\"reason\":\"The caller gave up.\",\"cause\":\"missed\",\"durationMs\":0,\"atMs\":2600}}"
                )
            ])
        #expect(
            session.receive(request("call.list")) == [
                .write("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"calls\":[]}}")
            ])
    }

    /// The time that is told is that of the end.
    @Test func theEndOfAnAnsweredCallIsToldWithItsFigures() throws {
        var session = session()
        _ = session.receive(.callReceived(snapshot(1, .incoming)), at: start)
        let ended = EngineEvent.callEnded(snapshot(1, .ended, answered: true), EndReason(.endedByPeer))
        #expect(session.receive(ended, at: start + .milliseconds(2_600)).isEmpty)
        var figures = StreamStatistics()
        figures.codec = .opus
        figures.encryption = .aes128GCM
        figures.packetsLost = 3
        figures.jitterMilliseconds = 1.5
        figures.roundTripMilliseconds = 40
        figures.quality = VoiceQuality(ratingFactor: 90, listeningFactor: 91)
        #expect(session.receive(.callMeasured(CallID(2), figures), at: start).isEmpty)
        guard case .write(let line)? = session.receive(.callMeasured(CallID(1), figures), at: start + .seconds(3)).first
        else {
            Issue.record("nothing was told")
            return
        }
        let told = try JSONParser.parse(Array(line.utf8))
        #expect(told["method"] == .text("call.ended") && told["params"]?["atMs"] == .integer(2_600))
        #expect(told["params"]?["durationMs"] == .integer(2_000))
        let statistics = told["params"]?["statistics"]
        #expect(statistics?["codec"] == .text("opus") && statistics?["packetsLost"] == .integer(3))
        #expect(statistics?["encryption"] == .text(SRTPSuite.aes128GCM.rawValue))
        #expect(statistics?["jitterMs"] == .number(1.5) && statistics?["quality"]?["mos"] != nil)
        #expect(session.receive(.callMeasured(CallID(1), figures), at: start).isEmpty)
        // What the engine's end overtakes is told without figures.
        #expect(session.receive(ended, at: start).isEmpty)
        #expect(session.receive(.shutDownFinished, at: start).count == 1)
    }

    @Test func aQualityOfAnotherGradeIsTold() {
        var session = session()
        _ = session.receive(.callReceived(snapshot(1, .active, answered: true)), at: start)
        let good = CallQuality(.good, scoreTenths: 42)
        #expect(
            session.receive(.qualityChanged(CallID(1), good, from: .poor), at: start) == [
                .write(
                    "{\"jsonrpc\":\"2.0\",\"method\":\"call.quality\",\"params\":{\"call\":1,\"quality\":\"good\","
                        + "\"mos\":4.2,\"before\":\"poor\",\"atMs\":0}}")
            ])
        let better = CallQuality(.good, scoreTenths: 43)
        #expect(session.receive(.qualityChanged(CallID(1), better, from: .good), at: start).isEmpty)
        guard case .write(let line)? = session.receive(request("call.list")).first else { return }
        #expect(line.contains("\"quality\":\"good\",\"mos\":4.3"))
    }

    @Test func accountsAreListedWithoutSecrets() {
        var session = session()
        let actions = session.receive(request("account.list"))
        #expect(
            actions == [
                .write(
                    "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"accounts\":[{\"account\":0,\"name\":\"Accueil\","
                        + "\"address\":\"sip:alice@example.org\",\"state\":\"direct\"}],\"doNotDisturb\":false}}")
            ])
        #expect(!"\(session)".contains("hunter2"))
    }

    @Test func requestsThatWaitAreBounded() {
        var session = session()
        for _ in 0..<Limits.pendingRequests { _ = session.receive(request("call.dial", "{\"to\":\"1\"}")) }
        guard case .write(let line)? = session.receive(request("call.dial", "{\"to\":\"1\"}")).first else {
            Issue.record("one more was taken")
            return
        }
        #expect(line.contains("tooManyRequests"))
    }

    @Test func shutDownIsAnsweredAtItsEnd() {
        var session = session()
        #expect(session.receive(request("engine.shutdown")) == [.command(.shutDown)])
        #expect(
            session.receive(.shutDownFinished, at: start) == [.write("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}")])
    }
}
