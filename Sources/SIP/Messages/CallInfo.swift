/// Call-Info (RFC 3261 §20.9), of which a phone wants one thing: `answer-after`. Pictures, cards and pages that it names are
/// never fetched.
public struct CallInfo: Sendable, Equatable {
    /// The URI in its angle brackets, as it stands; "" where there is none.
    public var uri: String
    public var parameters: [Parameter]

    /// Reads one value.
    public init(parsing text: String) {
        let parts = HeaderValues.split(text, at: 59)
        let first = parts.first ?? ""
        uri = first.hasPrefix("<") && first.hasSuffix(">") ? String(first.dropFirst().dropLast()) : ""
        parameters = HeaderValues.parameters(uri.isEmpty ? parts[...] : parts.dropFirst())
    }

    /// The PBX asks for an answer without the agent after so many seconds; nil: it does not, or not in a number.
    public var answersAfterSeconds: Int? { parameters.value(of: "answer-after").flatMap { Int($0) } }
}

extension Message {
    /// Every value of every line, the first `MessageLimits.identities`.
    public var callInfos: [CallInfo] {
        headers("Call-Info").flatMap { HeaderValues.split($0, at: 44) }.prefix(MessageLimits.identities)
            .map { CallInfo(parsing: $0) }
    }
}
