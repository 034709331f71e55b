/// Somebody in a directory or a file of contacts.
public struct Person: Sendable, Equatable {
    /// One of their numbers, as it is written there.
    public struct Number: Sendable, Equatable {
        public enum Kind: String, Sendable, Equatable, CaseIterable {
            case work, mobile, home, fax, other
        }

        public var kind: Kind
        public var text: String

        public init(_ kind: Kind, _ text: String) {
            self.kind = kind
            self.text = text
        }
    }

    /// As it is shown and spoken.
    public var name: String
    /// The preferred one first.
    public var numbers: [Number]
    public var mails: [String]
    public var organisation: String?
    public var department: String?
    public var groups: [String]

    public init(
        name: String, numbers: [Number] = [], mails: [String] = [], organisation: String? = nil,
        department: String? = nil, groups: [String] = []
    ) {
        self.name = name
        self.numbers = numbers
        self.mails = mails
        self.organisation = organisation
        self.department = department
        self.groups = groups
    }
}

extension Person {
    /// What a server says of somebody, made fit to be shown and spoken; nil where it gives no name or no number.
    public init?(
        cleaning name: String, numbers: [Number], mails: [String] = [], organisation: String? = nil,
        groups: [String] = []
    ) {
        let cleaned = numbers.prefix(PeopleLimits.ofOnePerson).compactMap { number in
            ForeignText.clean(number.text).map { Number(number.kind, $0) }
        }
        guard let name = ForeignText.clean(name), !cleaned.isEmpty else { return nil }
        self.init(
            name: name, numbers: cleaned,
            mails: mails.prefix(PeopleLimits.ofOnePerson).compactMap { ForeignText.clean($0) },
            organisation: organisation.flatMap { ForeignText.clean($0) },
            groups: groups.prefix(PeopleLimits.ofOnePerson).compactMap { ForeignText.clean($0) })
    }
}
