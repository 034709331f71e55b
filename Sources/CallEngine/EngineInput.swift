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
    /// The flow could not be opened, or broke.
    case flowClosed(FlowID)
    case media(MediaReport)
    /// The deadline that `nextDeadline` named has come.
    case timeout
}

/// What the engine asks of the shell, in order.
public enum EngineAction: Sendable, Equatable {
    /// Resolves the target's host where it is a name, opens a socket (UDP: bound to the address that reaches the target;
    /// TCP: connected), and answers `.flowOpened` or `.flowClosed`.
    case openFlow(FlowID, target: TransportAddress)
    /// Sends one whole message. `to` is numeric; on a connection it is the connection's peer.
    case send([UInt8], on: FlowID, to: TransportAddress)
    case closeFlow(FlowID)
    case media(MediaRequest)
    case event(EngineEvent)
}
