/// People read of a file of vCards, of versions 2.1, 3.0 (RFC 2426) and 4.0 (RFC 6350), and what was not taken of it.
public struct CardReading: Sendable, Equatable {
    public struct Problem: Sendable, Equatable {
        public enum Reason: Sendable, Equatable {
            /// A line that is none of a vCard.
            case unreadable
            /// A card without any name.
            case nameless
            /// A card of a group or a thing, not of a person or an organisation.
            case notAPerson
            /// The file ends within a card.
            case cut
            /// There are more people than are taken.
            case tooMany
            /// The file is larger than is read.
            case tooLarge
        }

        public var reason: Reason
        /// From 1; 0: the file itself.
        public var line: Int
    }

    public private(set) var people: [Person] = []
    /// The first of them; `problemCount` counts all.
    public private(set) var problems: [Problem] = []
    public private(set) var problemCount = 0
    /// Properties that are not kept, such as PHOTO, and how many there were.
    public private(set) var leftOut: [String: Int] = [:]

    private var card: CardBuilder?
    /// Cards within a card, as version 2.1 has them for an agent.
    private var depth = 0

    public init(_ octets: [UInt8]) {
        guard octets.count <= PeopleLimits.cardsOctets else {
            note(.tooLarge, at: 0)
            return
        }
        var lines = CardLines(octets)
        while let (line, number) = lines.next() {
            if line.isEmpty { continue }
            guard people.count < PeopleLimits.people else {
                note(.tooMany, at: number)
                card = nil
                break
            }
            take(line, at: number)
        }
        if let card { note(.cut, at: card.line) }
    }

    private mutating func note(_ reason: Problem.Reason, at line: Int) {
        problemCount += 1
        if problems.count < PeopleLimits.cardProblems { problems.append(Problem(reason: reason, line: line)) }
    }

    private mutating func take(_ octets: [UInt8], at number: Int) {
        guard let line = CardLine(octets, at: number) else { return note(.unreadable, at: number) }
        let value = line.value.count <= 16 ? String(decoding: line.value, as: UTF8.self).uppercased() : ""
        switch (line.name, value.split(separator: " ").first.map(String.init) ?? "") {
        case ("BEGIN", "VCARD"):
            if card == nil { card = CardBuilder(line: number) } else { depth += 1 }
        case ("END", "VCARD"):
            if depth > 0 {
                depth -= 1
            } else if let done = card {
                finish(done)
            }
        default:
            guard depth == 0 else { return }
            guard card != nil else { return note(.unreadable, at: number) }
            if card?.take(line) == false { leftOut[line.name, default: 0] += 1 }
        }
    }

    private mutating func finish(_ done: CardBuilder) {
        card = nil
        guard done.isOfPerson else { return note(.notAPerson, at: done.line) }
        guard let person = done.person else { return note(.nameless, at: done.line) }
        people.append(person)
    }
}
