import AgentDesk
import Configuration
import Services
import TerminalUI

#if FAULTS
    import Faults
#endif

/// What the agent changes and confirms, kept on disk; each answers by what became of it.
struct Keeping: Sendable {
    let file: ConfigurationFile
    let folder: StateFolder
    var language: SettingLanguage
    /// The practice line's calls and notes are no real ones.
    let isPractice: Bool
    /// Accounts of all layers: a new one goes behind them.
    var accountsBeneath = 0

    var drafts: DraftFile { DraftFile(in: folder, isPractice: isPractice) }
    let store: DeskStore

    init(
        file: ConfigurationFile, folder: StateFolder, language: SettingLanguage, isPractice: Bool,
        accountsBeneath: Int = 0, run: String = RunName.random(), keepDays: Int? = nil
    ) {
        self.file = file
        self.folder = folder
        self.language = language
        self.isPractice = isPractice
        self.accountsBeneath = accountsBeneath
        store = DeskStore(folder, isPractice ? "practice.sqlite" : "desk.sqlite", run: run, keepDays: keepDays)
    }

    /// - Returns: nil where it is kept; else why not, in words.
    /// - Parameter address: of the account as it is known: where the file has another there, nothing is written.
    func setting(_ place: SettingPlace, _ value: SettingValue?, address: String?) -> String? {
        words { () throws(ConfigurationProblem) in
            if let account = place.account {
                // What a layer beneath the file says of the account may be all there is of it.
                if value != nil { try file.addAccounts(upTo: account + 1) }
                let accounts = try file.read(mayWait: false).settings.accounts
                guard accounts.indices.contains(account),
                    accounts[account].address == address || file.isPart && accounts[account].address.isEmpty
                else { throw ConfigurationProblem(.unchangeable) }
            }
            try file.write(place.key, account: place.account, value)
        }
    }

    /// What is wrong in the configuration file though it can be written, the first of it in words; nil where nothing is.
    func fault() -> String? {
        do throws(ConfigurationProblem) {
            return try file.read(mayWait: false).problems.first?.sentence(in: language, file: file.path)
        } catch { return error.sentence(in: language, file: file.path) }
    }

    func line(_ line: NewLine) -> String? {
        words { () throws(ConfigurationProblem) in
            var values: [SettingKey: SettingValue] = [:]
            let typed: [(SettingKey, String)] = [
                (.accountAddress, line.address), (.accountName, line.name), (.accountPassword, line.password),
                (.accountRegistrar, line.server),
            ]
            for (key, text) in typed where !text.isEmpty { values[key] = try Setting.of(key).accept(typed: text) }
            try file.addAccounts(upTo: accountsBeneath)
            try file.write(account: values)
        }
    }

    func keys(_ text: String) -> String? {
        let keys = KeysFile(beside: file)
        return words(of: keys.path) { () throws(ConfigurationProblem) in try keys.write(text) }
    }

    func contact(_ contact: AgentDesk.Contact, at index: Int?, known: AgentDesk.Contact?) -> String? {
        words { () throws(ConfigurationProblem) in
            let kept = Settings.Contact(contact)
            if let index {
                try file.change(contact: kept, at: index, known: known.map { Settings.Contact($0) })
            } else {
                try file.add(contact: kept)
            }
        }
    }

    func removeContact(at index: Int, known: AgentDesk.Contact) -> String? {
        words { () throws(ConfigurationProblem) in
            try file.remove(contactAt: index, known: Settings.Contact(known))
        }
    }

    /// The contacts as the file has them; nil where it cannot be read.
    func contacts() -> [AgentDesk.Contact]? {
        (try? file.read(mayWait: false))?.settings.contacts.map { AgentDesk.Contact($0) }
    }

    /// - Parameter path: of the file that is written; nil: the configuration.
    private func words(of path: String? = nil, _ work: () throws(ConfigurationProblem) -> Void) -> String? {
        do throws(ConfigurationProblem) {
            try work()
            return nil
        } catch { return error.sentence(in: language, file: path ?? file.path) }
    }

    #if FAULTS
        func note(_ note: Note) -> String? {
            if Fault.noteLost.isOn { return nil }
            return inStore { store throws(StateProblem) in try store.keep(note) }
        }
    #else
        func note(_ note: Note) -> String? { inStore { store throws(StateProblem) in try store.keep(note) } }
    #endif
}
