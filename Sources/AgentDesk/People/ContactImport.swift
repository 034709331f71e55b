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
    /// The first of them; `refusalCount` counts all.
    public private(set) var refusals: [Refusal] = []
    public private(set) var refusalCount = 0
    /// Who was there already, as they are.
    public private(set) var known = 0

    public var added: Int { changes.count { if case .add = $0 { true } else { false } } }
    public var changed: Int { changes.count - added }

    private var contacts: [Contact]
    private let before: Int
    private var places: [String: Int] = [:]
    private var checks = 0

    /// - Parameters:
    ///   - most: how many contacts there may be.
    ///   - accepts: whether a contact can be kept, and each of its numbers be called. It may take milliseconds: it is asked once of who
    ///     has nothing odd, and no more than `PeopleLimits.contactChecks` times.
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

    private mutating func refuse(_ refusal: Refusal) {
        refusalCount += 1
        if refusals.count < PeopleLimits.cardProblems { refusals.append(refusal) }
    }

    /// - Parameter isPlain: their odd numbers are out already.
    private mutating func take(
        _ person: Person, _ plan: NumberPlan, _ most: Int, _ accepts: (Contact) -> Bool, isPlain: Bool = false
    ) {
        guard let given = Contact(person) else { return refuse(.withoutNumber(person.name)) }
        let known = given.addresses.compactMap { places[plan.key($0) ?? $0.lowercased()] }.first
        let wanted = known.map { contacts[$0].updated(by: given, plan) } ?? given
        if let known, wanted == contacts[known] {
            self.known += 1
            return
        }
        guard known != nil || contacts.count < most, checks < PeopleLimits.contactChecks else {
            return refuse(.noRoom(person.name))
        }
        checks += 1
        guard accepts(wanted) else {
            return isPlain ? refuse(.tooMuch(person.name)) : takeWithoutOddNumbers(person, plan, most, accepts)
        }
        let place = known ?? contacts.count
        if known == nil { contacts.append(wanted) } else { contacts[place] = wanted }
        remember(wanted, at: place, plan)
    }

    private mutating func takeWithoutOddNumbers(
        _ person: Person, _ plan: NumberPlan, _ most: Int, _ accepts: (Contact) -> Bool
    ) {
        var plain = person
        plain.numbers = []
        for number in person.numbers {
            checks += 1
            if accepts(Contact(name: person.name, address: number.text)) {
                plain.numbers.append(number)
            } else {
                refuse(.oddNumber(number.text, of: person.name))
            }
        }
        guard plain.numbers.count < person.numbers.count else { return refuse(.tooMuch(person.name)) }
        take(plain, plan, most, accepts, isPlain: true)
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
