/// People by their numbers and by their names, in memory: found within a millisecond among ten thousand. Made once and never changed;
/// two are the same where one was made of the other's.
public final class PeopleIndex: Sendable, Equatable {
    /// Where somebody is known from.
    public struct Source: Sendable, Equatable {
        /// As it is spoken, "annuaire Mairie"; empty: the agent's own contacts.
        public var name: String
        /// Its names go before what callers say of themselves.
        public var isTrusted: Bool

        public init(name: String, isTrusted: Bool) {
            self.name = name
            self.isTrusted = isTrusted
        }
    }

    /// Somebody, and where they are known from.
    public struct Entry: Sendable, Equatable {
        public var person: Person
        public var source: Source

        public init(_ person: Person, _ source: Source) {
            self.person = person
            self.source = source
        }
    }

    public static let none = PeopleIndex([], by: NumberPlan())

    public let entries: [Entry]
    public let plan: NumberPlan
    /// The place of the first entry with the number.
    private let places: [String: Int]
    /// Of each entry what a search compares.
    private let letters: [[UInt8]]

    /// - Parameter entries: those who go before others of the same number first.
    public init(_ entries: [Entry], by plan: NumberPlan) {
        self.entries = Array(entries.prefix(PeopleLimits.people))
        self.plan = plan
        var places: [String: Int] = [:]
        for (place, entry) in self.entries.enumerated() {
            for number in entry.person.numbers where number.kind != .fax {
                if let key = plan.key(number.text), places[key] == nil { places[key] = place }
            }
        }
        self.places = places
        letters = self.entries.map { Array(PlainLetters.of(Self.text($0.person)).utf8) }
    }

    public static func == (left: PeopleIndex, right: PeopleIndex) -> Bool { left === right }

    /// Who has the number, whatever its writing; nil: nobody who is known.
    public func entry(of number: String) -> Entry? {
        plan.key(number).flatMap { places[$0] }.map { entries[$0] }
    }

    /// Those whose name, organisation, group or number holds every word, in the order of the entries.
    public func found(_ words: String, most: Int = PeopleLimits.foundPeople) -> [Entry] {
        let wanted = PlainLetters.of(words).split(separator: " ").prefix(8).map { Array($0.utf8) }
        guard !wanted.isEmpty else { return [] }
        var found: [Entry] = []
        for (place, text) in letters.enumerated() where wanted.allSatisfy({ PlainLetters.holds(text, $0) }) {
            found.append(entries[place])
            if found.count == most { break }
        }
        return found
    }

    private static func text(_ person: Person) -> String {
        let words = [person.name, person.organisation ?? "", person.department ?? ""] + person.groups
        let digits = person.numbers.map { $0.text.filter { $0.isASCII && $0.isNumber } }
        return (words + digits).joined(separator: " ")
    }
}
