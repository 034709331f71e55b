import AgentDesk

/// The way from the outbox to its servers.
public protocol OutboxWire: Sendable {
    /// May block for as long as the connector's server may take.
    /// - Parameter connector: its name in the configuration.
    func answer(to request: HTTPRequest, of connector: String) -> Result<HTTPResponse, HTTPProblem>
}

/// By HTTP, each connector in its own way.
public struct HTTPWire: OutboxWire {
    private let accesses: [String: HTTPAccess]

    public init(_ accesses: [String: HTTPAccess]) { self.accesses = accesses }

    public func answer(to request: HTTPRequest, of connector: String) -> Result<HTTPResponse, HTTPProblem> {
        let client = HTTPClient(accesses[connector] ?? HTTPAccess())
        return Result { () throws(HTTPProblem) in try client.answer(to: request) }
    }
}
