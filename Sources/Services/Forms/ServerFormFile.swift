import AgentDesk
import Configuration
import JSONText

/// A form as its server described it.
public struct KeptForm: Sendable, Equatable {
    public var connector: String
    public var slug: String
    /// JSON.
    public var schema: [UInt8]

    public init(connector: String, slug: String, schema: [UInt8]) {
        self.connector = connector
        self.slug = slug
        self.schema = schema
    }
}

/// What servers said last of their forms, in `server-forms.json` of the state folder: the desk has them without a network.
public struct ServerFormFile: Sendable, Equatable {
    public let path: String

    public init(in folder: StateFolder) { path = folder.path + "/server-forms.json" }

    /// What was kept; what cannot be read is left out, and read again from its server.
    public func read() -> [KeptForm] {
        guard let octets = try? OctetFile.octets(path, atMost: Limits.serverFormOctets),
            let json = try? JSONParser.parse(octets, most: Limits.serverFormOctets),
            case .array(let forms)? = json["forms"]
        else { return [] }
        return forms.compactMap { form in
            guard let connector = form["connector"]?.text, let slug = form["slug"]?.text, let schema = form["schema"]
            else { return nil }
            return KeptForm(connector: connector, slug: slug, schema: Array(schema.description.utf8))
        }
    }

    /// Puts these in the place of those that were kept, whole or not at all.
    /// - Throws: where they cannot be written, or are more than is ever read.
    public func write(_ forms: [KeptForm]) throws(ConfigurationProblem) {
        let described = forms.compactMap { form -> JSON? in
            guard let schema = try? JSONParser.parse(form.schema, most: Limits.serverFormOctets) else { return nil }
            return .record(["connector": .text(form.connector), "slug": .text(form.slug), "schema": schema])
        }
        let text = JSON.record(["version": .integer(1), "forms": .array(described)]).description + "\n"
        let octets = Array(text.utf8)
        guard octets.count <= Limits.serverFormOctets else {
            throw ConfigurationProblem(.tooLarge(octets: Limits.serverFormOctets))
        }
        try OctetFile.write(octets, to: path)
    }
}
