extension Message {
    /// Refer-To (RFC 3515 §2.1): whom a REFER asks us to call. It has exactly one value (§2.4.2); its URI may carry header
    /// fields, such as Replaces. An address whose angle brackets were forgotten is read as a whole.
    public func referTo() throws(SIPError) -> NameAddress {
        let values = headers("Refer-To")
        guard let value = values.first else { throw .missing(.referTo) }
        guard values.count == 1 else { throw .contradiction(.referTo) }
        if !value.utf8.contains(60), let uri = try? URI(parsing: value) { return NameAddress(uri: uri) }
        return try NameAddress(parsing: value)
    }
}

extension HeaderField {
    /// Refer-To with its URI in angle brackets, always: without them some exchanges refuse it, and a `?` would not be
    /// allowed (RFC 3261 §20.10).
    public static func referTo(_ uri: URI) -> HeaderField {
        .other("Refer-To", NameAddress(uri: uri).description)
    }
}
