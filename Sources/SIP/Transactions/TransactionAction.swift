/// What the transaction layer asks of the user agent core, in order.
public enum TransactionAction: Sendable, Equatable {
    /// Send the message where this transaction sends: a client's to where its request went (a CANCEL's and an ACK's to
    /// where their INVITE went: `ClientTransactionID.cancelledInvite`), a server's to where its request came from.
    /// A server transaction seen here for the first time belongs to the message that was just given to `receive`.
    case send(Message, TransactionReference)
    /// Send a response to where the message just received came from, and keep nothing.
    case sendStatelessly(Message)
    /// A new request: the core owes it an answer through `respond`.
    case request(Message, ServerTransactionID)
    /// An ACK of a 2xx (RFC 3261 §13.3.1.4): for the dialog.
    case acknowledgement(Message)
    /// The INVITE was cancelled before its final answer (RFC 3261 §9.2). CANCEL was answered; the core owes the INVITE
    /// 487.
    case cancelled(ServerTransactionID, by: Message)
    /// A response to our request: each provisional, the final one, and for INVITE every further 2xx, repeated or of
    /// another fork (RFC 6026 §7.2): each such 2xx is owed an ACK.
    case response(Message, ClientTransactionID)
    /// Client: no final response came, to be treated as 408 (RFC 3261 §8.1.3.1). Server: no ACK came for our 300–699.
    case timedOut(TransactionReference)
    /// The message could not be sent; client: to be treated as 503 (RFC 3261 §8.1.3.1).
    case transportFailed(TransactionReference)
    /// The table is full or the branch is in use: the request was not sent, and nothing more comes of it.
    case refused(ClientTransactionID)
    /// The transaction was forgotten: so may the core where it sent.
    case terminated(TransactionReference)
}
