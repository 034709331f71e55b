/// What a client transaction machine asks for. The machine knows numbers and times; `TransactionLayer` holds the
/// messages.
public enum ClientStep: Sendable, Equatable {
    /// Send the request again, octet for octet.
    case sendRequest
    /// Send the ACK of a 300–699 answer (RFC 3261 §17.1.1.3).
    case sendAcknowledgement
    /// Pass the response just received to the transaction user.
    case passResponse
    /// Timer B or F fired: no final response (RFC 3261 §8.1.3.1: treat as 408).
    case timedOut
    /// The message could not be sent (RFC 3261 §8.1.3.1: treat as 503).
    case transportFailed
    /// The machine is at its end and is to be forgotten.
    case terminated
}

/// What a server transaction machine asks for.
public enum ServerStep: Sendable, Equatable {
    /// Send 100 (Trying): the transaction user has not answered within 200 ms (RFC 3261 §17.2.1).
    case sendTrying
    /// Send the latest response: the first time, or again.
    case sendResponse
    /// Pass the ACK just received to the transaction user: it acknowledges a 2xx.
    case passAcknowledgement
    /// Timer H fired: a 300–699 answer was never acknowledged.
    case timedOut
    /// The response could not be sent.
    case transportFailed
    /// The machine is at its end and is to be forgotten.
    case terminated
}
