/// Session-Expires (RFC 4028 §4): how long a session lives without a refresh, and who refreshes it.
public struct SessionExpires: Sendable, Hashable, CustomStringConvertible {
    /// The role in the transaction that carries the field, not in the call.
    public enum Refresher: String, Sendable, Hashable {
        case uac, uas
    }

    public var seconds: UInt32
    /// nil: who answers decides.
    public var refresher: Refresher?

    public init(seconds: UInt32, refresher: Refresher? = nil) {
        self.seconds = seconds
        self.refresher = refresher
    }

    /// Reads one value; nil where it is none.
    public init?(parsing text: String) {
        let parts = text.split(separator: ";", omittingEmptySubsequences: false).map { $0.filter { !$0.isWhitespace } }
        guard let first = parts.first, let seconds = UInt32(first) else { return nil }
        self.seconds = seconds
        for part in parts.dropFirst() {
            let pair = part.lowercased().split(separator: "=", maxSplits: 1)
            if pair.count == 2, pair[0] == "refresher" { refresher = Refresher(rawValue: String(pair[1])) }
        }
    }

    /// The value as it stands in the header.
    public var description: String { "\(seconds)" + (refresher.map { ";refresher=\($0.rawValue)" } ?? "") }
}

extension Message {
    /// RFC 4028 §4; nil where the field is absent or unreadable.
    public var sessionExpires: SessionExpires? {
        guard let field = fields("Session-Expires").first else { return nil }
        guard case .interval(let seconds, let range) = field.kind else {
            return SessionExpires(parsing: text.string(field.value))
        }
        return SessionExpires(
            seconds: seconds,
            refresher: parameter("refresher", range).flatMap { .init(rawValue: $0.lowercased()) })
    }

    /// Min-SE (RFC 4028 §5), in seconds.
    public var minimumSessionSeconds: UInt32? {
        guard let field = fields("Min-SE").first else { return nil }
        if case .interval(let seconds, _) = field.kind { return seconds }
        return UInt32(text.string(field.value).prefix { $0 != ";" }.filter { !$0.isWhitespace })
    }
}
