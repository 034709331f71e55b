/// A card whose lines come one after the other.
struct CardBuilder: Sendable, Equatable {
    /// The line of its beginning.
    let line: Int
    private var formattedName: String?
    private var structuredName: String?
    private var numbers: [(number: Person.Number, preference: Int)] = []
    private var mails: [(mail: String, preference: Int)] = []
    private var organisation: String?
    private var department: String?
    private var groups: [String] = []
    private var kind = "individual"

    init(line: Int) { self.line = line }

    static func == (left: CardBuilder, right: CardBuilder) -> Bool {
        left.line == right.line && left.person == right.person
    }

    /// RFC 6350 §6.1.4.
    var isOfPerson: Bool { ["individual", "org"].contains(kind) }

    /// Nil where it has no name of any kind.
    var person: Person? {
        let name = formattedName ?? structuredName ?? organisation ?? mails.first?.mail ?? numbers.first?.number.text
        guard let name else { return nil }
        return Person(
            name: name, numbers: Self.preferred(numbers.map { ($0.number, $0.preference) }),
            mails: Self.preferred(mails.map { ($0.mail, $0.preference) }), organisation: organisation,
            department: department, groups: groups)
    }

    private static func preferred<Value>(_ values: [(Value, Int)]) -> [Value] {
        values.enumerated().sorted { ($0.element.1, $0.offset) < ($1.element.1, $1.offset) }.map(\.element.0)
    }

    /// - Returns: false where the line is of no use here.
    mutating func take(_ line: CardLine) -> Bool {
        switch line.name {
        case "FN": formattedName = formattedName ?? ForeignText.clean(CardText.whole(CardText.text(line)))
        case "N": structuredName = Self.name(CardText.parts(CardText.text(line), by: ";"))
        case "TEL": return takeNumber(line)
        case "EMAIL": return takeMail(line)
        case "ORG":
            let parts = CardText.parts(CardText.text(line), by: ";").map { ForeignText.clean($0) }
            organisation = organisation ?? parts.first ?? nil
            department = department ?? parts.dropFirst().first ?? nil
        case "CATEGORIES": takeGroups(CardText.parts(CardText.text(line), by: ","))
        case "KIND", "X-ADDRESSBOOKSERVER-KIND": kind = CardText.text(line).lowercased()
        case "VERSION", "PRODID", "REV", "UID": return true
        default: return false
        }
        return true
    }

    /// "Dupont;Jean;;M.;" (RFC 6350 §6.2.2) as it is spoken: "Jean Dupont".
    private static func name(_ parts: [String]) -> String? {
        let words = [1, 2, 0].compactMap { parts.indices.contains($0) ? ForeignText.clean(parts[$0]) : nil }
        return words.isEmpty ? nil : ForeignText.clean(words.joined(separator: " "))
    }

    private mutating func takeNumber(_ line: CardLine) -> Bool {
        guard numbers.count < PeopleLimits.ofOnePerson, !line.isBinary else { return false }
        guard var text = ForeignText.clean(CardText.whole(CardText.text(line))) else { return true }
        if text.lowercased().hasPrefix("tel:"), !text.contains("phone-context") {
            text = String(text.dropFirst(4).prefix { $0 != ";" })
        }
        guard !text.isEmpty else { return true }
        numbers.append((Person.Number(Self.kind(line.values("TYPE")), text), line.preference))
        return true
    }

    private static func kind(_ types: [String]) -> Person.Number.Kind {
        if types.contains("fax") { return .fax }
        if types.contains(where: { ["cell", "mobile", "iphone"].contains($0) }) { return .mobile }
        if types.contains("work") { return .work }
        return types.contains("home") ? .home : .other
    }

    private mutating func takeMail(_ line: CardLine) -> Bool {
        guard mails.count < PeopleLimits.ofOnePerson else { return false }
        guard let mail = ForeignText.clean(CardText.whole(CardText.text(line))) else { return true }
        mails.append((mail, line.preference))
        return true
    }

    private mutating func takeGroups(_ words: [String]) {
        for group in words.compactMap({ ForeignText.clean($0) }) where groups.count < PeopleLimits.ofOnePerson {
            if !groups.contains(group) { groups.append(group) }
        }
    }
}
