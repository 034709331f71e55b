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

/// What a foreign file or server says of somebody, as it may be shown and spoken.
enum PersonText {
    /// Without control signs and marks of direction, in one line, within its limit; nil where nothing is left.
    static func clean(_ text: some StringProtocol) -> String? {
        var kept = String.UnicodeScalarView()
        for scalar in text.unicodeScalars.prefix(PeopleLimits.personCharacters * 4) {
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator, .spaceSeparator:
                if let last = kept.last, last != " " { kept.append(" ") }
            case .format, .surrogate, .privateUse, .unassigned: continue
            default: kept.append(scalar)
            }
        }
        if kept.last == " " { kept.removeLast() }
        let line = String(String(kept).prefix(PeopleLimits.personCharacters))
        return line.isEmpty ? nil : line
    }
}

extension Person {
    /// What a server says of somebody, made fit to be shown and spoken; nil where it gives no name or no number.
    public init?(
        cleaning name: String, numbers: [Number], mails: [String] = [], organisation: String? = nil,
        groups: [String] = []
    ) {
        let cleaned = numbers.prefix(PeopleLimits.ofOnePerson).compactMap { number in
            PersonText.clean(number.text).map { Number(number.kind, $0) }
        }
        guard let name = PersonText.clean(name), !cleaned.isEmpty else { return nil }
        self.init(
            name: name, numbers: cleaned,
            mails: mails.prefix(PeopleLimits.ofOnePerson).compactMap { PersonText.clean($0) },
            organisation: organisation.flatMap { PersonText.clean($0) },
            groups: groups.prefix(PeopleLimits.ofOnePerson).compactMap { PersonText.clean($0) })
    }
}
