import JSONText

/// GLPI's first interface, `apirest.php`: a session, the ticket, the session's end. Asked by a search for our key in the ticket's text.
public struct GLPISessionConnector: Connector {
    /// `https://glpi.example.fr/apirest.php`.
    var base: String
    private let userToken: String
    private let appToken: String?
    /// A site's own: `entities_id`, `itilcategories_id`, `requesttypes_id`, …
    var values: [ConnectorValue]

    public init(base: String, userToken: String, appToken: String?, values: [ConnectorValue] = []) {
        self.base = base
        self.userToken = userToken
        self.appToken = appToken
        self.values = values
    }

    public var canAsk: Bool { true }

    public func send(_ record: IncidentRecord, at moment: ConnectorMoment) -> ConnectorStep {
        inSession { fields in
            var input: [JSON.Member] = [
                JSON.Member("name", .text(RecordText.title(of: record))),
                JSON.Member("content", .text(HTMLText.paragraphs(RecordText.of(record)))),
            ]
            let given = Set(values.map(\.name))
            if !given.contains("type") { input.append(JSON.Member("type", .integer(1))) }
            input += values.map { JSON.Member($0.name, $0.json) }
            let body = JSON.record(["input": .object(input)])
            let request = HTTPRequest(
                "POST", URLText.joined(base, "Ticket/"), fields: Credentials.json + fields,
                body: Array(body.description.utf8))
            return .request(request, creates: true) { response in
                // 207 (Multi-Status) carries a list, of one here.
                let json = response.json
                guard let id = (json?["id"] ?? json?.at("/0/id")), let number = id.recordNumber, id != .boolean(false)
                else {
                    return .done(.unreadable(creates: true))
                }
                return .done(.there(receipt(number)))
            }
        }
    }

    public func ask(_ record: IncidentRecord, at moment: ConnectorMoment) -> ConnectorStep {
        inSession { fields in
            // Field 21 of the search is the text, 2 the number (GLPI `CommonITILObject` getSearchOptionsMain).
            let query = URLText.query([
                "criteria[0][field]": "21", "criteria[0][searchtype]": "contains", "criteria[0][value]": record.id,
                "forcedisplay[0]": "2", "range": "0-1",
            ])
            let request = HTTPRequest(
                "GET", URLText.joined(base, "search/Ticket") + "?" + query, fields: Credentials.json + fields)
            return .request(request, creates: false) { response in
                guard let json = response.json, let count = json["totalcount"]?.integer else {
                    return .done(.unreadable(creates: false))
                }
                guard count > 0 else { return .done(.absent) }
                guard let number = json.at("/data/0/2")?.recordNumber else { return .done(.unreadable(creates: false)) }
                return .done(.there(receipt(number)))
            }
        }
    }

    private func receipt(_ number: String) -> Receipt {
        let site = base.hasSuffix("/apirest.php") ? String(base.dropLast("/apirest.php".count)) : nil
        return Receipt(
            number: number, url: site.map { URLText.joined($0, "front/ticket.form.php?id=") + URLText.encoded(number) })
    }

    /// - Parameter work: is given the header fields of the session.
    private func inSession(_ work: @escaping @Sendable ([HTTPRequest.Field]) -> ConnectorStep) -> ConnectorStep {
        let app = appToken.map { [HTTPRequest.Field("App-Token", $0)] } ?? []
        let login = HTTPRequest(
            "GET", URLText.joined(base, "initSession"),
            fields: Credentials.json + [HTTPRequest.Field("Authorization", "user_token \(userToken)")] + app)
        // A wrong application's token is answered with 400 (GLPI `apirest.md`).
        return .request(login, creates: false, isLogin: true) { response in
            guard let token = response.json?["session_token"]?.text, !token.isEmpty else {
                return .done(.unreadable(creates: false))
            }
            let fields = [HTTPRequest.Field("Session-Token", token)] + app
            let end = HTTPRequest("GET", URLText.joined(base, "killSession"), fields: Credentials.json + fields)
            return work(fields).parting(with: end)
        }
    }
}

/// Text for a field that a server shows as HTML: what people said is never markup.
enum HTMLText {
    static func paragraphs(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { "<p>\(escaped(String($0)))</p>" }.joined()
    }

    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
