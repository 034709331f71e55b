import Configuration
import Glibc

extension ConfigurationFile {
    /// Changes one setting in the file, or takes it out; all else stays as it was. A file that is missing is made, for its owner alone.
    /// - Parameters:
    ///   - account: the account's place in the file, from 0; of no meaning where the key is of no account.
    ///   - value: one that the setting accepted; nil: back to the default.
    /// - Returns: the settings of the file as it is now.
    /// - Throws: what is wrong with the file, or would be after the change; nothing was then written.
    @discardableResult
    public func write(
        _ key: SettingKey, account: Int? = nil, _ value: SettingValue?
    ) throws(ConfigurationProblem) -> Settings {
        let settings = try change {
            SettingsEdit.text($0, setting: key, account: account, to: value)
        } expecting: {
            $0.setting(value, for: key, account: account)
        }
        // There is no such account.
        guard value == nil || settings.isGiven(key, account: account) else { throw ConfigurationProblem(.unchangeable) }
        return settings
    }

    /// Adds an account at the end of the file, which is then for its owner alone.
    /// - Parameter account: values of account keys, which the settings accepted.
    /// - Returns: the settings of the file as it is now.
    /// - Throws: what is wrong with the file, or would be after the change; nothing was then written.
    @discardableResult
    public func write(account: [SettingKey: SettingValue]) throws(ConfigurationProblem) -> Settings {
        try change(isPrivate: true) {
            SettingsEdit.text($0, adding: account)
        } expecting: {
            $0.adding(account: account)
        }
    }

    /// Adds empty accounts until there are so many: layers match accounts by their place, so one that is new here stands behind those that
    /// other layers have.
    /// - Throws: as `write`.
    public func addAccounts(upTo count: Int) throws(ConfigurationProblem) {
        guard isPart else { return }
        let present = try read(mayWait: false).settings.accounts.count
        for _ in 0..<max(0, min(count, Configuration.Limits.accounts) - present) { try write(account: [:]) }
    }

    /// Reads the file, changes its text, and writes it only where it then says what is expected and nothing new is wrong.
    func change(
        isPrivate: Bool = false, _ edit: (String) -> String, expecting: (Settings) -> Settings
    ) throws(ConfigurationProblem) -> Settings {
        let replacement = try FileReplacement(path)
        for _ in 0..<Limits.writeAttempts {
            let old = try FileContents(replacement.target)
            let before = try old?.reader(isPart: isPart) ?? SettingsReader([])
            let text = edit(old?.text ?? "")
            let after = try checked(text, against: before)
            guard after.settings == expecting(before.settings) else {
                throw ConfigurationProblem(.unchangeable)
            }
            let isSecret = isPrivate || after.settings.holdsSecret
            let kept = old?.mode ?? 0o600
            let mode = isSecret ? kept & 0o700 | 0o600 : kept
            if text == old?.text, mode == kept { return after.settings }
            if try replacement.write(text, over: old, mode: mode) { return after.settings }
        }
        throw ConfigurationProblem(.unwritable("another program keeps changing it"))
    }

    /// - Throws: the first problem that the text has and the one before had not.
    private func checked(
        _ text: String, against before: SettingsReader
    ) throws(ConfigurationProblem) -> SettingsReader {
        let most = Configuration.Limits.fileOctets
        guard text.utf8.count <= most else { throw ConfigurationProblem(.tooLarge(octets: most)) }
        guard let entries = try? TOMLReading.entries(of: text) else { throw ConfigurationProblem(.unchangeable) }
        let reader = SettingsReader(entries, isPart: isPart)
        var known = before.problems
        for problem in reader.problems {
            guard let place = known.firstIndex(where: { $0.fault == problem.fault && $0.path == problem.path }) else {
                throw problem
            }
            known.remove(at: place)
        }
        return reader
    }
}
