import JSONText

/// GLPI's second interface, of version 11 on: a token (RFC 6749 §4.3), then the ticket with our key as its `external_id`.
public struct GLPIConnector: Connector {
    /// `https://glpi.example.fr/api.php`.
    var base: String
    var client: String
    private let clientSecret: String
    var user: String
    private let password: String
    var values: [ConnectorValue]

    public init(
        base: String, client: String, clientSecret: String, user: String, password: String,
        values: [ConnectorValue] = []
    ) {
        self.base = base
        self.client = client
        self.clientSecret = clientSecret
        self.user = user
        self.password = password
        self.values = values
    }

    public var canAsk: Bool { true }

    public func send(_ record: IncidentRecord, at moment: ConnectorMoment) -> ConnectorStep {
        withToken { token in
            var ticket: [JSON.Member] = [
                JSON.Member("name", .text(RecordText.title(of: record))),
                JSON.Member("content", .text(HTMLText.paragraphs(RecordText.of(record)))),
                JSON.Member("external_id", .text(record.id)),
            ]
            if !values.contains(where: { $0.name == "type" }) { ticket.append(JSON.Member("type", .integer(1))) }
            ticket += values.map { JSON.Member($0.name, $0.json) }
            let request = HTTPRequest(
                "POST", tickets, fields: Credentials.json + [token], body: Array(JSON.object(ticket).description.utf8))
            return .request(request, creates: true) { response in
                guard let number = response.json?["id"]?.recordNumber else { return .done(.unreadable(creates: true)) }
                return .done(.there(receipt(number)))
            }
        }
    }

    public func ask(_ record: IncidentRecord, at moment: ConnectorMoment) -> ConnectorStep {
        withToken { token in
            let query = URLText.query(["filter": "external_id==\(record.id)", "limit": "2"])
            let request = HTTPRequest("GET", tickets + "?" + query, fields: Credentials.json + [token])
            return .request(request, creates: false) { response in
                guard case .array(let found)? = response.json else { return .done(.unreadable(creates: false)) }
                // A property that the server does not know is left out of the filter, and all tickets are listed (GLPI
                // `src/Glpi/Api/HL/RSQL/Parser.php`).
                guard let own = found.first(where: { $0["external_id"]?.text == record.id }) else {
                    return .done(found.isEmpty ? .absent : .refused("the server does not search by our key"))
                }
                guard let number = own["id"]?.recordNumber else { return .done(.unreadable(creates: false)) }
                return .done(.there(receipt(number)))
            }
        }
    }

    private var tickets: String { URLText.joined(base, "v2/Assistance/Ticket") }

    private func receipt(_ number: String) -> Receipt {
        let site = base.hasSuffix("/api.php") ? String(base.dropLast("/api.php".count)) : nil
        return Receipt(
            number: number, url: site.map { URLText.joined($0, "front/ticket.form.php?id=") + URLText.encoded(number) })
    }

    private func withToken(_ work: @escaping @Sendable (HTTPRequest.Field) -> ConnectorStep) -> ConnectorStep {
        let form = URLText.query([
            "grant_type": "password", "client_id": client, "client_secret": clientSecret, "username": user,
            "password": password, "scope": "api",
        ])
        let request = HTTPRequest(
            "POST", URLText.joined(base, "token"),
            fields: [
                HTTPRequest.Field("Content-Type", "application/x-www-form-urlencoded"),
                HTTPRequest.Field("Accept", "application/json"),
            ], body: Array(form.utf8))
        // A wrong password is answered with 400 (RFC 6749 §5.2).
        return .request(request, creates: false, isLogin: true) { response in
            guard let token = response.json?["access_token"]?.text, !token.isEmpty else {
                return .done(.unreadable(creates: false))
            }
            return work(Credentials.bearer(token))
        }
    }
}
