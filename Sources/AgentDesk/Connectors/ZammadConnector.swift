import JSONText

/// Zammad: a ticket with its first article, and the telephone events of its generic interface. Asked for the ticket that has our key in
/// an article.
public struct ZammadConnector: Connector {
    /// `https://zammad.example.fr`.
    var base: String
    private let token: String
    var group: String
    /// Whose ticket it is, where the record names nobody: an address of mail; nil: the server refuses a record that names nobody.
    var customer: String?
    /// The path of the telephone interface with its secret, `api/v1/cti/<secret>`; nil: no events.
    private let eventPath: String?
    var values: [ConnectorValue]

    public init(
        base: String, token: String, group: String, customer: String?, eventPath: String? = nil,
        values: [ConnectorValue] = []
    ) {
        self.base = base
        self.token = token
        self.group = group
        self.customer = customer
        self.eventPath = eventPath
        self.values = values
    }

    public var canAsk: Bool { true }
    public var takesEvents: Bool { eventPath != nil }

    private var credentials: HTTPRequest.Field { HTTPRequest.Field("Authorization", "Token token=\(token)") }

    public func send(_ record: IncidentRecord, at moment: ConnectorMoment) -> ConnectorStep {
        // The server guesses by addresses of mail alone (Zammad `app/controllers/tickets_controller.rb` create).
        let given =
            record.fields.lazy.filter { $0.key == "email" || $0.key == "customer" }.map(\.value.plain)
            .first { $0.contains("@") } ?? customer
        let files = record.fields.compactMap { field -> JSON? in
            guard case .file(let name, let octets) = field.value else { return nil }
            return .record([
                "filename": .text(name), "data": .text(Base64.text(of: octets)),
                "mime-type": .text("application/octet-stream"),
            ])
        }
        let article = JSON.record([
            "subject": .text(RecordText.title(of: record)), "body": .text(RecordText.of(record)),
            "type": .text("note"), "internal": .boolean(false), "content_type": .text("text/plain"),
            "attachments": files.isEmpty ? nil : .array(files),
        ])
        var ticket: [JSON.Member] = [
            JSON.Member("title", .text(RecordText.title(of: record))), JSON.Member("group", .text(group)),
            JSON.Member("article", article),
        ]
        if let given { ticket.append(JSON.Member("customer_id", .text("guess:\(given)"))) }
        ticket += values.map { JSON.Member($0.name, $0.json) }
        let request = HTTPRequest(
            "POST", URLText.joined(base, "api/v1/tickets"), fields: Credentials.json + [credentials],
            body: Array(JSON.object(ticket).description.utf8))
        return .request(request, creates: true) { response in
            guard let json = response.json, let receipt = receipt(json) else {
                return .done(.unreadable(creates: true))
            }
            return .done(.there(receipt))
        }
    }

    /// A condition is answered from the database. Words are answered from an index where there is one, which lags and has nothing while
    /// it is down, and else by the very text, quotation marks and all (Zammad `app/models/concerns/can_search.rb`, `ticket/search.rb`).
    public func ask(_ record: IncidentRecord, at moment: ConnectorMoment) -> ConnectorStep {
        let query = URLText.query([
            "condition[article.body][operator]": "contains", "condition[article.body][value]": record.id, "limit": "2",
            "expand": "true",
        ])
        let request = HTTPRequest(
            "GET", URLText.joined(base, "api/v1/tickets/search") + "?" + query,
            fields: Credentials.json + [credentials])
        return .request(request, creates: false) { response in
            guard case .array(let found)? = response.json else { return .done(.unreadable(creates: false)) }
            guard let first = found.first else { return .done(.absent) }
            // Our key is in one ticket: a server that lists more does not know the condition.
            guard found.count == 1 else { return .done(.refused(Self.unsearched)) }
            guard let receipt = receipt(first), let ticket = first["id"]?.recordNumber else {
                return .done(.unreadable(creates: false))
            }
            return verify(receipt, ticket, record)
        }
    }

    private static let unsearched = "the server does not search by our key"

    /// A server that does not know the condition may have one ticket to show, somebody else's: ours has our key in an article.
    private func verify(_ receipt: Receipt, _ ticket: String, _ record: IncidentRecord) -> ConnectorStep {
        let path = "api/v1/ticket_articles/by_ticket/" + URLText.encoded(ticket)
        let request = HTTPRequest("GET", URLText.joined(base, path), fields: Credentials.json + [credentials])
        return .request(request, creates: false) { response in
            guard case .array(let articles)? = response.json else { return .done(.unreadable(creates: false)) }
            let isOurs = articles.contains { $0["body"]?.text?.contains(record.id) == true }
            return .done(isOurs ? .there(receipt) : .refused(Self.unsearched))
        }
    }

    private func receipt(_ ticket: JSON) -> Receipt? {
        guard let number = (ticket["number"] ?? ticket["id"])?.recordNumber else { return nil }
        let url = ticket["id"]?.recordNumber.map { URLText.joined(base, "#ticket/zoom/") + URLText.encoded($0) }
        return Receipt(number: number, url: url)
    }

    // MARK: Events of calls

    public func send(_ event: CallEvent, at moment: ConnectorMoment) -> ConnectorStep {
        guard let eventPath, let name = Self.name(of: event.kind) else { return .done(.stale) }
        // Answered late, it would open a screen for a call that is over.
        guard moment.seconds - event.at / 1_000 <= Limits.eventSeconds else { return .done(.stale) }
        let other = event.isIncoming ? event.from : event.to
        let own = event.isIncoming ? event.to : event.from
        let body = JSON.record([
            "event": .text(name), "callId": .text(event.call), "direction": .text(event.isIncoming ? "in" : "out"),
            "from": .text(number(event.isIncoming ? other : own)), "to": .text(number(event.isIncoming ? own : other)),
            "user": event.agent.map { .text($0) }, "queue": event.queue.map { .text($0) },
            "answeringNumber": name == "answer" ? .text(event.agent ?? number(own)) : nil,
            "cause": name == "hangup" ? .text(Self.cause(event)) : nil,
        ])
        let request = HTTPRequest(
            "POST", URLText.joined(base, eventPath), fields: Credentials.json, body: Array(body.description.utf8))
        return .request(request, creates: true) { _ in .done(.there(Receipt(number: ""))) }
    }

    private static func name(of kind: CallEvent.Kind) -> String? {
        switch kind {
        case .ringing: "newCall"
        case .answered: "answer"
        case .ended, .missed: "hangup"
        case .held, .resumed, .transferred: nil
        }
    }

    /// Without the plus sign, as the server compares them.
    private func number(_ end: CallEvent.End) -> String {
        let text = end.e164 ?? end.raw ?? "anonymous"
        return text.hasPrefix("+") ? String(text.dropFirst()) : text
    }

    private static func cause(_ event: CallEvent) -> String {
        if event.kind == .missed { return "noAnswer" }
        return switch event.endCause {
        case "busy": "busy"
        case "no_answer": "noAnswer"
        case "cancelled": "cancel"
        case "not_found", "unknown_number": "notFound"
        case "unavailable", "failed": "congestion"
        default: "normalClearing"
        }
    }
}
