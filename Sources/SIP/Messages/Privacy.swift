/// The levels of privacy that were asked for (RFC 3323 §4.2, RFC 3325 §9.3, RFC 7044 §10.1.1).
public struct Privacy: Sendable, Equatable {
    /// In lower case.
    public var levels: Set<String>

    /// Reads one field's value: levels between semicolons. Some senders write commas.
    public init(parsing text: String) {
        levels = Set(
            text.lowercased().split { $0 == ";" || $0 == "," }.prefix(MessageLimits.identities)
                .map { HeaderValues.trimmed($0) })
    }

    /// Whoever sent it is not to be shown. "critical" alone hides nothing: it says that the others must be obeyed, and
    /// "session" hides addresses of media alone. "none" withdraws all.
    public var hidesIdentity: Bool { !levels.contains("none") && !levels.isDisjoint(with: ["id", "user", "header"]) }

    /// Those whom the call passed are not to be shown.
    public var hidesHistory: Bool { !levels.contains("none") && !levels.isDisjoint(with: ["history", "header"]) }
}

extension Message {
    /// All levels that the request's Privacy fields name.
    public var privacy: Privacy { Privacy(parsing: headers("Privacy").joined(separator: ";")) }
}
