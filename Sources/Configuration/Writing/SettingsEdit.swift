/// One change in the text of a configuration file: all else stays as it was, octet for octet, comments and order included. A text that
/// cannot be changed so comes back unchanged: who writes a file reads the result back.
public enum SettingsEdit {
    /// The text with one key changed, added to its table (which is made where it is missing) or taken out.
    /// - Parameters:
    ///   - file: TOML that a parser has accepted.
    ///   - account: the place in the file, from 0, of the account, or of the contact where the key is a contact's; else of no meaning.
    ///   - value: one that the setting accepted; nil takes the key out.
    public static func text(
        _ file: String, setting key: SettingKey, account: Int?, to value: SettingValue?
    ) -> String {
        let setting = Setting.of(key)
        guard let path = path(of: key, element: account) else { return file }
        let layout = FileLayout(file)
        if let pair = layout.pair(at: path) {
            guard let value else { return layout.removing(pair) }
            return layout.replacing(pair.value, with: setting.write(value))
        }
        guard let value else { return file }
        return layout.adding(path, written: setting.write(value))
    }

    /// The text with one more table in a list of tables.
    static func text(_ file: String, addingTo list: String, _ values: [SettingKey: SettingValue]) -> String {
        let given = SettingKey.allCases.compactMap { key in values[key].map { (key, Setting.of(key).write($0)) } }
        let own = given.filter { $0.0.tablePath == list }.map { "\($0.0.name) = \($0.1)" }
        let codes = given.filter { $0.0.tablePath != list }
        let layout = FileLayout(file)
        if let pair = layout.pair(at: [list]) {
            let dotted = codes.map { "\($0.0.rawValue.dropFirst(list.count + 1)) = \($0.1)" }
            return layout.adding("{ \((own + dotted).joined(separator: ", ")) }", toListAt: pair)
        }
        var lines = ["[[\(list)]]"] + own
        if let table = codes.first?.0.tablePath {
            lines += ["", "[\(table)]"] + codes.map { "\($0.0.name) = \($0.1)" }
        }
        return layout.appending(lines)
    }

    /// The text with one more `[[account]]`.
    /// - Parameter account: values of account keys; others are left out.
    public static func text(_ file: String, adding account: [SettingKey: SettingValue]) -> String {
        text(file, addingTo: "account", account.filter { Setting.of($0.key).section.isOfAccount })
    }

    /// The text with one more `[[contact]]`.
    public static func text(_ file: String, adding contact: Settings.Contact) -> String {
        text(file, addingTo: "contact", contact.values)
    }

    /// The text with one contact changed, where it differs.
    /// - Parameter place: the contact's, in the file's order, from 0.
    public static func text(
        _ file: String, changingContactAt place: Int, from old: Settings.Contact, to new: Settings.Contact
    ) -> String {
        old.changes(to: new).reduce(file) { text($0, setting: $1.key, account: place, to: $1.value) }
    }

    /// The text without one contact, comments inside its table included.
    /// - Parameter place: the contact's, in the file's order, from 0.
    public static func text(_ file: String, removingContactAt place: Int) -> String {
        FileLayout(file).removing(element: place, of: "contact")
    }

    /// The key's path, with the number of its element where its table is a list; nil where that number is missing.
    private static func path(of key: SettingKey, element: Int?) -> [String]? {
        var path = key.rawValue.split(separator: ".").map(String.init)
        guard Setting.of(key).section.list != nil else { return path }
        guard let element else { return nil }
        path.insert(String(element), at: 1)
        return path
    }
}
