import Announcements
import CallEngine
import Configuration

#if FAULTS
    import Faults
#endif

/// Which lines a page has, in reading order: one pattern for all of them. The first line of a list filters it; a list only ever
/// grows at its end while it is open (rule R8).
extension AppState {
    var items: [Item] { items(of: page) }

    func items(of page: PageState) -> [Item] {
        switch page.page {
        case .home: homeLines
        case .dial: dialLines(page)
        case .incoming: incomingLines(page)
        case .inCall: callLines
        case .transfer: transferLines(page)
        case .conference: conferenceLines
        case .text: textLines(page)
        case .messages, .colleagues, .waitingRecords, .announcements, .phrases:
            [fieldItem(.filter, page)] + page.left
        case .callHistory: [fieldItem(.filter, page)] + page.left + (page.found?.lines ?? [])
        case .link, .pastCall: page.lines
        case .newMessage: newMessageLines(page)
        case .contacts: filtered([commandItem(.newContact)], page) + page.left
        case .contact: contactLines(page)
        case .notes: [fieldItem(.note, page)] + page.lines
        case .waitingRecord: waitingRecordLines(page)
        case .form: formLines(page)
        case .forms, .formChoice, .formReview: page.lines
        case .settings: filtered(settingsLines(page), page)
        case .section: filtered(sectionLines(page), page)
        case .setting: settingLines(page)
        case .sound: soundLines
        case .keys: filtered(keyCommands.map { Item(commandLine($0), .describe($0)) }, page)
        case .key: keyLines(page)
        case .palette: filtered(Command.allCases.map { commandItem($0) }, page)
        case .firstStart: firstStartLines
        case .newLine: newLineLines(page)
        case .about: aboutLines
        }
    }

    /// The lines that a page keeps as they are when it is opened.
    func snapshot(for page: Page, _ subject: Subject) -> [Item] {
        switch page {
        case .dial: partners.map { Item(entryLine($0), .dial($0), isPersonal: true) }
        case .link: linkLines(subject)
        case .messages: messageLines
        case .transfer, .newMessage: partners.map { Item(entryLine($0), .choose($0), isPersonal: true) }
        case .contacts: contactListLines
        case .callHistory: pastCalls.reversed().map { pastCallItem($0) }
        case .pastCall: pastCallLines(subject)
        case .colleagues: colleagueLines
        case .notes: aboutLine(subject) + noteLines
        case .waitingRecords: waitingRecordLines
        case .waitingRecord: waitingRecordFacts(subject)
        case .forms: formListLines
        case .formChoice: choiceLines(subject)
        case .formReview: reviewLines(subject)
        case .phrases: phraseLines
        case .setting: settingValueLine(subject)
        case .key: keyNameLine(subject)
        case .announcements:
            history.map {
                Item("\($0.written), \(SpokenTime.clock(secondsOfDay: $0.secondsOfDay, language))", isPersonal: true)
            }
        case .home, .incoming, .inCall, .conference, .text, .contact, .form, .settings, .section, .sound,
            .keys,
            .palette, .firstStart, .newLine, .about:
            []
        }
    }

    var language: Language { settings.language }

    /// What stands between a label and its value.
    var colon: String { language == .french ? " :" : ":" }

    /// The filter, and the lines that it leaves.
    func filtered(_ lines: [Item], _ page: PageState) -> [Item] {
        [fieldItem(.filter, page)] + matching(lines, page[.filter].text)
    }

    func matching(_ lines: [Item], _ words: String) -> [Item] {
        guard !words.isEmpty else { return lines }
        let wanted = Folding.fold(words)
        return lines.filter { Folding.fold($0.text).contains(wanted) }
    }

    /// "Raccrocher, F12 ou f": the name, then its keys in words.
    func commandItem(_ command: Command) -> Item { Item(commandLine(command), .run(command)) }

    func commandLine(_ command: Command) -> String {
        ([command.name(language)] + [keyWords(command)].compactMap { $0 }).joined(separator: ", ")
    }

    /// The keys of a command, in words: "F12 ou f", or those of the palette, "F11 e".
    func keyWords(_ command: Command) -> String? {
        let function = keymap.functionKey(of: command).map { "F\($0)" }
        let letter = settings.areLettersActive ? keymap.letter(of: command).map(String.init) : nil
        let keys = [function, letter].compactMap { $0 }
        if keys.isEmpty, let code = command.code(language), let palette = keymap.functionKey(of: .palette) {
            return "F\(palette) \(code)"
        }
        return keys.isEmpty ? nil : keys.joined(separator: language == .french ? " ou " : " or ")
    }

    /// Label, then value; a secret is counted, not told.
    func fieldItem(_ field: Field, _ page: PageState) -> Item {
        let label = label(of: field, page)
        let text = page[field].text
        guard isSecret(field, page) else { return Item("\(label) \(text)", .field(field), isPersonal: true) }
        let count = SpokenTime.plural(text.count, Word.character.text(language), language)
        return Item(
            "\(label) \(String(repeating: "*", count: text.count))", .field(field), isPersonal: true,
            spoken: "\(label) \(count)")
    }

    /// What stands before a field.
    func label(of field: Field, _ page: PageState) -> String {
        formField(field, page).map(formLabel) ?? field.label[language]
    }

    /// A number may be typed there: AZERTY's top row stands for digits.
    func takesNumber(_ field: Field, _ page: PageState) -> Bool {
        formField(field, page)?.takesDigits ?? field.isNumber
    }

    func isSecret(_ field: Field, _ page: PageState) -> Bool {
        switch field {
        case .linePassword: true
        case .value:
            if case .setting(let place) = page.subject { Setting.of(place.key).isSecret } else { false }
        case .filter, .number, .target, .digits, .writing, .recipient, .message, .contactName, .contactNumber, .note,
            .recordNumber,
            .lineAddress, .lineName, .lineServer, .answer:
            false
        }
    }

    /// The commands whose keys are listed: those of the page below first, then the others.
    private var keyCommands: [Command] {
        let below = pages.dropLast().last?.page ?? .home
        let here = Command.allCases.filter { $0.belongs(to: below) }
        #if FAULTS
            if Fault.helpIncomplete.isOn { return Array(here.prefix(2)) }
        #endif
        return here + Command.allCases.filter { !here.contains($0) }
    }
}
