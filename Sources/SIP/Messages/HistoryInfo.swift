/// One entry of History-Info (RFC 7044 §5; RFC 4244 §4.1): somebody whom the request was meant for on its way.
public struct HistoryInfo: Sendable, Hashable {
    /// hi-targeted-to-uri, without the header fields that were carried in it.
    public var address: NameAddress
    /// The place in the tree of targets, such as "1.1.2".
    public var index: String
    /// Why it went on from here: the Reason header field in the URI (RFC 7044 §5).
    public var reasons: [Reason]
    /// RFC 7044 §10.1.1: `Privacy=history` in the URI: this entry is not to be shown.
    public var isPrivate: Bool
    /// RFC 4458 §3: the `cause` of the URI tells why the request came to here from its parent.
    public var cause: Int?
    /// RFC 7044 §5: the entry that sent the request here by mapping one user to another (`mp`).
    public var mappedFrom: String?

    init(_ value: NameAddress) {
        var address = value
        reasons = value.uri.headerValues("Reason").prefix(MessageLimits.identities).flatMap { Reason.list(parsing: $0) }
        isPrivate = value.uri.headerValues("Privacy").contains { Privacy(parsing: $0).hidesHistory }
        cause = value.uri.parameter("cause").flatMap { Int($0) }
        index = value.parameter("index") ?? ""
        mappedFrom = value.parameter("mp")
        address.uri.headers = ""
        self.address = address
    }
}

extension Message {
    /// Every entry, in the order of the message: the oldest first (RFC 7044 §10.3).
    public var historyInfo: [HistoryInfo] { nameAddresses("History-Info").map { HistoryInfo($0) } }

    /// Those who sent the call on, the last one first: entries that say why it left them, or that a later one names as its
    /// origin. An entry without either was a mere change of address on the way to the same person (RFC 7044 §5).
    public var historyOfForwarding: [HistoryInfo] {
        let entries = historyInfo
        var origins: Set<String> = []
        for (place, entry) in entries.enumerated() {
            if let origin = entry.mappedFrom { origins.insert(origin) }
            if entry.cause.map(HistoryInfo.forwardingCauses.contains) == true, place > 0 {
                origins.insert(entries[place - 1].index)
            }
        }
        let last = entries.indices.last
        return entries.enumerated().filter { place, entry in
            place != last && (entry.reasons.contains { $0.isForwarding } || origins.contains(entry.index))
        }.map(\.element).reversed()
    }
}

extension HistoryInfo {
    /// The causes of RFC 4458 §3 and their SIP status codes: no answer, busy, always, deflection, unreachable.
    static let forwardingCauses: Set<Int> = [302, 404, 408, 480, 486, 487, 503]
}

extension Reason {
    /// A SIP answer after which a call is sent on: redirection or refusal (RFC 7044 §5).
    fileprivate var isForwarding: Bool {
        if protocolName.uppercased() == "SIP" { return (300..<700).contains(cause ?? 0) }
        return protocolName.uppercased() == "Q.850" && cause != nil
    }
}
