import Announcements
import Configuration

/// A command as data: its keys, its words, where it is wanted, and what it needs.
struct CommandRow: Sendable, Equatable {
    struct Traits: OptionSet, Sendable, Equatable {
        let rawValue: Int
        /// Its letter waits for a second one: two letters are typing in the wrong place.
        static let letterWaits = Traits(rawValue: 1)
        /// Pressed again at once it is the keyboard's repeat.
        static let once = Traits(rawValue: 2)
    }

    var command: Command
    var functionKey: Int?
    var frenchLetter: Character?
    var englishLetter: Character?
    /// Where the palette alone opens it: what jumps to it there, first in French, then in English.
    var codes = ""
    var name: Bilingual
    /// One line.
    var help: Bilingual
    var traits: Traits
    var needs: Need
    /// The pages where it is wanted first.
    var pages: [Page]

    init(
        _ command: Command, _ functionKey: Int?, _ frenchLetter: Character?, _ englishLetter: Character?,
        _ name: Bilingual, _ help: Bilingual, _ traits: Traits = [],
        needs: Need = .nothing, on pages: [Page] = []
    ) {
        self.command = command
        self.functionKey = functionKey
        self.frenchLetter = frenchLetter
        self.englishLetter = englishLetter
        self.name = name
        self.help = help
        self.traits = traits
        self.needs = needs
        self.pages = pages
    }

    /// One that the palette alone opens.
    init(
        _ command: Command, _ codes: String, _ name: Bilingual, _ help: Bilingual, _ traits: Traits = [],
        needs: Need = .nothing, on pages: [Page] = []
    ) {
        self.init(command, nil, nil, nil, name, help, traits, needs: needs, on: pages)
        self.codes = codes
    }

    /// All of them, by command. Every command has one (a test asks).
    static let all: [Command: CommandRow] = Dictionary(
        uniqueKeysWithValues: (functionKeys + letters + calls + pages + changes).map { ($0.command, $0) })
}

extension Command {
    var row: CommandRow {
        CommandRow.all[self] ?? CommandRow(self, "", Bilingual(rawValue, rawValue), Bilingual(rawValue, rawValue))
    }

    /// The spoken name in a language.
    public func name(_ language: Language) -> String { row.name[language] }

    /// One line of help in a language.
    public func help(_ language: Language) -> String { row.help[language] }

    /// The letter or digit that jumps to it in the palette, where it has no key of its own.
    public func code(_ language: Language) -> Character? {
        language == .french ? row.codes.first : row.codes.last
    }

    /// The page where it is wanted first.
    func belongs(to page: Page) -> Bool { row.pages.contains(page) }
}

extension Bilingual {
    subscript(_ language: Language) -> String {
        switch language {
        case .french: french
        case .english: english
        }
    }
}
