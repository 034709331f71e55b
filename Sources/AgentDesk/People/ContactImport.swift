/// People taken among the contacts: somebody who is there already, by any number, is brought up to date, not doubled.
public struct ContactImport: Sendable, Equatable {
    /// What becomes of the contacts, in the order in which it must be done.
    public enum Change: Sendable, Equatable {
        case add(Contact)
        /// The contact at a place, from 0, of the contacts as they were.
        case change(at: Int, from: Contact, to: Contact)
    }

    /// Who, or what of them, was not taken, and why.
    public enum Refusal: Sendable, Equatable {
        case withoutNumber(String)
        case noRoom(String)
        /// One number, which no contact can have; their other numbers are taken.
        case oddNumber(String, of: String)
        /// More is told of them than a contact can have; who was there already stays as they are.
        case tooMuch(String)
    }

    public private(set) var changes: [Change] = []
    public private(set) var refusals: [Refusal] = []
    /// Who was there already, as they are.
    public private(set) var known = 0

    public var added: Int { changes.count { if case .add = $0 { true } else { false } } }
    public var changed: Int { changes.count - added }

    private var contacts: [Contact]
    private let before: Int
    private var places: [String: Int] = [:]

    /// - Parameters:
    ///   - most: how many contacts there may be.
    ///   - accepts: whether a contact can be kept.
    public init(
        _ people: [Person], into contacts: [Contact], by plan: NumberPlan, most: Int,
        accepts: (Contact) -> Bool = { _ in true }
    ) {
        self.contacts = contacts
        before = contacts.count
        let old = contacts
        for (place, contact) in contacts.enumerated() { remember(contact, at: place, plan) }
        for person in people { take(person, plan, most, accepts) }
        changes = self.contacts.indices.compactMap { place in
            guard place < before else { return .add(self.contacts[place]) }
            let (was, new) = (old[place], self.contacts[place])
            return was == new ? nil : .change(at: place, from: was, to: new)
        }
    }

    private mutating func remember(_ contact: Contact, at place: Int, _ plan: NumberPlan) {
        for address in contact.addresses {
            let key = plan.key(address) ?? address.lowercased()
            if places[key] == nil { places[key] = place }
        }
    }

    private mutating func take(_ person: Person, _ plan: NumberPlan, _ most: Int, _ accepts: (Contact) -> Bool) {
        var plain = person
        plain.numbers = person.numbers.filter { number in
            if accepts(Contact(name: person.name, address: number.text)) { return true }
            refusals.append(.oddNumber(number.text, of: person.name))
            return false
        }
        guard let given = Contact(plain) else { return refusals.append(.withoutNumber(person.name)) }
        let place = given.addresses.compactMap { places[plan.key($0) ?? $0.lowercased()] }.first
        guard let place else {
            guard contacts.count < most else { return refusals.append(.noRoom(person.name)) }
            guard accepts(given) else { return refusals.append(.tooMuch(person.name)) }
            contacts.append(given)
            return remember(given, at: contacts.count - 1, plan)
        }
        let updated = contacts[place].updated(by: given, plan)
        if updated == contacts[place] {
            known += 1
        } else if !accepts(updated) {
            refusals.append(.tooMuch(person.name))
        } else {
            contacts[place] = updated
            remember(updated, at: place, plan)
        }
    }
}

extension Contact {
    /// With what another telling of them knows more or newer; the number that is called first stays, so do the agent's own marks.
    func updated(by other: Contact, _ plan: NumberPlan) -> Contact {
        var updated = self
        updated.name = other.name
        updated.mail = other.mail ?? mail
        updated.organisation = other.organisation ?? organisation
        for group in other.groups where !groups.contains(group) { updated.groups.append(group) }
        var keys = Set(([address] + numbers.map(\.text)).map { plan.key($0) ?? $0.lowercased() })
        for number in [Person.Number(.work, other.address)] + other.numbers
        where keys.insert(plan.key(number.text) ?? number.text.lowercased()).inserted {
            updated.numbers.append(number)
        }
        return updated
    }
}
