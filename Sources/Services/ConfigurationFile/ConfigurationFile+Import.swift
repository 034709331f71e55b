import AgentDesk
import Configuration

extension ConfigurationFile {
    /// Adds and changes contacts by one writing of the file: all of them, or none.
    /// - Returns: the settings of the file as it is now.
    /// - Throws: what is wrong with the file, or would be after the change; nothing was then written.
    @discardableResult
    public func take(_ changes: [ContactImport.Change]) throws(ConfigurationProblem) -> Settings {
        try change { text in
            changes.reduce(text) { text, change in
                switch change {
                case .add(let contact): SettingsEdit.text(text, adding: Settings.Contact(contact))
                case .change(let place, let old, let new):
                    SettingsEdit.text(
                        text, changingContactAt: place, from: Settings.Contact(old), to: Settings.Contact(new))
                }
            }
        } expecting: { settings in
            changes.reduce(settings) { settings, change in
                switch change {
                case .add(let contact): settings.adding(contact: Settings.Contact(contact))
                case .change(let place, _, let new): settings.changing(contactAt: place, to: Settings.Contact(new))
                }
            }
        }
    }
}

extension Settings.Contact {
    /// Whether a file of settings can hold this contact, and each of its numbers as the one that is called: written into one, all are
    /// read back as they are.
    public var canBeWritten: Bool {
        let all = [self] + numbers.map { Self(name: name, address: Person.Number(setting: $0).text) }
        let text = all.map { SettingsEdit.text("", adding: $0) }.joined(separator: "\n")
        guard let entries = try? TOMLReading.entries(of: text) else { return false }
        let reader = SettingsReader(entries)
        return reader.problems.isEmpty && reader.settings.contacts == all
    }

    public init(_ contact: AgentDesk.Contact) {
        self.init(
            name: contact.name, address: contact.address, isWatched: contact.isWatched,
            isFavourite: contact.isFavourite)
        numbers = contact.numbers.map(\.setting)
        mail = contact.mail
        organisation = contact.organisation
        groups = contact.groups
        speedDial = contact.speedDial
    }
}

extension AgentDesk.Contact {
    public init(_ contact: Settings.Contact) {
        self.init(
            name: contact.name, address: contact.address, isWatched: contact.isWatched,
            isFavourite: contact.isFavourite)
        numbers = contact.numbers.map { Person.Number(setting: $0) }
        mail = contact.mail
        organisation = contact.organisation
        groups = contact.groups
        speedDial = contact.speedDial
    }
}
