/// Answer-Mode (RFC 5373 §4): whether the caller wants an answer without the agent.
public struct AnswerMode: Sendable, Equatable {
    /// "Auto"; else "Manual", or a word that is not known.
    public var isAutomatic: Bool
    /// The call is to be refused rather than answered the other way.
    public var isRequired: Bool

    /// A mode of these parts.
    public init(isAutomatic: Bool, isRequired: Bool) {
        self.isAutomatic = isAutomatic
        self.isRequired = isRequired
    }
}

extension Message {
    /// nil where the field is absent.
    public var answerMode: AnswerMode? {
        guard let value = header("Answer-Mode") else { return nil }
        let parts = HeaderValues.split(value.lowercased(), at: 59)
        return AnswerMode(isAutomatic: parts.first == "auto", isRequired: parts.dropFirst().contains("require"))
    }
}
