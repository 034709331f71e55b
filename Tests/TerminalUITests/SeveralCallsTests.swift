import CallEngine
import Testing
import Time

@testable import TerminalUI

/// Where the agent is when there are several calls: where the new one can be acted upon, and never moved while typing.
@Suite struct SeveralCallsTests {
    /// Dupont is on the line, and the Dial page lies above In call.
    private func dialling() -> Desk {
        var desk = Desk()
        desk.talk()
        desk.press(.character("c"))
        #expect(desk.screen.title == "Composer")
        return desk
    }

    private func dialled(_ desk: inout Desk, _ id: Int, _ name: String, token: Int = 1) {
        desk.send(.engine(.callDialled(desk.call(id, name, .dialing, number: "12"), token: token)))
    }

    @Test func aSecondCallThatTheAgentMakesOpensItsPage() {
        var desk = dialling()
        desk.press(.down, .enter)
        dialled(&desk, 2, "Martin")
        desk.becomes(1, .held)
        #expect(desk.screen.title == "En communication")
        #expect(desk.focusedLine == "Appel Martin, 12", "the cursor is on the new call")
        desk.becomes(2, .active)
        desk.pass(.seconds(1))
        desk.forget()
        desk.press(.character("m"))
        #expect(desk.commands == [.mute(CallID(2), true)], "letters are commands at once")
        desk.ends(2, .endedByPeer)
        #expect(desk.screen.title == "En communication", "the first call is still there")
        #expect(desk.focusedLine == "Appel Dupont, 04 76 00 11 22")
        desk.ends(1, .endedByPeer)
        #expect(desk.screen.title == "Composer")
        #expect(desk.focusedLine == "Entraînement : Écho, 1", "the cursor returns to its place")
    }

    @Test func aSecondCallThatIsTakenOpensItsPage() {
        var desk = dialling()
        desk.rings(2, "Martin")
        #expect(desk.screen.title == "Composer", "a call that rings moves nothing")
        desk.pass(.seconds(2))
        desk.press(.function(4))
        desk.becomes(1, .held)
        desk.becomes(2, .active)
        #expect(desk.screen.title == "En communication")
        #expect(desk.focusedLine == "Appel Martin, 04 76 00 11 22")
        desk.pass(.seconds(1))
        desk.forget()
        desk.press(.character("b"))
        #expect(desk.commands == [.hold(CallID(2)), .resume(CallID(1))])
    }

    /// In call, the letters are commands already: nothing moves.
    @Test func onItsOwnPageTheCursorStaysWhereItIs() {
        var desk = Desk()
        desk.talk()
        desk.press(.down, .down)
        let line = desk.focusedLine
        desk.rings(2, "Martin")
        desk.pass(.seconds(2))
        desk.press(.function(4))
        desk.becomes(1, .held)
        desk.becomes(2, .active)
        #expect(desk.focusedLine == line)
        desk.pass(.seconds(1))
        desk.press(.function(6))
        desk.becomes(2, .held)
        desk.becomes(1, .active)
        #expect(desk.focusedLine == line, "nor does it when the calls are swapped")
        desk.ends(2, .endedByPeer)
        #expect(desk.focusedLine == line)
    }

    /// The line of the second call stands below the commands, that of the only one above.
    @Test(arguments: [1, 2]) func theCursorNeverFallsFromACallOntoACommand(ending: Int) {
        var desk = Desk()
        desk.talk()
        desk.rings(2, "Martin")
        desk.pass(.seconds(2))
        desk.press(.function(4))
        desk.becomes(1, .held)
        desk.becomes(2, .active)
        desk.press(.end)
        #expect(desk.focusedLine.hasPrefix("Appel Martin"))
        desk.ends(ending, .endedByPeer)
        #expect(desk.focusedLine.hasPrefix(ending == 1 ? "Appel Martin" : "Appel Dupont"))
        desk.pass(.milliseconds(300))
        desk.forget()
        desk.press(.enter)
        #expect(desk.commands.isEmpty, "the line came under the cursor too shortly ago")
    }

    @Test func aCallThatIsTakenOnItsPageKeepsItsPlace() {
        var desk = dialling()
        desk.rings(2, "Martin")
        desk.pass(.seconds(2))
        desk.press(.character("²"), .character("v"))
        #expect(desk.screen.title == "Appel entrant")
        desk.press(.enter)
        #expect(desk.commands.contains(.answer(CallID(2))), "the name had sounded for two seconds")
        desk.becomes(1, .held)
        desk.becomes(2, .active)
        #expect(desk.screen.title == "En communication")
        #expect(desk.focusedLine.hasPrefix("Appel Martin"))
        #expect(desk.state.pages.count { $0.page == .inCall } == 1)
        desk.ends(1, .endedByPeer)
        desk.ends(2, .endedByPeer)
        #expect(desk.screen.title == "Composer")
    }

    /// The conversation with one call is open when another rings.
    @Test func whatIsWrittenStaysText() {
        var desk = Desk()
        desk.talk(hasText: true)
        desk.press(.character("e"))
        desk.type("bon", every: .milliseconds(100))
        desk.rings(2, "Martin")
        desk.type("jour", every: .milliseconds(100))
        #expect(desk.focusedLine == "Écrire : bonjour")
        #expect(!desk.commands.contains(.answer(CallID(2))))
        #expect(desk.screen.title == "Conversation écrite")
    }

    /// The answer takes its time, and the fingers went on.
    @Test func noPageComesUpUnderFingersThatTypeOn() {
        var desk = Desk()
        desk.talk(hasText: true)
        desk.press(.character("e"))
        desk.rings(2, "Martin")
        desk.pass(.seconds(2))
        desk.press(.function(4))
        desk.type("fin", every: .milliseconds(100))
        desk.becomes(1, .held, hasText: true)
        desk.becomes(2, .active)
        #expect(desk.screen.title == "Conversation écrite")
        #expect(desk.focusedLine == "Écrire : fin")
        desk.forget()
        desk.press(.character("²"), .character("v"))
        #expect(desk.screen.title == "En communication")
    }

    @Test func withoutAKeyBetweenThePageOfTheTakenCallComesUp() {
        var desk = Desk()
        desk.talk(hasText: true)
        desk.press(.character("e"))
        desk.type("fin", every: .milliseconds(100))
        desk.rings(2, "Martin")
        desk.pass(.seconds(2))
        desk.press(.function(4))
        desk.becomes(1, .held, hasText: true)
        desk.becomes(2, .active)
        #expect(desk.screen.title == "En communication")
        #expect(desk.focusedLine.hasPrefix("Appel Martin"))
        desk.ends(2, .endedByPeer)
        desk.ends(1, .endedByPeer)
        #expect(desk.screen.title == "Conversation écrite", "back where the conversation was")
    }

    @Test func aCallMadeByAScriptComesUpUnderNobody() {
        var desk = dialling()
        dialled(&desk, 2, "Martin", token: 99)
        #expect(desk.screen.title == "Composer")
    }
}
