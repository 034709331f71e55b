import JSONText

/// A server of any kind that takes JSON by HTTP: the configuration says what is sent where, and how the answer is read.
public struct GenericConnector: Connector {
    public struct Question: Sendable, Equatable {
        /// An address with `{{id}}` and other names in it.
        public var url: String
        /// The record's number in the answer (RFC 6901); where nothing stands, the server does not have it.
        public var number: String
        public var address: String?

        public init(url: String, number: String, address: String? = nil) {
            self.url = url
            self.number = number
            self.address = address
        }
    }

    /// A member of the answer that must have a value: `/err=0`.
    public struct Condition: Sendable, Equatable {
        public var pointer: String
        public var value: String

        public init?(_ text: String) {
            guard text.hasPrefix("/"), let sign = text.lastIndex(of: "=") else { return nil }
            pointer = String(text[..<sign])
            value = String(text[text.index(after: sign)...])
        }
    }

    var method: String
    var url: String
    /// With names in their values; credentials among them.
    private let fields: [HTTPRequest.Field]
    /// Stands for `{{secret}}` in the header fields alone.
    private let secret: String
    var template: JSONTemplate
    var condition: Condition?
    /// The record's number and address in the answer.
    var number: String?
    var address: String?
    var question: Question?

    public init(
        method: String, url: String, fields: [HTTPRequest.Field], template: JSONTemplate, condition: Condition? = nil,
        number: String? = nil, address: String? = nil, question: Question? = nil, secret: String = ""
    ) {
        self.method = method
        self.url = url
        self.fields = fields
        self.template = template
        self.condition = condition
        self.number = number
        self.address = address
        self.question = question
        self.secret = secret
    }

    public var canAsk: Bool { question != nil }

    public func send(_ record: IncidentRecord, at moment: ConnectorMoment) -> ConnectorStep {
        let names = RecordNames(record)
        let request = HTTPRequest(
            method, names.address(url), fields: headers(names),
            body: Array(template.filled(with: names).description.utf8))
        return .request(request, creates: true) { response in
            let json = response.json
            if let condition {
                guard let found = json?.at(condition.pointer) else { return .done(.unreadable(creates: true)) }
                guard found.recordNumber == condition.value || "\(found)" == condition.value else {
                    return .done(.refused(ServerWords.of(response)))
                }
            }
            guard let number else { return .done(.there(Receipt(number: record.id))) }
            guard let found = json?.at(number)?.recordNumber else { return .done(.unreadable(creates: true)) }
            return .done(.there(Receipt(number: found, url: address.flatMap { json?.at($0)?.address })))
        }
    }

    public func ask(_ record: IncidentRecord, at moment: ConnectorMoment) -> ConnectorStep {
        guard let question else { return .done(.refused("the server cannot be asked")) }
        let names = RecordNames(record)
        let request = HTTPRequest("GET", names.address(question.url), fields: headers(names))
        return .request(request, creates: false) { response in
            guard let json = response.json else { return .done(.unreadable(creates: false)) }
            guard let found = json.at(question.number)?.recordNumber else {
                // A page of errors with a status of success is no answer: taken for "not there", it would double the record.
                return .done(json.lacks(question.number) ? .absent : .unreadable(creates: false))
            }
            return .done(.there(Receipt(number: found, url: question.address.flatMap { json.at($0)?.address })))
        }
    }

    private func headers(_ names: RecordNames) -> [HTTPRequest.Field] {
        var names = names
        names.add("secret", secret)
        // A field is one line whatever a value brings: the client refuses any other.
        let given = fields.map { HTTPRequest.Field($0.name, names.text($0.value)) }
        let known = Set(given.map { $0.name.lowercased() })
        return given + Credentials.json.filter { !known.contains($0.name.lowercased()) }
    }
}

/// A JSON value with names in its texts, read once: what is put in is put into a text of it, so it can be nothing else.
public struct JSONTemplate: Sendable, Equatable {
    let json: JSON

    /// - Parameter text: JSON; a text may hold `{{name}}`, a text that is nothing else becomes the field's own value.
    public init?(_ text: String) {
        guard let json = try? JSONParser.parse(Array(text.utf8)) else { return nil }
        self.json = json
    }

    func filled(with names: RecordNames) -> JSON { Self.fill(json, names) }

    private static func fill(_ json: JSON, _ names: RecordNames) -> JSON {
        switch json {
        case .null, .boolean, .integer, .number: json
        case .text(let text): names.json(text)
        case .array(let elements): .array(elements.map { fill($0, names) })
        case .object(let members): .object(members.map { JSON.Member($0.name, fill($0.value, names)) })
        }
    }
}

/// What the names in a template mean for one record: its fields by their keys, and `id`, `title`, `form`, `call`, `created`, `text`.
struct RecordNames {
    private var values: [String: FieldValue]

    init(_ record: IncidentRecord) {
        var values: [String: FieldValue] = [
            "id": .text(record.id), "title": .text(RecordText.title(of: record)), "form": .text(record.form),
            "call": .text(record.call ?? ""), "created": .text(CalendarText.local(record.createdAt)),
            "text": .text(RecordText.of(record)),
        ]
        for field in record.fields where field.key != "id" { values[field.key] = field.value }
        self.values = values
    }

    mutating func add(_ name: String, _ value: String) { values[name] = .text(value) }

    func text(_ template: String) -> String { replaced(template) { $0.plain } }

    /// Each value percent-encoded.
    func address(_ template: String) -> String { replaced(template) { URLText.encoded($0.plain) } }

    func json(_ template: String) -> JSON {
        if template.hasPrefix("{{"), template.hasSuffix("}}") {
            let name = template.dropFirst(2).dropLast(2)
            if !name.contains("{") { return values[trimmed(name)]?.json ?? .text("") }
        }
        return .text(text(template))
    }

    /// In one pass: what a value brings is never read as a name.
    private func replaced(_ template: String, _ write: (FieldValue) -> String) -> String {
        var text = ""
        var rest = template[...]
        while let (before, name, after) = split(rest) {
            text += before
            text += values[name].map(write) ?? ""
            rest = after
        }
        return text + rest
    }

    private func split(_ text: Substring) -> (Substring, String, Substring)? {
        var start = text.startIndex
        while let open = text[start...].firstIndex(of: "{") {
            let inner = text.index(after: open)
            guard inner < text.endIndex, text[inner] == "{" else {
                start = inner
                continue
            }
            let name = text[text.index(after: inner)...].prefix { $0 != "}" }
            guard text[name.endIndex...].hasPrefix("}}") else { return nil }
            return (text[..<open], trimmed(name), text[text.index(name.endIndex, offsetBy: 2)...])
        }
        return nil
    }

    private func trimmed(_ name: Substring) -> String { name.split(separator: " ").joined(separator: " ") }
}
