import AgentDesk
import Announcements
import CallEngine
import Configuration
import Glibc
import PracticeLine
import Services
import TerminalUI
import Time

/// What the interface knows when the program opens.
extension Softphone {
    static func firstState(
        _ options: ProgramOptions, _ settings: Settings, _ language: SettingLanguage, _ practice: PracticeFarEnds?,
        run: String
    ) -> AppState {
        var interface = InterfaceSettings(
            settings, language: Language(language), configurationFile: options.configurationFile.path,
            recordingFolder: options.recordingFolder)
        interface.isReaderRunning = RunningReader.speaks(RunningReader.found())
        interface.take(settings)
        interface.isFirstStart = practice == nil && settings.accounts.isEmpty
        var (keymap, warnings) = options.keymap(language)
        if warnings.count > TerminalUI.Limits.warnings {
            warnings = Array(warnings.prefix(TerminalUI.Limits.warnings))
            warnings.append(
                Bilingual("D'autres fautes : clairvoix config check", "More problems: clairvoix config check")[language]
            )
        }
        if let problem = options.colourProblem(settings, language) { warnings.append(problem) }
        if let problem = options.earconTheme(settings).problem { warnings.append(problem[language]) }
        return AppState(
            settings: interface, accounts: lines(settings, practice: practice, language),
            dialEntries: Practice.entries(practice, in: language), keymap: keymap, configuration: settings,
            contacts: settings.contacts.map { Contact($0) },
            providedContacts: settings.providedContacts.map { Contact($0) },
            warnings: warnings,
            themes: options.themes.all.map { ThemeName(name: $0.name, french: $0.french, english: $0.english) },
            desk: formDesk(options, language, DraftFile(in: options.stateFolder, isPractice: options.isPractice)),
            wallSeconds: wallSeconds(), run: run,
            at: .now)
    }

    /// The lines before the engine tells their states.
    private static func lines(
        _ settings: Settings, practice: PracticeFarEnds?, _ language: SettingLanguage
    ) -> [AccountLine] {
        if practice != nil { return [AccountLine(id: AccountID(0), name: Practice.name[language])] }
        return settings.accounts.enumerated().map { AccountLine(id: AccountID($0.offset), name: $0.element.name) }
    }

    /// The clock on the wall, in seconds since 1970-01-01.
    static func wallSeconds() -> WallSeconds {
        var now = time(nil)
        var parts = tm()
        guard localtime_r(&now, &parts) != nil else { return Int(now) }
        return Int(now) + parts.tm_gmtoff
    }
}
