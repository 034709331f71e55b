import COpenSSL
import JSONText

/// Publik's w.c.s. by its signed interface: `POST /api/formdefs/<slug>/submit`. The agent is recorded with it where their address is known.
public struct PublikConnector: Connector {
    /// `https://demarches.example.fr`.
    var base: String
    /// The client that the site knows (`orig`), and the key that they share.
    var client: String
    private let key: String
    /// The agent's address, for the server's record of who entered it.
    var agent: String?
    /// The form's own field that takes our key; nil: the server cannot be asked.
    public let keyField: String?

    public init(base: String, client: String, key: String, agent: String? = nil, keyField: String? = nil) {
        self.base = base
        self.client = client
        self.key = key
        self.agent = agent
        self.keyField = keyField
    }

    public var canAsk: Bool { keyField != nil }

    public func send(_ record: IncidentRecord, at moment: ConnectorMoment) -> ConnectorStep {
        var data = record.fields.map { JSON.Member($0.key, Self.value($0.value)) }
        if let keyField { data.append(JSON.Member(keyField, .text(record.id))) }
        // A submission of the back office is an agent's, whom the signed address names; without one it is refused.
        let body = JSON.record([
            "data": .object(data),
            "meta": agent == nil ? nil : .record(["backoffice-submission": .boolean(true)]),
            "context": .record(["channel": .text("phone"), "comments": Self.places(of: record).map { .text($0) }]),
        ])
        let url = signed("api/formdefs/\(URLText.encoded(record.form))/submit", [:], moment, by: agent)
        let request = HTTPRequest("POST", url, fields: Credentials.json, body: Array(body.description.utf8))
        return .request(request, creates: true, entry: entry(moment)) { response in
            guard let json = response.json else { return .done(.unreadable(creates: true)) }
            if let refusal = Self.refusal(in: json) { return .done(refusal) }
            guard let data = json["data"], let number = data["id"]?.recordNumber else {
                return .done(.unreadable(creates: true))
            }
            return .done(.there(Receipt(number: number, url: (data["backoffice_url"] ?? data["url"])?.address)))
        }
    }

    public func ask(_ record: IncidentRecord, at moment: ConnectorMoment) -> ConnectorStep {
        guard let keyField else { return .done(.refused("the server cannot be asked")) }
        // The site asks, not the agent, who sees only the records of their roles: theirs might be there and not be listed. A list may
        // be signed for nobody (w.c.s. `wcs/api.py` check_access); the filter is a field by its varname, the states are all of them
        // (`wcs/backoffice/management.py` json, get_criterias_from_query).
        let url = signed(
            "api/forms/\(URLText.encoded(record.form))/list",
            ["filter-" + keyField: record.id, "full": "on", "limit": "2"], moment, by: nil)
        let request = HTTPRequest("GET", url, fields: Credentials.json)
        return .request(request, creates: false, entry: entry(moment)) { response in
            guard let json = response.json else { return .done(.unreadable(creates: false)) }
            if let refusal = Self.refusal(in: json) { return .done(refusal) }
            guard case .array(let found) = json["data"] ?? json else { return .done(.unreadable(creates: false)) }
            // A server that knows no such filter answers 400, an older one lists everything: only what carries our key is ours.
            let own = found.first { $0["fields"]?[keyField]?.text == record.id }
            guard let own else {
                return .done(found.isEmpty ? .absent : .refused("the server does not search by our key"))
            }
            guard let number = own["id"]?.recordNumber else { return .done(.unreadable(creates: false)) }
            return .done(.there(Receipt(number: number, url: (own["backoffice_url"] ?? own["url"])?.address)))
        }
    }

    /// The request of a form's description, read by `PublikSchema`.
    public func schema(of form: String, at moment: ConnectorMoment) -> HTTPRequest {
        HTTPRequest(
            "GET", signed("api/formdefs/\(URLText.encoded(form))/schema", [:], moment, by: agent),
            fields: Credentials.json)
    }

    /// The request of the forms that an agent may fill for somebody else.
    public func forms(at moment: ConnectorMoment) -> HTTPRequest {
        HTTPRequest(
            "GET", signed("api/formdefs/", ["backoffice-submission": "on"], moment, by: agent),
            fields: Credentials.json)
    }

    /// A 403 has the same code and a translated sentence for a wrong signature, an unknown agent, a disabled form and a record of
    /// which one is enough (w.c.s. `wcs/api.py`, `wcs/api_utils.py`): the list of forms is refused for the first two alone. No nonce
    /// is taken twice.
    private func entry(_ moment: ConnectorMoment) -> HTTPRequest {
        forms(at: ConnectorMoment(seconds: moment.seconds, nonce: moment.nonce + "0"))
    }

    /// `err` is 0 where all went well.
    private static func refusal(in json: JSON) -> DeliveryOutcome? {
        guard let code = json["err"], code != .integer(0), code != .boolean(false), code != .null else { return nil }
        let words = ServerWords.cleaned((json["err_desc"] ?? json["err_class"])?.text ?? "err \(code)")
        return .refused(words)
    }

    /// A map takes nothing but coordinates, and what is none becomes nothing there (w.c.s. `wcs/fields/map.py` from_json_value): the
    /// words of places go with the record as its comments. nil: there are none.
    private static func places(of record: IncidentRecord) -> String? {
        let lines = record.fields.compactMap { field -> String? in
            guard case .place(let words, _, _) = field.value, !words.isEmpty else { return nil }
            return "\(field.label) : \(words)"
        }
        return lines.isEmpty ? nil : lines.joined(separator: "\n")
    }

    private static func value(_ value: FieldValue) -> JSON {
        switch value {
        case .file(let name, let octets):
            .record(["filename": .text(name), "content": .text(Base64.text(of: octets))])
        case .place(_, let latitude?, let longitude?):
            .record(["lat": .number(latitude), "lon": .number(longitude)])
        case .flag(let flag): .boolean(flag)
        case .text, .choice, .date, .place, .phone: .text(value.plain)
        }
    }

    /// The address with who asks, when, and the proof of it: the query's HMAC-SHA256 under the shared key, in base 64, behind it.
    /// - Parameter agent: whom the site asks for; nil: nobody.
    private func signed(
        _ path: String, _ pairs: KeyValuePairs<String, String>, _ moment: ConnectorMoment, by agent: String?
    ) -> String {
        var query = pairs.isEmpty ? "" : URLText.query(pairs) + "&"
        if let agent { query += URLText.query(["email": agent]) + "&" }
        query += URLText.query([
            "algo": "sha256", "orig": client, "timestamp": CalendarText.utc(moment.seconds), "nonce": moment.nonce,
        ])
        let proof = MessageCode.sha256(key: Array(key.utf8), Array(query.utf8))
        return URLText.joined(base, path) + "?\(query)&" + URLText.query(["signature": Base64.text(of: proof)])
    }
}

/// HMAC (RFC 2104).
enum MessageCode {
    static func sha256(key: [UInt8], _ octets: [UInt8]) -> [UInt8] {
        var code = [UInt8](repeating: 0, count: 32)
        var length = 0
        let given = EVP_Q_mac(
            nil, "HMAC", nil, "SHA256", nil, key, key.count, octets, octets.count, &code, code.count, &length)
        return given == nil ? [] : Array(code.prefix(length))
    }
}
