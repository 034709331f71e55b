import JSONText

/// Speaks with one kind of server: makes the requests of a record or an event, and reads the answers. Nothing here touches the world.
public protocol Connector: Sendable {
    /// A record can be found on the server by our key.
    var canAsk: Bool { get }
    /// It takes events of calls.
    var takesEvents: Bool { get }
    /// The conversation that brings a record to the server.
    func send(_ record: IncidentRecord, at moment: ConnectorMoment) -> ConnectorStep
    /// The conversation that asks whether the server has the record.
    func ask(_ record: IncidentRecord, at moment: ConnectorMoment) -> ConnectorStep
    func send(_ event: CallEvent, at moment: ConnectorMoment) -> ConnectorStep
}

extension Connector {
    public var takesEvents: Bool { false }
    public func send(_ event: CallEvent, at moment: ConnectorMoment) -> ConnectorStep { .done(.stale) }
    public func ask(_ record: IncidentRecord, at moment: ConnectorMoment) -> ConnectorStep {
        .done(.refused("the server cannot be asked"))
    }
}

/// What pure code is told of the world for one conversation.
public struct ConnectorMoment: Sendable, Equatable {
    /// Seconds since 1970-01-01 UTC.
    public var seconds: Int
    /// Random, never used before: 32 hexadecimal digits.
    public var nonce: String

    public init(seconds: Int, nonce: String) {
        self.seconds = seconds
        self.nonce = nonce
    }
}

/// The next step of a conversation with a server.
public indirect enum ConnectorStep: Sendable {
    /// - Parameters:
    ///   - creates: once it has left, the server may have the record.
    ///   - isLogin: it carries our credentials and nothing of the record: who refuses it does not let us in.
    ///   - entry: a login that is asked where the answer is 403: where it has success, the server refused this record.
    ///   - farewell: follows where the request has no success: the end of a session.
    ///   - then: what an answer of the status 2xx means; others mean what `DeliveryOutcome.of` says.
    case request(
        HTTPRequest, creates: Bool, isLogin: Bool = false, entry: HTTPRequest? = nil, farewell: HTTPRequest? = nil,
        then: @Sendable (HTTPResponse) -> ConnectorStep)
    /// A request whose answer changes nothing: the end of a session.
    case farewell(HTTPRequest, DeliveryOutcome)
    case done(DeliveryOutcome)
}

extension ConnectorStep {
    /// The same conversation; however it ends, a last request follows.
    func parting(with farewell: HTTPRequest) -> ConnectorStep {
        switch self {
        case .request(let request, let creates, let isLogin, let entry, _, let then):
            .request(request, creates: creates, isLogin: isLogin, entry: entry, farewell: farewell) {
                then($0).parting(with: farewell)
            }
        case .farewell: self
        case .done(let outcome): .farewell(farewell, outcome)
        }
    }
}
