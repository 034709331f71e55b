import AgentDesk

/// The contacts of the agent's file, each at its place there, and behind them those of the organisation's settings.
extension AppState {
    /// How many are the agent's own.
    var ownContacts: Int { contacts.count { !$0.isProvided } }

    /// The file's contacts in the place of those that were its; the organisation's stay.
    mutating func takeOwn(_ own: [Contact]) { take(own, provided: contacts.filter(\.isProvided)) }

    mutating func take(_ own: [Contact], provided: [Contact]) {
        contacts =
            own.prefix(Limits.contacts)
            + provided.prefix(Limits.contacts).map { contact in
                var contact = contact
                contact.isProvided = true
                return contact
            }
    }

    /// Whether words of the agent stand in a field: a new start would lose them.
    public var holdsTypedWords: Bool { pages.contains { $0.fields.values.contains { !$0.text.isEmpty } } }
}
