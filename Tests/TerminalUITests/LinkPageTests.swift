import AgentDesk
import Announcements
import CallEngine
import Configuration
import Testing

@testable import TerminalUI

/// Links to call: proposed, never dialled by themselves unless that is set, and never in the way of what is typed or rings.
@Suite struct LinkPageTests {
    private func link(_ text: String = "tel:04-76-00-11-22;ext=12") throws -> CallLink { try CallLink(parsing: text) }

    @Test func aLinkIsSaidAndEnterCallsIt() throws {
        var desk = Desk()
        _ = desk.tell(.linkProposed(try link()))
        #expect(desk.state.page.page == .link && desk.state.page.focus == 0)
        #expect(
            desk.screen.items == [
                "Appeler Accueil du site, 04 76 00 11 22", "Puis demander le poste 12", "Refuser le lien",
            ])
        desk.pass(.seconds(1))
        let effects = desk.tell(.key(.enter))
        #expect(effects.contains { if case .engine(.dial(to: "0476001122", _, _)) = $0 { true } else { false } })
        #expect(desk.state.page.page == .home && desk.state.links.newest == nil)
    }

    @Test func enterThatWasMeantForAnotherLineCallsNobody() throws {
        var desk = Desk()
        _ = desk.tell(.linkProposed(try link()))
        let effects = desk.tell(.key(.enter))
        #expect(!effects.contains { if case .engine(.dial) = $0 { true } else { false } })
        #expect(desk.state.page.page == .link)
    }

    @Test func backspaceLeavesTheLinkForLater() throws {
        var desk = Desk()
        _ = desk.tell(.linkProposed(try link()))
        let effects = desk.tell(.key(.backspace)) + desk.tell(.key(.backspace))
        #expect(!effects.contains { if case .engine = $0 { true } else { false } })
        #expect(desk.state.page.page == .home)
        desk.openLink()
        #expect(desk.focusedLine == "Appeler Accueil du site, 04 76 00 11 22")
    }

    @Test func itsLineDeclinesIt() throws {
        var desk = Desk()
        _ = desk.tell(.linkProposed(try link()))
        desk.press(.end, .enter)
        #expect(desk.commands.isEmpty && desk.said.last == "Lien refusé")
        #expect(desk.state.page.page == .home && desk.state.links.newest == nil)
        desk.openLink()
        #expect(desk.state.page.page != .link)
    }

    @Test func aLinkOfAPersonWhoIsErasedGoes() throws {
        var desk = Desk()
        _ = desk.tell(.linkProposed(try link()))
        desk.send(.erased(DeskPerson(address: "+33 4 76 00 11 22"), DeskErasure()))
        #expect(desk.state.links.newest == nil && desk.state.page.page == .home)
    }

    @Test func theNewestIsShownOverOneThatWasLeft() throws {
        var desk = Desk()
        let stale = try link()
        _ = desk.tell(.linkProposed(stale))
        desk.press(.backspace)
        desk.hearAll()
        _ = desk.tell(.linkProposed(try link("tel:112")))
        desk.hearAll()
        #expect(desk.focusedLine == "Appeler 112" && desk.state.page.focus == 0)
        #expect(!desk.said.contains(desk.focusedLine), "a page that nobody asked for cuts no speech that somebody did")
        desk.pass(.seconds(1))
        let effects = desk.tell(.key(.enter))
        #expect(effects.contains { if case .engine(.dial(to: "112", _, _)) = $0 { true } else { false } })
        #expect(desk.state.page.page != .link && desk.state.links.newest == stale)
        desk.pass(.seconds(60))
        #expect(desk.tellings == 2, "it was seen")
    }

    @Test func aNewerLinkWaitsBehindTheOneThatIsRead() throws {
        var desk = Desk()
        _ = desk.tell(.linkProposed(try link()))
        desk.pass(.seconds(1))
        _ = desk.tell(.linkProposed(try link("tel:112")))
        desk.pass(.seconds(60))
        #expect(desk.focusedLine == "Appeler Accueil du site, 04 76 00 11 22" && desk.state.page.focus == 0)
        #expect(desk.tellings == 2)
        desk.press(.end, .enter)
        #expect(desk.state.page.page == .home, "no page follows: keys that were meant for this one decline no other")
        desk.pass(.seconds(60))
        #expect(desk.state.page.page == .home && desk.tellings == 3, "it is told again, once")
        desk.openLink()
        #expect(desk.focusedLine == "Appeler 112")
    }

    @Test func aLinkThatComesInACallIsToldAgainAfterIt() throws {
        var desk = Desk()
        desk.talk()
        _ = desk.tell(.linkProposed(try link()))
        desk.pass(.seconds(60))
        #expect(desk.state.page.page == .inCall && desk.tellings == 1)
        desk.ends(1, .endedByPeer)
        #expect(desk.tellings == 1, "not in the refresh that closes the page")
        let page = desk.state.page
        desk.pass(TerminalUI.Limits.linkPause)
        #expect(desk.tellings == 2 && desk.state.page == page, "the cursor stays")
        desk.pass(.seconds(60))
        #expect(desk.tellings == 2)
        desk.openLink()
        #expect(desk.focusedLine == "Appeler Accueil du site, 04 76 00 11 22")
    }

    @Test func aLinkThatComesWhileOneTypesIsToldAgainOnceNoKeyComes() throws {
        var desk = Desk()
        _ = desk.tell(.key(.character("c")))
        _ = desk.tell(.linkProposed(try link()))
        desk.pass(.seconds(60))
        #expect(desk.state.page.page == .dial && desk.tellings == 1)
        desk.press(.down)
        desk.pass(.seconds(2))
        desk.press(.down)
        desk.pass(.seconds(2))
        #expect(desk.tellings == 1)
        desk.pass(.seconds(2))
        #expect(desk.tellings == 2 && desk.state.page.page == .dial && desk.state.page.focus == 2)
    }

    @Test func theOldestGivesWayAndThatIsToldOnce() throws {
        var desk = Desk()
        desk.talk()
        for number in 10..<17 { desk.send(.linkProposed(try link("tel:1\(number)"))) }
        desk.pass(.seconds(6))
        desk.hearAll()
        #expect(desk.said.count { $0 == "Trop de liens, le plus ancien est perdu" } == 1)
        desk.send(.linkProposed(try link("tel:117")))
        #expect(desk.state.links.waiting.map(\.link.address) == (12..<18).map { "1\($0)" })
        #expect(desk.lossTellings == 1)
        desk.openLink()
        desk.press(.end, .enter)
        for number in 18..<20 { _ = desk.tell(.linkProposed(try link("tel:1\(number)"))) }
        #expect(desk.lossTellings == 2, "there was room again")
    }

    @Test func theOneThatIsReadGivesWayToNone() throws {
        var desk = Desk()
        let read = try link()
        _ = desk.tell(.linkProposed(read))
        for number in 10..<20 { _ = desk.tell(.linkProposed(try link("tel:1\(number)"))) }
        #expect(desk.state.links.waiting.count == TerminalUI.Limits.waitingLinks)
        #expect(desk.state.linkOnPage == read && desk.state.links.newest?.address == "119")
    }

    @Test func whatWaitsForTooLongGoes() throws {
        var desk = Desk()
        desk.talk()
        _ = desk.tell(.linkProposed(try link()))
        desk.pass(TerminalUI.Limits.longestLinkWait)
        desk.ends(1, .endedByPeer)
        desk.pass(.seconds(60))
        #expect(desk.tellings == 1)
        desk.openLink()
        #expect(desk.state.page.page != .link && desk.state.links.newest == nil)
    }

    @Test func whatIsReadWaitsWithoutEnd() throws {
        var desk = Desk()
        _ = desk.tell(.linkProposed(try link()))
        desk.pass(TerminalUI.Limits.longestLinkWait * 2)
        let effects = desk.tell(.key(.enter))
        #expect(effects.contains { if case .engine(.dial(to: "0476001122", _, _)) = $0 { true } else { false } })
    }

    @Test func aLinkThatComesTwiceWaitsOnce() throws {
        var desk = Desk()
        for text in ["tel:112", "tel:113", "tel:112"] {
            _ = desk.tell(.linkProposed(try link(text)))
            desk.press(.backspace)
        }
        #expect(desk.state.links.waiting.map(\.link.address) == ["113", "112"])
    }

    /// Who reads braille alone reads the line under the cursor: the link's name is there, in its event or on its page.
    @Test func theCursorOfABrailleDisplayIsOnEachLink() throws {
        var desk = Desk(delivery: .reader)
        desk.state.settings.cursorGoesToEvents = true
        _ = desk.tell(.linkProposed(try link()))
        #expect(desk.screen.attention == nil && desk.state.unread.isEmpty, "its page shows it")
        #expect(desk.focusedLine == "Appeler Accueil du site, 04 76 00 11 22")
        _ = desk.tell(.linkProposed(try link("tel:112")))
        #expect(desk.screen.attention != nil && desk.state.unread.count == 1, "no page shows it")
        desk.pass(.seconds(1))
        desk.press(.enter)
        #expect(desk.screen.attention == nil && desk.commands.isEmpty)
        desk.press(.backspace)
        _ = desk.tell(.linkProposed(try link("tel:113")))
        #expect(desk.screen.attention == nil && desk.state.unread.isEmpty)
        #expect(desk.focusedLine == "Appeler 113" && desk.state.page.focus == 0)
        desk.press(.backspace)
        desk.pass(.seconds(60))
        #expect(desk.state.unread.isEmpty, "a page that was seen is told no more")
    }

    @Test func aBrailleDisplayGetsTheLinkOfACallAfterIt() throws {
        var desk = Desk(delivery: .reader)
        desk.state.settings.cursorGoesToEvents = true
        desk.talk()
        _ = desk.tell(.linkProposed(try link()))
        desk.ends(1, .endedByPeer)
        let unread = desk.state.unread.count
        desk.pass(.seconds(60))
        #expect(desk.state.unread.count == unread + 1 && desk.screen.attention != nil)
    }

    @Test func nothingMovesUnderWhoTypes() throws {
        var desk = Desk()
        _ = desk.tell(.key(.character("c")))
        let page = desk.state.page.page
        _ = desk.tell(.linkProposed(try link()))
        #expect(page == .dial && desk.state.page.page == .dial && desk.state.links.newest != nil)
    }

    @Test(arguments: ["tel:112", "tel:0899123456", "tel:00033899123456", "tel:*21*1", "sip:a@example.org"])
    func whatMayNotDialItselfIsProposed(_ text: String) throws {
        var desk = Desk()
        desk.state.configuration = desk.state.configuration.setting(.boolean(true), for: .linksDial, account: nil)
        _ = desk.tell(.linkProposed(try link(text)))
        #expect(desk.state.page.page == .link)
    }

    @Test func aSettingLetsANumberDialItself() throws {
        var desk = Desk()
        desk.state.configuration = desk.state.configuration.setting(.boolean(true), for: .linksDial, account: nil)
        let effects = desk.tell(.linkProposed(try link()))
        #expect(effects.contains { if case .engine(.dial(to: "0476001122", _, _)) = $0 { true } else { false } })
    }
}

extension Desk {
    /// What one event makes the program do.
    mutating func tell(_ event: AppEvent) -> [Effect] {
        forget()
        send(event)
        return effects
    }

    /// The link that waits, by its code in the palette.
    fileprivate mutating func openLink() { press(.function(11), .character("h"), .enter) }

    /// How often a link was told, and that one was lost.
    fileprivate var tellings: Int { state.history.count { $0.spoken.hasPrefix("Lien") } }
    fileprivate var lossTellings: Int { state.history.count { $0.spoken.hasPrefix("Trop de liens") } }
}
