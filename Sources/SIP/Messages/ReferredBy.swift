extension Message {
    /// Referred-By (RFC 3892 §3): who sent the caller here. Whoever wrote the request may have invented it; nil where it is
    /// absent, unreadable, or stands there more than once.
    public var referredBy: NameAddress? {
        let values = headers("Referred-By")
        guard values.count == 1, let value = values.first else { return nil }
        return try? NameAddress(parsing: value)
    }
}

extension HeaderField {
    /// Referred-By with its URI in angle brackets.
    public static func referredBy(_ address: NameAddress) -> HeaderField { .other("Referred-By", address.description) }
}
