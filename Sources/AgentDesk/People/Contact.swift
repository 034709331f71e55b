/// Somebody whom the agent keeps.
public struct Contact: Sendable, Equatable {
    public var name: String
    /// A number or an address: the one that is called first.
    public var address: String
    /// Their presence and lines are followed.
    public var isWatched: Bool
    public var isFavourite: Bool
    /// The organisation's settings give it: it stands in no file of the agent's, and is not changed here.
    public var isProvided = false
    /// Further numbers.
    public var numbers: [Person.Number] = []
    public var mail: String?
    public var organisation: String?
    public var groups: [String] = []
    /// 1 to 9; nil: none.
    public var speedDial: Int?

    public init(name: String, address: String, isWatched: Bool = false, isFavourite: Bool = false) {
        self.name = name
        self.address = address
        self.isWatched = isWatched
        self.isFavourite = isFavourite
    }
}

extension Contact {
    /// Nil where the person has no number that can be called.
    public init?(_ person: Person) {
        let called = person.numbers.filter { $0.kind != .fax }
        guard let first = called.first else { return nil }
        self.init(name: person.name, address: first.text)
        numbers = person.numbers.filter { $0 != first }
        mail = person.mails.first
        organisation = person.organisation
        groups = person.groups
    }

    /// The contact as a card tells it. The kind of the first number is not kept: it is told as one of work.
    public var person: Person {
        Person(
            name: name, numbers: [Person.Number(.work, address)] + numbers, mails: mail.map { [$0] } ?? [],
            organisation: organisation, groups: groups)
    }

    /// All that can be called, the first first.
    public var addresses: [String] { [address] + numbers.filter { $0.kind != .fax }.map(\.text) }
}

extension Person.Number {
    /// "mobile:06 12 34 56 78", as a file of settings holds it; without a kind it is one of work.
    public init(setting text: String) {
        let parts = text.split(separator: ":", maxSplits: 1)
        if parts.count == 2, let kind = Kind(rawValue: String(parts[0]).lowercased()) {
            self.init(kind, String(parts[1].drop { $0 == " " }))
        } else {
            self.init(.work, text)
        }
    }

    public var setting: String { "\(kind.rawValue):\(text)" }
}
