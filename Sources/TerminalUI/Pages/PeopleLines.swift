import AgentDesk
import Announcements
import CallEngine

/// People of the directories as lines of the pages where somebody is chosen.
extension AppState {
    /// One line a number that can be called, who is listed already left out.
    func personLines(_ entries: [PeopleIndex.Entry], on page: PageState) -> [Item] {
        var known = Set(
            (page.lines + page.people.lines).compactMap { $0.enter.entry.map { people.numberKey($0.address) } })
        var lines: [Item] = []
        for entry in entries {
            for number in entry.person.numbers where number.kind != .fax {
                guard lines.count < Limits.dialEntries else { return lines }
                let dialled = people.plan.dialled(number.text) ?? number.text
                guard known.insert(people.numberKey(dialled)).inserted else { continue }
                let choice = DialEntry(name: entry.person.name, address: dialled)
                let more = [kindWord(number.kind), entry.person.organisation].compactMap { $0 }
                let text = ([entryLine(choice)] + more).joined(separator: ", ")
                let isDialled = page.page == .dial
                lines.append(Item(text, isDialled ? .dial(choice) : .choose(choice), isPersonal: true))
            }
        }
        return lines
    }

    private func kindWord(_ kind: Person.Number.Kind) -> String? {
        switch kind {
        case .mobile: Word.mobile.text(language)
        case .home: Word.atHome.text(language)
        case .work, .fax, .other: nil
        }
    }
}

extension PeopleIndex {
    /// By this an address is the same in any writing.
    func numberKey(_ address: String) -> String { plan.key(address) ?? address.lowercased() }
}
