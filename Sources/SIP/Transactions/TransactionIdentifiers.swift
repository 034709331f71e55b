/// A request of ours and its responses: the branch of its top Via and its method (RFC 3261 §17.1.3).
public struct ClientTransactionID: Sendable, Hashable {
    /// All of it, hashed once: an identity is looked up many times.
    private let digest: Int
    public let branch: String
    public let methodName: String

    init(branch: String, methodName: String) {
        self.branch = branch.lowercased()
        self.methodName = methodName
        digest = Hasher.value(of: self.branch, methodName)
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(digest) }

    /// The transaction that a request of ours begins.
    public init(of request: Message) {
        self.init(branch: request.topVia?.branch ?? "", methodName: request.methodName)
    }

    /// For a CANCEL: the INVITE that it cancels, which went to the same place (RFC 3261 §9.1). Otherwise nil.
    public var cancelledInvite: ClientTransactionID? {
        methodName == Method.cancel.name ? ClientTransactionID(branch: branch, methodName: Method.invite.name) : nil
    }

    /// The CANCEL of this INVITE.
    var cancel: ClientTransactionID { ClientTransactionID(branch: branch, methodName: Method.cancel.name) }
}

/// A request of another and our responses (RFC 3261 §17.2.3).
public struct ServerTransactionID: Sendable, Hashable {
    /// All of it, hashed once: an identity is looked up many times.
    private let digest: Int
    /// The branch, or for a peer of RFC 2543 all that must be the same in its retransmissions.
    private let key: String
    /// The sent-by of the top Via, in lower case.
    private let sentBy: String
    public let methodName: String

    private init(key: String, sentBy: String, methodName: String) {
        self.key = key
        self.sentBy = sentBy
        self.methodName = methodName
        digest = Hasher.value(of: key, sentBy, methodName)
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(digest) }

    /// nil where the request has no Via.
    init?(_ request: Message) {
        guard let via = request.topVia else { return nil }
        // An ACK belongs to the transaction of its INVITE.
        let isAcknowledgement = request.method == .ack
        let key: String
        if let branch = via.branch?.lowercased(), branch.hasPrefix(Self.cookie) {
            key = branch
        } else {
            // RFC 2543: the same Request-URI, From tag, Call-ID, CSeq number and top Via. The To tag counts only for
            // what is neither INVITE nor ACK: a retransmitted INVITE has none, its ACK has ours.
            let toTag = isAcknowledgement || request.method == .invite ? "" : request.toTag ?? ""
            key = [
                request.requestURI.description, request.fromTag ?? "", toTag, request.callID,
                String(request.cSeq.number), via.branch ?? "",
            ].joined(separator: "\n")
        }
        self.init(
            key: key, sentBy: via.host.lowercased() + ":" + (via.port.map(String.init) ?? ""),
            methodName: isAcknowledgement ? Method.invite.name : request.methodName)
    }

    /// The transaction of the INVITE that a CANCEL with this identity cancels (RFC 3261 §9.2).
    var cancelledInvite: ServerTransactionID {
        ServerTransactionID(key: key, sentBy: sentBy, methodName: Method.invite.name)
    }

    /// True for the identity made from a branch with the magic cookie.
    var hasCookie: Bool { key.hasPrefix(Self.cookie) }
    private static let cookie = Via.magicCookie.lowercased()
}

/// Either kind of transaction.
public enum TransactionReference: Sendable, Hashable {
    case client(ClientTransactionID)
    case server(ServerTransactionID)
}

extension Hasher {
    /// The hash of up to three texts, of this process alone.
    static func value(of one: String, _ other: String, _ third: String = "") -> Int {
        var hasher = Hasher()
        hasher.combine(one)
        hasher.combine(other)
        hasher.combine(third)
        return hasher.finalize()
    }
}
