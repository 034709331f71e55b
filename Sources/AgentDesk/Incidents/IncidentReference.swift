/// The record that a server made of an incident.
public struct IncidentReference: Sendable, Hashable {
    /// The name of the connector.
    public var connector: String
    /// As the server numbers it.
    public var number: String
    /// Where it is to be read; nil: the server names no place.
    public var url: String?

    public init(connector: String, number: String, url: String? = nil) {
        self.connector = connector
        self.number = number
        self.url = url
    }
}
