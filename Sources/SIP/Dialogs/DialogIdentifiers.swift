/// What tells one dialog from another at this user agent (RFC 3261 §12).
public struct DialogID: Sendable, Hashable {
    /// All of it, hashed once: an identity is looked up many times.
    private let digest: Int
    public let callID: String
    public let localTag: String
    /// Empty for a peer of RFC 2543 that sends no tag (RFC 3261 §12.1.1).
    public let remoteTag: String

    public init(callID: String, localTag: String, remoteTag: String) {
        self.callID = callID
        self.localTag = localTag
        self.remoteTag = remoteTag
        digest = Hasher.value(of: callID, localTag, remoteTag)
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(digest) }

    /// The dialog that a request from the peer, or our answer to it, names: its To tag is ours. nil where there is none: the
    /// request is outside any dialog.
    public init?(incoming request: Message) {
        guard let localTag = request.toTag else { return nil }
        self.init(callID: request.callID, localTag: localTag, remoteTag: request.fromTag ?? "")
    }

    /// The dialog that a response to our request names or makes; nil for a response without To tag, such as 100.
    public init?(response: Message) {
        guard let localTag = response.fromTag, let remoteTag = response.toTag else { return nil }
        self.init(callID: response.callID, localTag: localTag, remoteTag: remoteTag)
    }
}
