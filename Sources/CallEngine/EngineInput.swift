import SIP

/// All that reaches the engine: the one door, so that a run can be written down and replayed.
public enum EngineInput: Sendable, Equatable {
    case command(EngineCommand)
    /// One datagram, or one whole message cut from a stream by `StreamFramer`.
    case received([UInt8], on: FlowID, from: TransportAddress)
    /// The flow asked for by `.openFlow` is there: our own address and the peer's, both numeric.
    case flowOpened(FlowID, local: TransportAddress, remote: TransportAddress)
    /// A peer connected to our listening port.
    case flowAccepted(FlowID, local: TransportAddress, remote: TransportAddress)
    /// The flow could not be opened, or broke; nil: without a known reason.
    case flowClosed(FlowID, FlowProblem? = nil)
    /// The peer answered a keep-alive on a connection (RFC 5626 §4.4.1).
    case pong(FlowID)
    /// The answer to `.locate`, best first; empty: the name leads nowhere.
    case located(LocationID, [ServerCandidate])
    case network(NetworkChange)
    case media(MediaReport)
    /// The deadline that `nextDeadline` named has come.
    case timeout
}

/// What the engine asks of the shell, in order.
public enum EngineAction: Sendable, Equatable {
    /// Resolves the target's host where it is a name, opens a socket (UDP: bound to the address that reaches the target;
    /// TCP: connected; TLS: verified too), and answers `.flowOpened` or `.flowClosed`.
    /// - Parameter security: for TLS alone.
    case openFlow(FlowID, target: TransportAddress, security: FlowSecurity? = nil)
    /// Finds the places where a server answers (RFC 3263); `.located` answers, always.
    case locate(LocationID, ServerTarget)
    /// Sends one whole message. `to` is numeric; on a connection it is the connection's peer.
    case send([UInt8], on: FlowID, to: TransportAddress)
    /// Sends a keep-alive on a connection: a double CRLF (RFC 5626 §3.5.1); `.pong` answers.
    case ping(FlowID)
    case closeFlow(FlowID)
    case media(MediaRequest)
    case event(EngineEvent)
}
