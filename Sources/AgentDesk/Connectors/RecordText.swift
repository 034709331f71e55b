import JSONText

/// A record as text, for servers whose tickets have one.
enum RecordText {
    /// A line a field, and our key as the last: a server that has no other place for it is asked by it.
    static func of(_ record: IncidentRecord) -> String {
        let lines = record.fields.map { "\($0.label)\(separator($0.label))\($0.value.words)" }
        return (lines + ["Clairvoix \(record.id)"]).joined(separator: "\n")
    }

    /// The record's title: what the form's field of that name says, else the form's own title.
    static func title(of record: IncidentRecord) -> String {
        let given = record.fields.first {
            ["title", "titre", "name", "objet", "subject"].contains($0.key.lowercased())
        }
        return given.map(\.value.words) ?? record.title
    }

    private static func separator(_ label: String) -> String { label.hasSuffix(":") ? " " : " : " }
}

extension FieldValue {
    /// As a person reads it.
    var words: String {
        switch self {
        case .text(let text): text
        case .choice(_, let label): label
        case .date(let date): date
        case .place(let words, let latitude?, let longitude?): "\(words) (\(latitude), \(longitude))"
        case .place(let words, _, _): words
        case .phone(let phone): phone
        case .flag(let flag): flag ? "oui" : "non"
        case .file(let name, _): name
        }
    }

    /// As a server's field takes it.
    var plain: String {
        switch self {
        case .choice(let value, _): value
        case .flag(let flag): flag ? "true" : "false"
        case .file(_, let octets): Base64.text(of: octets)
        case .place(let words, _, _): words
        case .text, .date, .phone: words
        }
    }

    /// As a member of JSON.
    var json: JSON { if case .flag(let flag) = self { .boolean(flag) } else { .text(plain) } }
}

/// Constant values of a site that go with every record, such as an entity's number.
public struct ConnectorValue: Sendable, Equatable {
    public var name: String
    public var value: String

    public init(name: String, value: String) {
        self.name = name
        self.value = value
    }

    /// A whole number goes as one.
    var json: JSON {
        Int(value).map { .integer($0) }
            ?? (value == "true" ? .boolean(true) : value == "false" ? .boolean(false) : .text(value))
    }

    /// - Parameter text: `name=value`.
    public init?(_ text: String) {
        guard let sign = text.firstIndex(of: "="), sign > text.startIndex else { return nil }
        self.init(name: String(text[..<sign]), value: String(text[text.index(after: sign)...]))
    }
}
