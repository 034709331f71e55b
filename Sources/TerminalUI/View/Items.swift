import Announcements
import CallEngine

/// Which lines a page has, in reading order. A list only ever grows at its end while it is open (rule R8).
extension AppState {
    var items: [Item] { items(of: page) }

    func items(of page: PageState) -> [Item] {
        switch page.page {
        case .home:
            return [
                .command(.dial), .command(.visitCall), .command(.announcements), .command(.keys), .command(.palette),
            ]
                + accounts.indices.map { .account($0) } + [.command(.quit)]
        case .dial:
            return [.field] + matchingEntries(page.field).map { .entry($0) }
        case .incoming:
            let call = page.call.map { [Item.call($0), .callLine($0)] } ?? []
            return call + [.command(.answer), .command(.decline), .command(.silence), .command(.who)]
        case .inCall:
            return inCallItems
        case .announcements:
            return [.field] + page.lines.filter { matches($0, page.field) }.map { .text($0) }
        case .keys:
            return [.field] + keyCommands.filter { matches(keyLine($0), page.field) }.map { .key($0) }
        case .palette:
            return [.field]
                + Command.allCases.filter { matches(commandLine($0), page.field) }.map { .command($0) }
        }
    }

    private var inCallItems: [Item] {
        // Transfer, Write and Note join the page when their work exists; until then their keys answer.
        // The oldest first, whichever is heard: swapping calls changes no line.
        let shown = calls.filter { $0.state != .incoming }.map { Item.call($0.id) }
        let commands = [Command.hangUp, .mute, .hold, .swap].map { Item.command($0) }
        return shown.prefix(1) + [.field] + commands + shown.dropFirst()
    }

    /// The entries of the Dial page that a typed name leaves; a number leaves them all.
    func matchingEntries(_ field: EditedField) -> [Int] {
        guard !field.isNumeric else { return Array(dialEntries.indices) }
        return dialEntries.indices.filter { Folding.fold(dialEntries[$0].name).contains(Folding.fold(field.text)) }
    }

    private func matches(_ line: String, _ field: EditedField) -> Bool {
        field.text.isEmpty || Folding.fold(line).contains(Folding.fold(field.text))
    }

    /// The commands whose keys are listed: those of the page below first, then the others.
    private var keyCommands: [Command] {
        let below = pages.dropLast().last?.page ?? .home
        let here = Command.allCases.filter { $0.belongs(to: below) }
        return here + Command.allCases.filter { !here.contains($0) }
    }
}

/// Letters compared without case and accents.
enum Folding {
    static func fold(_ text: String) -> String { String(text.map(fold)).lowercased() }

    static func fold(_ character: Character) -> Character {
        let lower = Character(String(character.lowercased().prefix(1)))
        return accents[lower] ?? lower
    }

    private static let accents: [Character: Character] = [
        "à": "a", "â": "a", "ä": "a", "á": "a", "é": "e", "è": "e", "ê": "e", "ë": "e", "î": "i", "ï": "i", "í": "i",
        "ô": "o", "ö": "o", "ó": "o", "ù": "u", "û": "u", "ü": "u", "ú": "u", "ç": "c", "ñ": "n", "œ": "o", "æ": "a",
    ]
}

extension Command {
    /// The page where it is wanted first.
    func belongs(to page: Page) -> Bool {
        switch page {
        case .home: [.dial, .visitCall, .announcements, .keys, .palette, .whereAmI, .repeat, .quit].contains(self)
        case .dial, .announcements, .keys, .palette: [.keys, .whereAmI, .repeat, .palette].contains(self)
        case .incoming: [.answer, .decline, .silence, .who, .whereAmI, .keys].contains(self)
        case .inCall:
            [.hangUp, .mute, .hold, .swap, .transfer, .who, .time, .volumeDown, .volumeUp, .keys].contains(self)
        }
    }
}
