import Announcements
import CallEngine
import Configuration

/// Settings: the sections, the settings of one, and one setting with its help and what it may be.
extension AppState {
    /// Where something is looked for: the settings themselves, of all parts.
    func settingsLines(_ page: PageState) -> [Item] {
        guard !page[.filter].text.isEmpty else { return sections }
        return sections
            + SettingSection.allCases.filter(\.hasPage).flatMap { section -> [Item] in
                let places: [Int?] = section.isOfAccount ? configuration.accounts.indices.map { $0 } : [nil]
                return places.flatMap { account in
                    section.settings.map { settingItem(SettingPlace(key: $0.key, account: account)) }
                }
            }
    }

    private var sections: [Item] {
        SettingSection.allCases.filter(\.hasPage).flatMap { section -> [Item] in
            guard section.isOfAccount else {
                return [Item(section.title[language], .open(.section, .section(section, account: nil)))]
            }
            return configuration.accounts.indices.map { index in
                Item(
                    "\(section.title[language]), \(configuration.accounts[index].name)",
                    .open(.section, .section(section, account: index)))
            }
        } + [Item(Word.lineHelp.text(language), .open(.newLine, .none))]
    }

    func sectionLines(_ page: PageState) -> [Item] {
        guard case .section(let section, let account) = page.subject else { return [] }
        let choice = section == .voice ? [Item(Page.phrases.title[language], .open(.phrases, .none))] : []
        return choice + section.settings.map { settingItem(SettingPlace(key: $0.key, account: account)) }
    }

    /// "Débit de la voix : 260".
    func settingItem(_ place: SettingPlace) -> Item {
        Item(settingText(place), .open(.setting, .setting(place)), isPersonal: place.account != nil)
    }

    func settingText(_ place: SettingPlace) -> String {
        let setting = Setting.of(place.key)
        let lock = configuration.lock(of: place.key).map { ", " + lockWords($0) } ?? ""
        return "\(setting.label[language])\(colon) \(setting.shown(value(place), in: settingLanguage))" + lock
    }

    /// "verrouillé par l'organisation".
    func lockWords(_ owner: LayerKind) -> String {
        Bilingual("verrouillé par \(owner.words.french)", "locked by \(owner.words.english)")[settingLanguage]
    }

    /// A sentence on as many lines as it takes, so that nothing of it is clipped.
    func whole(_ sentence: String) -> [Item] {
        Cells.lines(sentence, of: columns).map { line in
            Item(line)
        }
    }

    func value(_ place: SettingPlace) -> SettingValue? {
        configuration.value(place.key, account: place.account)
    }

    var settingLanguage: SettingLanguage { language == .french ? .french : .english }

    /// The value when the page was opened; what it becomes is told by the answer.
    func settingValueLine(_ subject: Subject) -> [Item] {
        guard case .setting(let place) = subject else { return [] }
        return [Item(settingText(place), isPersonal: place.account != nil)]
    }

    func settingLines(_ page: PageState) -> [Item] {
        guard case .setting(let place) = page.subject else { return [] }
        let setting = Setting.of(place.key)
        var lines = page.lines + whole(setting.help[language])
        if let owner = configuration.lock(of: place.key) { return lines + whole(lockWords(owner)) }
        switch setting.kind {
        case .choice(let choices):
            lines += choices.map {
                Item(setting.choiceName($0)[language].capitalisedFirst, .set(place, .text($0)))
            }
        case .text where place.key == .interfaceTheme:
            lines += themes.map { Item($0[language].capitalisedFirst, .set(place, .text($0.name))) }
        case .boolean:
            lines += [Word.yes, .no].map {
                Item($0.text(language).capitalisedFirst, .set(place, .boolean($0 == .yes)))
            }
        case .text, .secret, .secretDigest, .list, .command, .integer, .integerOrOff, .address, .server, .mediaServer,
            .servers, .digests, .path, .urlTemplate, .devices, .portRange:
            lines.append(fieldItem(.value, page))
        }
        let standard =
            configuration.standard(place.key).map {
                "\(colon) \(setting.shown($0, in: settingLanguage))"
            } ?? ""
        lines.append(Item(Word.standardValue.text(language) + standard, .set(place, nil)))
        switch setting.takesEffect {
        case .atOnce: break
        case .inPartAtOnce: lines.append(Item(Word.wholeAtNextStart.text(language).capitalisedFirst))
        case .atNextStart: lines.append(Item(Word.nextStart.text(language).capitalisedFirst))
        }
        return lines
    }
}

/// Which announcements are said.
extension AppState {
    /// "Micro coupé : dite": what is written and kept in Annonces all the same. Safety messages are not in the list.
    var phraseLines: [Item] {
        var seen: Set<String> = []
        let samples = Phrases.samples.filter {
            $0.persistence != .safety && seen.insert($0.name).inserted
        }
        return samples.map { sample in
            let words = sample.phrase(settings.written.at(.middle)).written
            let state: Word = settings.leftOut.contains(sample.name) ? .leftOut : .said
            return Item("\(words)\(colon) \(state.text(language))", .turnPhrase(sample.name))
        }
    }
}
