import AgentDesk
import Announcements
import CallEngine
import Configuration
import Testing
import Time

@testable import TerminalUI

/// Every page is reached and left by single keys, and every command is asked for by three at most.
@Suite struct PageGraphTests {
    /// A desk on which every page has something to show.
    static func busyDesk(_ language: Language = .french) -> Desk {
        var desk = Desk(language: language, configuration: Self.configuration)
        desk.state.contacts = [
            Contact(name: "Martin", address: "0476003344", isWatched: true, isFavourite: true),
            Contact(name: "Nadia", address: "sip:nadia@example.org"),
        ]
        desk.state.desk = FormDesk(forms: SampleForms.forms, drafts: [SampleForms.draft])
        desk.send(
            .engine(.watchedChanged(Watched(who: "0476003344", account: AccountID(0), thing: .lines, line: .busy))))
        desk.send(
            .engine(
                .messageReceived(
                    ReceivedMessage(
                        account: AccountID(0), from: Desk.party("Martin", "0476003344"), text: "bonjour",
                        receivedAt: desk.now))))
        desk.send(.engine(.voicemailChanged(AccountID(0), Voicemail(isWaiting: true, newMessages: 2, address: "888"))))
        desk.rings(90, "Ancien")
        desk.ends(90, .missed)
        let record = WaitingRecord(
            key: "r", title: "Arbre tombé", connector: "Publik", state: .uncertain, createdAt: 0)
        desk.send(.recordsWaiting([record]))
        desk.send(.devicesListed([DeviceOption(role: .headset, uri: "alsa:x", name: "USB")]))
        desk.pass(.seconds(30))
        desk.hearAll()
        return desk
    }

    private static var configuration: Settings {
        Settings().adding(account: [.accountAddress: .text("sip:a@example.org"), .accountName: .text("Accueil")])
    }

    /// Walks from a desk by Down and Enter over every line of every page, and notes which pages were met: each kind of page once.
    private static func walk(from start: Desk, _ met: inout [Page: Int]) {
        var waiting = [start]
        var seen: Set<String> = [start.screen.title]
        while let desk = waiting.popLast() {
            met[desk.state.page.page, default: 0] += 1
            for line in desk.screen.items.indices {
                var next = desk
                next.press(.home)
                for _ in 0..<desk.screen.items.count where next.state.page.focus < line { next.press(.down) }
                // A field at the top takes Home for itself: Up leaves no field there.
                while next.state.page.focus > line { next.press(.up) }
                #expect(next.state.page.focus == line, "\(desk.screen.title) \(line)")
                next.press(.enter)
                next.pass(.seconds(2))
                next.forget()
                if seen.insert(next.screen.title).inserted { waiting.append(next) }
            }
        }
    }

    @Test(arguments: Language.allCases) func everyPageIsReachedByKeysAlone(language: Language) throws {
        var met: [Page: Int] = [:]
        var free = Self.busyDesk(language)
        Self.walk(from: free, &met)
        free.press(.function(11))
        Self.walk(from: free, &met)
        var talking = Self.busyDesk(language)
        talking.talk()
        Self.walk(from: talking, &met)
        var writing = Self.busyDesk(language)
        writing.talk(hasText: true)
        writing.press(.character("e"))
        met[writing.state.page.page, default: 0] += 1
        var recent = Self.busyDesk(language)
        recent.press(.function(11), .character(language == .french ? "a" : "e"), .enter)
        recent.press(.function(11), .character("8"), .enter)
        met[recent.state.page.page, default: 0] += 1
        var linked = Self.busyDesk(language)
        _ = linked.tell(.linkProposed(try CallLink(parsing: "tel:0476001122")))
        linked.press(.function(11), .character(language == .french ? "h" : "x"), .enter)
        met[linked.state.page.page, default: 0] += 1
        var ringing = Self.busyDesk(language)
        ringing.rings(5)
        met[ringing.state.page.page, default: 0] += 1
        #expect(Set(Page.allCases).subtracting(met.keys).isEmpty)
    }

    /// ² then Backspace leaves every page, whatever it is, and Home is as it was.
    @Test(arguments: Page.allCases) func everyPageIsLeft(page: Page) {
        for language in Language.allCases {
            var desk = Self.busyDesk(language)
            let home = desk.screen
            var turn = Turn(state: desk.state, now: desk.now)
            turn.open(page, Self.subject(of: page))
            desk.state = turn.state
            #expect(desk.state.page.page == page)
            for _ in 0..<3 where desk.state.pages.count > 1 { desk.press(.character("²"), .backspace) }
            #expect(desk.screen.title == home.title && desk.screen.items == home.items)
        }
    }

    static func subject(of page: Page) -> Subject {
        switch page {
        case .section: .section(.voice, account: nil)
        case .setting: .setting(SettingPlace(key: .voiceRate))
        case .contact: .contact(0)
        case .key: .key(.mute)
        case .pastCall:
            .pastCall(
                PastCall(
                    id: "run-1", line: "Accueil", party: Desk.party("Martin", "0476003344"), isIncoming: true,
                    cause: .endedByPeer, begunAt: 50_000, seconds: 65, qualityTenths: 42))
        case .form, .formReview: .form(SampleForms.draft.id)
        case .formChoice: .choices(SampleForms.draft.id, 1)
        case .incoming, .transfer, .text: .call(CallID(90))
        default: .none
        }
    }

    /// Its letter or F-key, or F11, its code and Enter.
    @Test(arguments: Language.allCases) func everyCommandTakesThreeStrokesAtMost(language: Language) {
        let keymap = Keymap.starting(language)
        for command in Command.allCases {
            guard keymap.letter(of: command) == nil else { continue }
            var desk = Self.busyDesk(language)
            desk.talk()
            guard let code = command.code(language) else {
                Issue.record("\(command) has no code")
                continue
            }
            desk.press(.function(11), .character(code))
            #expect(desk.state.focusedItem?.enter == .run(command), "\(command) by \(code)")
            #expect(desk.focusedLine.hasSuffix("F11 \(code)"), "the line says so")
        }
    }

    @Test(arguments: Language.allCases) func codesAndLettersAreDistinct(language: Language) {
        let codes = Command.allCases.filter { Keymap.starting(language).letter(of: $0) == nil }.map {
            $0.code(language)
        }
        #expect(Set(codes).count == codes.count)
        #expect(CommandRow.all.count == Command.allCases.count)
    }

    /// Where nothing can be done a command says why, in words of its own, and does nothing.
    @Test(arguments: Command.allCases) func whatCannotBeDoneSaysWhy(command: Command) {
        guard command.row.needs != .nothing, command.row.needs != .noCall else { return }
        for language in Language.allCases {
            var desk = Desk(language: language, hasLine: false)
            var turn = Turn(state: desk.state, now: desk.now)
            turn.run(command)
            desk.state = turn.state
            desk.effects = turn.effects
            #expect(desk.commands.isEmpty)
            #expect(desk.said.count == 1 && desk.state.pages.count == 1, "\(command): \(desk.said)")
        }
    }
}
