/// What waits in a mailbox: the body of a message-summary notice (RFC 3842 §5.2). The body is outside text: counts are
/// bounded, unknown lines are passed over.
public struct MessageSummary: Sendable, Equatable {
    /// The media type of the body.
    public static let contentType = "application/simple-message-summary"

    public var isWaiting: Bool
    /// Voice messages, new and old; nil where the body does not count them.
    public var newMessages: Int?
    public var oldMessages: Int?
    /// Message-Account: where the mailbox is called. Raw, to be cleaned before it is shown.
    public var account: String?

    /// Reads a body; nil where it has no Messages-Waiting line, which must be there.
    public init?(_ body: some Collection<UInt8>) {
        guard body.count <= EventLimits.documentOctets else { return nil }
        isWaiting = false
        var said: Bool?
        let lines = body.split(maxSplits: EventLimits.summaryLines, whereSeparator: { $0 == 10 || $0 == 13 })
        for line in lines.prefix(EventLimits.summaryLines) {
            guard let colon = line.firstIndex(of: 58) else { continue }
            let name = String(decoding: line[..<colon], as: UTF8.self).trimmedBlanks.lowercased()
            let value = line[line.index(after: colon)...]
            switch name {
            case "messages-waiting":
                switch Self.text(value).lowercased() {
                case "yes": said = said ?? true
                case "no": said = said ?? false
                default: continue
                }
            case "message-account":
                let text = Self.text(value)
                if account == nil, !text.isEmpty { account = text }
            case "voice-message":
                if newMessages == nil { readCounts(value) }
            default: continue
            }
        }
        guard let said else { return nil }
        isWaiting = said
    }

    private static func text(_ octets: some Collection<UInt8>) -> String {
        String(String(decoding: octets.prefix(EventLimits.identifierOctets), as: UTF8.self).trimmedBlanks)
    }

    /// `new/old (urgent new/urgent old)`; the urgent ones are counted in the first two (RFC 3842 §5.2).
    private mutating func readCounts(_ value: some Collection<UInt8>) {
        let text = Self.text(value)
        let counts = text.prefix { $0 != "(" }.split(separator: "/", omittingEmptySubsequences: false)
        guard counts.count == 2, let new = Self.count(counts[0]), let old = Self.count(counts[1]) else { return }
        newMessages = new
        oldMessages = old
    }

    private static func count(_ text: Substring) -> Int? {
        let digits = text.trimmedBlanks
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        // More digits than any number has: the most that is believed.
        return min(Int(digits) ?? EventLimits.messages, EventLimits.messages)
    }
}
