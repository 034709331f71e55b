import TerminalUI
import Testing

@testable import Application

/// Which events the braille display shows over what is read there.
@Suite struct BrailleMessagesTests {
    private func screen(_ events: [String], first: Int = 0, attention: Int? = nil, news: Int?) -> Screen {
        Screen(title: "Clairvoix", items: ["x"], events: events, firstEvent: first, attention: attention, news: news)
    }

    @Test func eachEventIsShownOnce() {
        var messages = BrailleMessages()
        let none = messages.change(for: screen([], news: nil))
        #expect(none == nil)
        let first = messages.change(for: screen(["Prêt"], news: 0))
        #expect(first == .shows("Prêt"))
        let again = messages.change(for: screen(["Prêt"], news: 0))
        #expect(again == nil)
        let newest = messages.change(for: screen(["Sonne Dupont", "Sonne Martin"], first: 7, news: 8))
        #expect(newest == .shows("Sonne Martin"))
    }

    @Test func noneHidesTheEventUnderTheCursor() {
        var messages = BrailleMessages()
        let onIt = messages.change(for: screen(["Aucun appel"], attention: 0, news: 0))
        #expect(onIt == .gives, "the cursor shows it")
        let lost = messages.change(for: screen(["Aucun appel", "Casque perdu"], attention: 0, news: 1))
        #expect(lost == nil, "it is read in its turn")
        let call = messages.change(
            for: screen(["Aucun appel", "Casque perdu", "Sonne Dupont"], attention: 2, news: 2))
        #expect(call == .gives, "no message hides the call that the cursor is on")
    }

    @Test func answersToTypingAndLinesWrittenAgainAreNotShown() {
        var messages = BrailleMessages()
        let event = messages.change(for: screen(["Garde", "4 trouvés"], news: 0))
        #expect(event == .shows("Garde"), "what came with an answer is not lost")
        let answer = messages.change(for: screen(["Garde", "4 trouvés", "2 trouvés"], news: 0))
        #expect(answer == nil)
    }
}
