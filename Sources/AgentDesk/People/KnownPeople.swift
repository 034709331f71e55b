import CallEngine

/// Who the party of a call is by what is known at this desk: the agent's contacts first, then the directories.
public struct KnownPeople: Sendable {
    private let contacts: [Contact]
    private let people: PeopleIndex

    public init(contacts: [Contact], people: PeopleIndex) {
        self.contacts = contacts
        self.people = people
    }

    /// The name by which the party is known, and whence; nil: nobody knows it, or it is withheld.
    public func name(of party: Party) -> (name: String, source: PeopleIndex.Source)? {
        guard !party.isWithheld else { return nil }
        let own = PeopleIndex.Source(name: "", isTrusted: true)
        if let contact = contacts.first(where: { Self.isSame($0.address, party) }) { return (contact.name, own) }
        guard let number = party.number, let key = people.plan.key(number) else { return nil }
        let contact = contacts.first { $0.addresses.contains { people.plan.key($0) == key } }
        if let contact { return (contact.name, own) }
        return people.entry(of: number).map { ($0.person.name, $0.source) }
    }

    /// The party as events of calls tell it: its number in E.164 where the plan knows it; a contact's name, or that of a directory
    /// that is believed, before what it says of itself, and any other known name where it says none.
    public func end(_ party: Party) -> CallEvent.End {
        var end = CallEvent.End(party)
        guard !party.isWithheld else { return end }
        end.e164 = party.number.flatMap { people.plan.number($0)?.e164 }
        let isNameless = party.name?.isEmpty != false
        if let known = name(of: party), known.source.isTrusted || isNameless { end.display = known.name }
        return end
    }

    /// An address, or its user part alone, is the party's.
    public static func isSame(_ address: String, _ party: Party) -> Bool {
        address == party.address || user(of: address) == party.number
    }

    /// `200` of `sip:200@example.org`; what is no address stays as it is.
    public static func user(of address: String) -> String {
        guard ["sip:", "sips:", "tel:"].contains(where: address.hasPrefix) else { return address }
        let rest = address.drop { $0 != ":" }.dropFirst()
        return String(rest.prefix { $0 != "@" && $0 != ";" })
    }
}
