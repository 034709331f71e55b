import AgentDesk
import Announcements
import CallEngine
import Configuration
import Testing

@testable import TerminalUI

/// Who calls by the directories, and whom the agent finds there.
@Suite struct DirectoryTests {
    private static let hall = PeopleIndex.Source(name: "annuaire Mairie", isTrusted: true)
    private static let doubtful = PeopleIndex.Source(name: "partagé", isTrusted: false)

    private static func index(_ source: PeopleIndex.Source = hall) -> PeopleIndex {
        PeopleIndex(
            [
                .init(
                    Person(
                        name: "Élodie Martin",
                        numbers: [.init(.work, "04 76 99 88 77"), .init(.mobile, "06 12 34 56 78")],
                        organisation: "Voirie"), source),
                .init(Person(name: "Léon Martinet", numbers: [.init(.work, "04 76 99 88 66")]), source),
            ], by: NumberPlan(outsideLine: "0"))
    }

    /// With an LDAP directory that can be asked.
    private func desk(_ source: PeopleIndex.Source = hall) -> Desk {
        let entry = { (key: String, text: String) in
            ConfigurationEntry(key: key, line: 1, value: ConfigurationValue(.text(text), line: 1))
        }
        let table = [entry("name", "annuaire Mairie"), entry("url", "ldaps://example.org"), entry("base", "dc=org")]
        let list = ConfigurationValue(.list([ConfigurationValue(.table(table), line: 1)]), line: 1)
        let reader = SettingsReader([ConfigurationEntry(key: "directory", line: 1, value: list)])
        var desk = Desk(configuration: reader.settings)
        desk.send(.peopleKnown(Self.index(source)))
        return desk
    }

    @Test func aTrustedDirectoryNamesTheCaller() {
        var desk = desk()
        desk.rings(1, "Le Maire", number: "+33476998877")
        #expect(desk.said.contains { $0.contains("Élodie Martin") })
        #expect(!desk.said.contains { $0.contains("Le Maire") })
        #expect(desk.state.knownCallers[CallID(1)] == KnownCaller(source: "annuaire Mairie", claimed: "Le Maire"))
    }

    @Test func aDoubtfulOneNamesOnlyTheNameless() {
        var desk = desk(Self.doubtful)
        desk.rings(1, "Camille", number: "+33476998877")
        #expect(desk.said.contains { $0.contains("Camille") })
        desk.ends(1, .missed)
        desk.forget()
        desk.rings(2, nil, number: "00476998866")
        #expect(desk.state.calls.last?.remote.name == "Léon Martinet")
    }

    @Test func contactsGoFirstByAnyWriting() {
        var desk = desk()
        desk.state.contacts = [Contact(name: "Ma collègue", address: "04.76.99.88.77")]
        desk.rings(1, "X", number: "+33476998877")
        #expect(desk.said.contains { $0.contains("Ma collègue") })
    }

    @Test func aVouchedNameIsNoClaim() {
        var desk = desk()
        var call = desk.call(1, "E. Martin", number: "+33476998877")
        call.remote.isAsserted = true
        desk.send(.engine(.callReceived(call)))
        #expect(desk.state.knownCallers[CallID(1)] == KnownCaller(source: "annuaire Mairie", claimed: nil))
    }

    @Test func quiTellsWhence() {
        let style = PhraseStyle(language: .french)
        let party = Desk.party("Élodie Martin", "+33476998877")
        #expect(
            Answer.callerKnown(party, from: "annuaire Mairie", claimed: "Le Maire").text(style)
                == "Élodie Martin, annuaire Mairie, se présente comme Le Maire")
        #expect(
            Answer.callerKnown(party, from: "", claimed: nil).text(PhraseStyle(language: .english))
                == "Élodie Martin, your contacts")
    }

    private func typed(_ words: String, _ desk: inout Desk) -> [Item] {
        desk.press(.character("c"))
        desk.type(words)
        return desk.state.items
    }

    @Test func peopleAreFoundWhileTyping() {
        var desk = desk()
        let lines = typed("martin", &desk)
        #expect(desk.state.page.page == .dial)
        let texts = lines.map(\.text)
        #expect(
            texts.contains("Élodie Martin, 00 47 69 98 87 7, Voirie")
                || texts.contains { $0.hasPrefix("Élodie Martin") && $0.hasSuffix("Voirie") })
        #expect(texts.contains { $0.hasPrefix("Élodie Martin") && $0.contains("mobile") })
        #expect(lines.compactMap(\.enter.entry).contains { $0.address == "00476998866" })
        desk.pass(.seconds(1))
        #expect(!desk.effects.contains(.searchPeople("martin")))
    }

    @Test func whoIsNotKnownIsAskedFor() {
        var desk = desk()
        _ = typed("dupuis", &desk)
        desk.pass(.milliseconds(500))
        #expect(desk.effects.contains(.searchPeople("dupuis")))
        let found = PeopleIndex.Entry(Person(name: "Dupuis", numbers: [.init(.work, "15")]), Self.hall)
        let before = desk.state.items
        desk.send(.peopleFound([found], words: "dupuis", isSilent: false))
        #expect(Array(desk.state.items.prefix(before.count)) == before)
        #expect(desk.state.items.last?.text == "Dupuis, 15")
        desk.forget()
        desk.pass(.seconds(3))
        #expect(!desk.said.contains("Annuaire muet"))
    }

    @Test func silenceIsToldOnce() {
        var desk = desk()
        _ = typed("dupuis", &desk)
        desk.pass(.seconds(2))
        #expect(desk.said.count { $0 == "Annuaire muet" } == 1)
        desk.type("x")
        desk.pass(.seconds(2))
        #expect(desk.said.count { $0 == "Annuaire muet" } == 1)
        desk.send(.peopleFound([], words: "dupuisx", isSilent: false))
        desk.type("y")
        desk.pass(.seconds(2))
        #expect(desk.said.count { $0 == "Annuaire muet" } == 2)
    }

    @Test func anAnswerToOtherWordsIsDropped() {
        var desk = desk()
        _ = typed("dupuis", &desk)
        desk.pass(.seconds(1))
        desk.type("x")
        let before = desk.state.items
        desk.send(
            .peopleFound(
                [.init(Person(name: "D", numbers: [.init(.work, "15")]), Self.hall)], words: "dupuis", isSilent: false))
        #expect(desk.state.items == before)
    }

    @Test func aDigitAndAHashCallWhoHasIt() {
        var desk = desk()
        var contact = Contact(name: "Camille", address: "0611223344")
        contact.speedDial = 3
        desk.state.contacts = [contact]
        _ = typed("3#", &desk)
        desk.press(.enter)
        let dialled = desk.commands.compactMap { if case .dial(let to, _, _) = $0 { to } else { nil } }
        #expect(dialled == ["0611223344"])
    }
}
