import AgentDesk
import Glibc
import JSONText
import Services

/// What a life of the driver is to do.
struct Plan {
    var name = "server"
    var connector: any Connector
    var access = HTTPAccess()
    var pace = OutboxPace()
    var records: [IncidentRecord] = []
    var events: [CallEvent] = []
    var killAt = 0
    var seconds = 20

    init?(file: String) {
        guard let stream = fopen(file, "r") else { return nil }
        defer { fclose(stream) }
        var octets = [UInt8](repeating: 0, count: 1 << 20)
        let count = fread(&octets, 1, octets.count, stream)
        guard let json = try? JSONParser.parse(Array(octets.prefix(count)), most: 1 << 20),
            let made = json["connector"].flatMap(Self.connector)
        else { return nil }
        connector = made
        access.authorities = json["authorities"]?.text
        access.certificate = json["certificate"]?.text
        access.key = json["certificate_key"]?.text
        access.proxy = json["proxy"]?.text ?? ""
        access.seconds = json["timeout"]?.integer ?? 5
        killAt = json["kill_at"]?.integer ?? 0
        seconds = json["seconds"]?.integer ?? 20
        let settling = json["settle_ms"]?.integer ?? 10
        pace.settling = .milliseconds(settling)
        pace.first = .milliseconds(settling)
        pace.longest = .milliseconds(settling * 4)
        pace.denied = .milliseconds(settling)
        pace.spread = .milliseconds(1)
        if case .array(let list)? = json["submit"] { records = list.compactMap { Self.record($0) } }
        if case .array(let list)? = json["events"] { events = list.compactMap { Self.event($0) } }
    }

    /// `kind`, `call`, `incoming`, `from`, `to`, and `age_ms`: how long ago it was.
    private static func event(_ json: JSON) -> CallEvent? {
        guard let kind = json["kind"]?.text.flatMap({ CallEvent.Kind(rawValue: $0) }), let call = json["call"]?.text
        else { return nil }
        return CallEvent(
            kind: kind, call: call, isIncoming: json["incoming"]?.boolean ?? true,
            from: .init(e164: json["from"]?.text), to: .init(e164: json["to"]?.text), account: "Standard",
            agent: json["agent"]?.text, at: Int(time(nil)) * 1_000 - (json["age_ms"]?.integer ?? 0),
            endCause: json["cause"]?.text)
    }

    private static func record(_ json: JSON) -> IncidentRecord? {
        guard let id = json["id"]?.text, case .object(let fields)? = json["fields"] else { return nil }
        return IncidentRecord(
            id: id, form: "arbre-tombe", title: "Arbre tombé", connector: "server", call: json["call"]?.text,
            fields: fields.map {
                IncidentRecord.Field(key: $0.name, label: $0.name, value: .text($0.value.text ?? ""))
            }, createdAt: 1_796_000_000)
    }

    private static func connector(_ json: JSON) -> (any Connector)? {
        func text(_ name: String) -> String { json[name]?.text ?? "" }
        switch json["kind"]?.text {
        case "publik":
            return PublikConnector(
                base: text("url"), client: text("client"), key: text("secret"), agent: json["user"]?.text,
                keyField: json["key_field"]?.text)
        case "glpi-v1":
            return GLPISessionConnector(
                base: text("url"), userToken: text("secret"), appToken: json["application_secret"]?.text)
        case "glpi":
            return GLPIConnector(
                base: text("url"), client: text("client"), clientSecret: text("application_secret"),
                user: text("user"), password: text("secret"))
        case "zammad":
            return ZammadConnector(
                base: text("url"), token: text("secret"), group: text("group"), customer: json["customer"]?.text,
                eventPath: json["events"]?.text.map { "api/v1/cti/" + $0 })
        case "http":
            guard let template = JSONTemplate(text("template")) else { return nil }
            var fields: [HTTPRequest.Field] = []
            if case .object(let members)? = json["headers"] {
                fields = members.map { HTTPRequest.Field($0.name, $0.value.text ?? "") }
            }
            return GenericConnector(
                method: "POST", url: text("url"), fields: fields, template: template,
                number: json["number"]?.text,
                question: json["ask_url"]?.text.map { .init(url: $0, number: text("ask_number")) })
        default: return nil
        }
    }
}
