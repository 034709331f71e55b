import CallEngine
import JSONText
import Testing
import Time

@testable import Control

/// Links to call over the control protocol: who asks learns what became of the link, and nothing is dialled.
@Suite struct ProposalTests {
    private func session() -> ControlSession {
        let account = AccountSettings(address: "sip:alice@example.org", name: "Accueil", secret: .password("hunter2"))
        return ControlSession(overview: EngineOverview(accounts: [account], startedAt: .now), firstToken: 100)
    }

    private func ask(_ session: inout ControlSession, _ parameters: String) -> [ControlSession.Action] {
        let line = #"{"jsonrpc":"2.0","id":"a","method":"call.propose","params":\#(parameters)}"#
        return session.receive(line: Array(line.utf8), at: .now)
    }

    @Test func aLinkIsHandedOnAsItIsAndNothingIsDialled() {
        var session = session()
        let actions = ask(&session, #"{"to":"tel:+33-4-76%0a"}"#)
        #expect(actions == [.propose("tel:+33-4-76%0a", id: .text("a"))])
    }

    @Test(arguments: [
        (ProposalAnswer.noLink, "invalidAddress", -32008), (.tooMany, "tooManyLinks", -32015),
        (.nobodyToAsk, "nobodyToAsk", -32016),
    ]) func aRefusalHasItsName(_ answer: ProposalAnswer, _ name: String, _ code: Int) {
        let fault = #expect(throws: ControlFault.self) { try answer.result() }
        #expect(fault?.name == name && fault?.code == code)
        #expect(fault?.sentence.hasSuffix(".") == true)
    }

    @Test func theAgentWasTold() throws {
        #expect(try ProposalAnswer.proposed.result() == .record(["proposed": .boolean(true)]))
    }
}
