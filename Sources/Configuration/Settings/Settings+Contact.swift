extension Settings {
    /// One `[[contact]]` table: whom the agent calls, and watches.
    public struct Contact: Sendable, Equatable {
        var values: [SettingKey: SettingValue] = [:]

        init(values: [SettingKey: SettingValue] = [:]) { self.values = values }

        /// - Parameters:
        ///   - name: spoken and shown; empty: the address.
        ///   - address: a number, or `sip:user@host`.
        ///   - isWatched: their presence and their lines are watched.
        public init(name: String, address: String, isWatched: Bool = false, isFavourite: Bool = false) {
            set(.contactName, name)
            set(.contactAddress, address)
            self.isWatched = isWatched
            self.isFavourite = isFavourite
        }

        /// Further numbers, each with its kind before it, such as "mobile:06 12 34 56 78".
        public var numbers: [String] {
            get { list(.contactNumbers) }
            set { values[.contactNumbers] = newValue.isEmpty ? nil : .list(newValue) }
        }

        public var mail: String? {
            get { text(.contactMail) }
            set { set(.contactMail, newValue ?? "") }
        }

        public var organisation: String? {
            get { text(.contactOrganisation) }
            set { set(.contactOrganisation, newValue ?? "") }
        }

        public var groups: [String] {
            get { list(.contactGroups) }
            set { values[.contactGroups] = newValue.isEmpty ? nil : .list(newValue) }
        }

        /// 1 to 9; nil: none.
        public var speedDial: Int? {
            get { if case .integer(let digit)? = values[.contactSpeedDial] { digit } else { nil } }
            set { values[.contactSpeedDial] = newValue.map { .integer($0) } }
        }

        /// Spoken and shown; the address where none is given.
        public var name: String {
            get { text(.contactName) ?? address }
            set { set(.contactName, newValue) }
        }

        /// A number, or `sip:user@host`.
        public var address: String {
            get { text(.contactAddress) ?? "" }
            set { set(.contactAddress, newValue) }
        }

        /// Their presence and their lines are watched.
        public var isWatched: Bool {
            get { value(.contactWatched) == .boolean(true) }
            set { values[.contactWatched] = newValue ? .boolean(true) : nil }
        }

        /// Among the first to be called.
        public var isFavourite: Bool {
            get { value(.contactFavourite) == .boolean(true) }
            set { values[.contactFavourite] = newValue ? .boolean(true) : nil }
        }

        /// The value that holds: given, or the default.
        func value(_ key: SettingKey) -> SettingValue? { values[key] ?? Setting.of(key).standard }

        private func list(_ key: SettingKey) -> [String] {
            if case .list(let texts)? = values[key] { texts } else { [] }
        }

        private func text(_ key: SettingKey) -> String? {
            if case .text(let text)? = values[key] { text } else { nil }
        }

        private mutating func set(_ key: SettingKey, _ text: String) {
            values[key] = text.isEmpty ? nil : .text(text)
        }

        /// What must be written so that these values become those of another contact; what is the same stays as it is written.
        func changes(to other: Contact) -> [(key: SettingKey, value: SettingValue?)] {
            SettingKey.keys(of: "contact").compactMap { key in
                value(key) == other.value(key) ? nil : (key, other.values[key])
            }
        }

        /// Whether both say the same, however it is written.
        public func isSame(as other: Contact?) -> Bool { other.map { changes(to: $0).isEmpty } ?? false }
    }

    /// These settings with one more contact, the last.
    public func adding(contact: Contact) -> Settings {
        var changed = self
        changed.contacts.append(contact)
        return changed
    }

    /// These settings with one contact changed; unchanged where there is none at this place.
    public func changing(contactAt place: Int, to contact: Contact) -> Settings {
        guard contacts.indices.contains(place) else { return self }
        var changed = self
        for (key, value) in contacts[place].changes(to: contact) { changed.contacts[place].values[key] = value }
        return changed
    }

    /// These settings without one contact; unchanged where there is none at this place.
    public func removing(contactAt place: Int) -> Settings {
        guard contacts.indices.contains(place) else { return self }
        var changed = self
        changed.contacts.remove(at: place)
        return changed
    }
}
