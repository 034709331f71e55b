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
        #expect(desk.state.page.page == .home && desk.state.link == nil)
    }

    @Test func enterThatWasMeantForAnotherLineCallsNobody() throws {
        var desk = Desk()
        _ = desk.tell(.linkProposed(try link()))
        let effects = desk.tell(.key(.enter))
        #expect(!effects.contains { if case .engine(.dial) = $0 { true } else { false } })
        #expect(desk.state.page.page == .link)
    }

    @Test func backspaceDeclines() throws {
        var desk = Desk()
        _ = desk.tell(.linkProposed(try link()))
        let effects = desk.tell(.key(.backspace))
        #expect(!effects.contains { if case .engine = $0 { true } else { false } })
        #expect(desk.state.page.page == .home && desk.state.link == nil)
    }

    @Test func aNewerLinkWaitsBehindTheOneThatIsRead() throws {
        var desk = Desk()
        _ = desk.tell(.linkProposed(try link()))
        desk.pass(.seconds(1))
        _ = desk.tell(.linkProposed(try link("tel:112")))
        #expect(desk.screen.items.first == "Appeler Accueil du site, 04 76 00 11 22" && desk.state.page.focus == 0)
        _ = desk.tell(.key(.backspace))
        #expect(desk.state.pages.count { $0.page == .link } == 1)
        #expect(desk.screen.items.first == "Appeler 112")
        desk.pass(.seconds(1))
        let effects = desk.tell(.key(.enter))
        #expect(!effects.contains { if case .engine(.dial) = $0 { true } else { false } }, "it was not heard yet")
        #expect(desk.state.page.page == .home && desk.state.link == nil)
    }

    @Test func moreThanMayWaitAreLost() throws {
        var desk = Desk()
        for number in 0...TerminalUI.Limits.waitingLinks { _ = desk.tell(.linkProposed(try link("tel:11\(number)"))) }
        #expect(desk.state.waitingLinks.count == TerminalUI.Limits.waitingLinks && desk.state.isLostLinkTold)
        _ = desk.tell(.key(.backspace))
        #expect(!desk.state.isLostLinkTold && desk.state.link?.address == "111")
    }

    @Test func nothingMovesUnderWhoTypes() throws {
        var desk = Desk()
        _ = desk.tell(.key(.character("c")))
        let page = desk.state.page.page
        _ = desk.tell(.linkProposed(try link()))
        #expect(page == .dial && desk.state.page.page == .dial && desk.state.link != nil)
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
}
