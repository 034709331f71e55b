import SIP

/// Where a request came from: its flow, and the address that the datagram or the connection itself bears. Answers may go
/// elsewhere, to the port that the sender's Via names (RFC 3261 §18.2.2): that is a claim, and proves nothing.
struct Origin: Sendable, Equatable {
    var flow: FlowID
    var address: TransportAddress
}

// From where a request may come that acts on what stands already.
extension UserAgentCore {
    /// RFC 3261 §9.1: a CANCEL goes the way of its INVITE, so it comes from the same connection, or over UDP from the same
    /// address. Who saw the branch of somebody else's INVITE cannot end the ringing with it.
    func isFromTheSender(of invite: ServerTransactionID, _ path: Path) -> Bool {
        guard let known = servers[invite]?.path else { return true }
        return path.destination.transport.isReliable
            ? known.flow == path.flow : known.destination.host == path.destination.host
    }

    /// A call that is set up over TLS is not ended or changed by a message in clear: whoever knows its tags must also come
    /// by the connection, or by one that we opened to the same server (RFC 5630 §3.1.3).
    func mayAct(on call: Call, _ path: Path) -> Bool {
        guard let own = call.path, own.destination.transport == .tls else { return true }
        guard path.destination.transport == .tls else { return false }
        return path.flow == own.flow || path.destination.host == own.destination.host
    }
}
