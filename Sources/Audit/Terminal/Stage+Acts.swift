import Announcements
import Configuration
import Scenarios
import TerminalUI
import Time

/// What an agent wants, by the keys that the program's own tables name for it.
extension Stage {
    /// By the key for it, as soon as a person would: whoever acts has heard what happened before.
    func carryOut(_ act: AgentAct) throws(Stop) {
        if let last = self.act {
            let isAboutRinging = act == .answer || act == .reject
            pass(until: last.time + (isAboutRinging ? Limits.reactionToCall : Limits.reaction))
        }
        try pressKey(of: act.command)
    }

    /// The F-key of a command, or its letter after the key for letters (it works in fields too), or its place in the palette.
    func pressKey(of command: Command) throws(Stop) {
        let keymap = Keymap.starting(programLanguage)
        if let number = keymap.functionKey(of: command) {
            try press([.function(number)])
        } else if let letter = keymap.letter(of: command) {
            try press([letterPrefix, .character(letter)])
        } else {
            try run(command)
        }
    }

    /// The key above Tab on each keyboard.
    var letterPrefix: Key { .character(launch.language == .french ? "²" : "`") }

    var programLanguage: Language { launch.language == .french ? .french : .english }

    // MARK: Commands

    /// By its name in the program's language; in the script's where that has none.
    func run(commandNamed name: String) throws(Stop) {
        let others: [Language] = [.french, .english]
        let found = ([programLanguage] + others).lazy.compactMap { language in
            Command.allCases.first { Folding.folded(comparable($0.name(language))) == Folding.folded(comparable(name)) }
        }.first
        guard let found else {
            throw Stop.miss(
                expected: Bilingual("une commande « \(name) »", "a command \"\(name)\""),
                happened: Bilingual("aucune commande n'a ce nom", "no command has that name"))
        }
        try run(found)
    }

    /// F11, then its code and Enter, or its name in the filter.
    private func run(_ command: Command) throws(Stop) {
        let name = command.name(programLanguage)
        try press([.function(Keymap.starting(programLanguage).functionKey(of: .palette) ?? 11)])
        try expect(page: Page.palette.title[launch.language])
        if let code = command.code(programLanguage) {
            try press([.character(code)])
        } else {
            try press([.named(.home)] + name.map { .character($0) } + [.named(.down)])
        }
        try walk(to: name, presses: command.code(programLanguage) == nil ? Limits.filteredLines : 0)
        try press([.named(.enter)])
    }

    /// Goes down to the line that begins with these words.
    private func walk(to name: String, presses: Int) throws(Stop) {
        for press in 0...presses {
            if comes(within: press < presses ? Limits.lineAnswer : Limits.pageAnswer, { isOnLine(name) }) { return }
            if press < presses { try self.press([.named(.down)]) }
        }
        throw Stop.miss(
            expected: Bilingual("le curseur sur « \(name) »", "the cursor on \"\(name)\""), happened: shown)
    }

    /// The name, alone or before a comma.
    private func isOnLine(_ name: String) -> Bool {
        let line = Folding.folded(comparable(screen.image.cursorText))
        let wanted = Folding.folded(comparable(name))
        guard line.hasPrefix(wanted) else { return false }
        let next = line.dropFirst(wanted.count).first
        return next == nil || next == ","
    }

    /// Whether something becomes so in time.
    private func comes(within limit: Duration, _ holds: () -> Bool) -> Bool {
        let deadline = Instant.now + limit
        while !holds() {
            guard Instant.now < deadline else { return false }
            pump(.milliseconds(20))
        }
        return true
    }

    // MARK: Pages

    /// The titles of those that keys open.
    private static var pages: Bilingual {
        let titles = Page.allCases.filter { $0 == .home || $0.opener != nil }.map(\.title)
        return Bilingual(titles.map(\.french).joined(separator: ", "), titles.map(\.english).joined(separator: ", "))
    }

    /// By its title, from wherever the agent is.
    func open(page title: String) throws(Stop) {
        let wanted = Folding.folded(comparable(title))
        func isMeant(_ name: Bilingual) -> Bool {
            [name[launch.language], name.french, name.english].contains { Folding.folded(comparable($0)) == wanted }
        }
        if let page = Page.allCases.first(where: { ($0 == .home || $0.opener != nil) && isMeant($0.title) }) {
            try open(page)
        } else if let section = SettingSection.allCases.first(where: { isMeant($0.title) }) {
            try open(.settings)
            let name = section.title[launch.language]
            try press([.named(.home), .named(.down)])
            try walk(to: name, presses: Limits.filteredLines)
            try press([.named(.enter)])
            try expect(page: name)
        } else {
            throw Stop.miss(
                expected: Bilingual("une page « \(title) »", "a page \"\(title)\""),
                happened: Bilingual(
                    "aucune touche n'ouvre une telle page ; il y a : \(Self.pages[.french])",
                    "no key opens such a page; there are: \(Self.pages[.english])"))
        }
    }

    private func open(_ page: Page) throws(Stop) {
        let title = page.title[launch.language]
        pump(.zero)
        if same(screen.image.title, title) {
            _ = try openTerminal()
            begin()
            return
        }
        if let opener = page.opener {
            try pressKey(of: opener)
        } else {
            // Back is Backspace after the key for letters, wherever the cursor is.
            for _ in 0..<Limits.pagesBack where !comes(within: Limits.lineAnswer, { same(screen.image.title, title) }) {
                try press([letterPrefix, .named(.backspace)])
            }
        }
        try expect(page: title)
    }

    private func expect(page title: String) throws(Stop) {
        guard comes(within: Limits.pageAnswer, { same(screen.image.title, title) }) else {
            throw Stop.miss(expected: Bilingual("la page « \(title) »", "the page \"\(title)\""), happened: shown)
        }
    }

    // MARK: Dialling

    /// The page for it, its field emptied, the number, Enter.
    func dial(_ number: String) throws(Stop) {
        try open(Page.dial)
        let label = Bilingual("Numéro :", "Number:")[launch.language]
        if !isOnField(label) { try press([.named(.home)]) }
        guard comes(within: Limits.pageAnswer, { isOnField(label) }) else {
            throw Stop.miss(
                expected: Bilingual("le curseur dans le champ « Numéro »", "the cursor in the field \"Number\""),
                happened: shown)
        }
        let old = screen.image.value(ofField: label) ?? ""
        if !old.isEmpty {
            try press([.named(.end)] + Array(repeating: .named(.backspace), count: min(old.count, Limits.presses)))
        }
        try press(number.map { .character($0) } + [.named(.enter)])
    }

    private func isOnField(_ label: String) -> Bool {
        comparable(screen.image.cursorText).hasPrefix(comparable(label))
    }
}

extension AgentAct {
    /// What the program calls it.
    var command: Command {
        switch self {
        case .answer: .answer
        case .reject: .decline
        case .hangUp: .hangUp
        case .mute, .unmute: .mute
        case .hold, .resume: .hold
        case .swap: .swap
        case .who: .who
        case .whereAmI: .whereAmI
        case .repeat: .repeat
        case .silence: .silence
        }
    }
}

extension Page {
    /// The command that opens it; nil: Back does, or a line of another page.
    var opener: Command? {
        switch self {
        case .dial: .dial
        case .link: .link
        case .incoming, .inCall: .visitCall
        case .transfer: .transfer
        case .conference: .conference
        case .text: .write
        case .messages: .messages
        case .newMessage: .newMessage
        case .contacts: .contacts
        case .contact: .newContact
        case .callHistory: .callHistory
        case .colleagues: .colleagues
        case .notes: .note
        case .waitingRecords: .waitingRecords
        case .forms, .form: .incident
        case .announcements: .announcements
        case .settings: .settings
        case .sound: .sound
        case .keys: .keys
        case .palette: .palette
        case .firstStart: .firstStart
        case .about: .about
        case .home, .phrases, .section, .setting, .key, .newLine, .pastCall, .waitingRecord, .formChoice, .formReview:
            nil
        }
    }
}
