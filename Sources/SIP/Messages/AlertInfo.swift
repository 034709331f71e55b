/// Alert-Info (RFC 3261 §20.4, RFC 7462): how the PBX wants a call to ring. Its URI is never fetched: it names a sound of the
/// sender's choice, and fetching it would tell the sender where we are.
public struct AlertInfo: Sendable, Equatable {
    /// The words between its signs, in lower case: of a URN, of the last part of a URL, of the parameters' values.
    public var words: [String]
    /// The parameters, such as `info=alert-internal`.
    public var parameters: [Parameter]

    /// Reads one value, in angle brackets or bare as old PBXs write it (`Alert-Info: Bellcore-dr2`).
    public init(parsing text: String) {
        let signs = Set<UInt8>([9, 32, 34, 44, 47, 58, 59, 60, 61, 62, 63, 38])
        let octets = Array(text.lowercased().utf8.prefix(MessageLimits.alertOctets))
        words = octets.split(whereSeparator: signs.contains).map { String(decoding: $0, as: UTF8.self) }
        let parts = HeaderValues.split(String(decoding: octets, as: UTF8.self), at: 59)
        parameters = HeaderValues.parameters(parts)
    }

    /// Whether these words follow each other in it.
    public func contains(_ wanted: String...) -> Bool {
        guard !wanted.isEmpty, words.count >= wanted.count else { return false }
        return (0...(words.count - wanted.count)).contains { Array(words[$0..<($0 + wanted.count)]) == wanted }
    }

    /// RFC 7462 has none; PBXs write `info=alert-autoanswer`, "Auto Answer", "Ring Answer" or `answer-after=0`. nil: it does
    /// not ask for an answer without the agent.
    public var answersAfterSeconds: Int? {
        if let seconds = parameters.value(of: "answer-after") { return Int(seconds) }
        let asks =
            ["alert-autoanswer", "autoanswer", "auto-answer", "ring-answer", "ringanswer"].contains { contains($0) }
            || contains("auto", "answer") || contains("ring", "answer")
        return asks ? parameters.value(of: "delay").flatMap { Int($0) } ?? 0 : nil
    }
}

extension Message {
    /// Every value of every line, the first `MessageLimits.identities`.
    public var alertInfos: [AlertInfo] {
        headers("Alert-Info").flatMap { HeaderValues.split($0, at: 44) }.prefix(MessageLimits.identities)
            .map { AlertInfo(parsing: $0) }
    }
}
