import AgentDesk
import Glibc

/// Reads the forms of one server of Publik. Each request may take seconds.
public struct PublikReader: Sendable {
    /// The connector, by its name in the configuration.
    public let name: String
    private let connector: PublikConnector
    private let access: HTTPAccess

    /// - Parameter name: the connector's, as the configuration has it.
    /// - Returns: nil: a server of another kind, which describes no forms.
    public init?(_ name: String, _ served: ServedConnector) {
        guard let connector = served.connector as? PublikConnector else { return nil }
        self.name = name
        self.connector = connector
        access = served.access
    }

    /// What the server says of its forms now.
    /// - Parameter kept: what it said last: a form whose description does not come keeps that.
    /// - Returns: nil where the list of forms does not come: all stays as it was.
    public func read(_ kept: [KeptForm]) -> [KeptForm]? {
        guard let listed = answer({ connector.forms(at: $0) }), let slugs = PublikForms.slugs(listed) else {
            return nil
        }
        return slugs.compactMap { slug in
            let described = answer { connector.schema(of: slug, at: $0) }.map {
                KeptForm(connector: name, slug: slug, schema: $0)
            }
            if let described, form(described) != nil { return described }
            return kept.first { $0.connector == name && $0.slug == slug }
        }
    }

    /// The forms of what was kept that can be filled here: not those with a required field of a kind that cannot.
    public func forms(_ kept: [KeptForm]) -> [IncidentForm] {
        kept.filter { $0.connector == name }.compactMap { form($0) }.filter { $0.missing.isEmpty }.map(\.form)
    }

    private func form(_ kept: KeptForm) -> PublikSchema? {
        PublikSchema(kept.schema, form: kept.slug, connector: name, keyField: connector.keyField)
    }

    private func answer(_ request: (ConnectorMoment) -> HTTPRequest) -> [UInt8]? {
        let moment = ConnectorMoment(seconds: time(nil), nonce: RunName.random().split(separator: "-").joined())
        guard let response = try? HTTPClient(access).answer(to: request(moment)), response.status == 200 else {
            return nil
        }
        return response.body
    }
}
