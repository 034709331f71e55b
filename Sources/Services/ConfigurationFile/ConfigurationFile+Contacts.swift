import Configuration

extension ConfigurationFile {
    /// Adds a contact at the end of the file.
    /// - Returns: the settings of the file as it is now.
    /// - Throws: what is wrong with the file, or would be after the change; nothing was then written.
    @discardableResult
    public func add(contact: Settings.Contact) throws(ConfigurationProblem) -> Settings {
        try change {
            SettingsEdit.text($0, adding: contact)
        } expecting: {
            $0.adding(contact: contact)
        }
    }

    /// Changes what is new of a contact; the rest of its table stays as it is written.
    /// - Parameters:
    ///   - place: the contact's, in the file's order, from 0.
    ///   - known: the contact that is believed to be there; where another is, nothing is changed. nil: whoever is there.
    /// - Returns: the settings of the file as it is now.
    /// - Throws: `unchangeable` where there is no such contact; else as `add`.
    @discardableResult
    public func change(
        contact: Settings.Contact, at place: Int, known: Settings.Contact? = nil
    ) throws(ConfigurationProblem) -> Settings {
        var isThere = false
        let settings = try change { text in
            let old = contacts(of: text)
            isThere = old.indices.contains(place) && (known == nil || old[place].isSame(as: known))
            return isThere ? SettingsEdit.text(text, changingContactAt: place, from: old[place], to: contact) : text
        } expecting: {
            isThere ? $0.changing(contactAt: place, to: contact) : $0
        }
        guard isThere else { throw ConfigurationProblem(.unchangeable) }
        return settings
    }

    /// Takes a contact out, with its table.
    /// - Parameters: as of `change`.
    /// - Returns: the settings of the file as it is now.
    /// - Throws: `unchangeable` where there is no such contact; else as `add`.
    @discardableResult
    public func remove(
        contactAt place: Int, known: Settings.Contact? = nil
    ) throws(ConfigurationProblem) -> Settings {
        var isThere = false
        let settings = try change { text in
            let old = contacts(of: text)
            isThere = old.indices.contains(place) && (known == nil || old[place].isSame(as: known))
            return isThere ? SettingsEdit.text(text, removingContactAt: place) : text
        } expecting: {
            isThere ? $0.removing(contactAt: place) : $0
        }
        guard isThere else { throw ConfigurationProblem(.unchangeable) }
        return settings
    }

    private func contacts(of text: String) -> [Settings.Contact] {
        guard let entries = try? TOMLReading.entries(of: text) else { return [] }
        return SettingsReader(entries).settings.contacts
    }
}
