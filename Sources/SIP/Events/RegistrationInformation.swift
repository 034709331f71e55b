/// One document of the registration package (RFC 3680 §5): which contacts an address of record has.
public struct RegistrationInformation: Sendable, Equatable {
    /// The media type of the body.
    public static let contentType = "application/reginfo+xml"

    /// One contact and what happened to it last.
    public struct Contact: Sendable, Equatable {
        /// The contact's URI as text.
        public var uri: String
        public var isActive: Bool
        /// RFC 3680 §5.2: `deactivated`, `probation`, `rejected`, `expired`, …
        public var event: String
        /// In seconds; of `probation` alone.
        public var retryAfter: UInt32?
    }

    public var isFull: Bool
    /// Those of all registrations of the document.
    public var contacts: [Contact]

    /// Reads a document.
    public init(_ body: some Collection<UInt8>) throws(XMLError) {
        let root = try XMLReader.document(body)
        guard root.name == "reginfo" else { throw .syntax(at: 0) }
        isFull = root.attribute("state") != "partial"
        contacts = root.children("registration").flatMap { $0.children("contact") }.compactMap { element in
            guard let uri = element.child("uri")?.trimmedText, !uri.isEmpty, let state = element.attribute("state")
            else { return nil }
            return Contact(
                uri: uri, isActive: state == "active", event: element.attribute("event")?.lowercased() ?? "",
                retryAfter: element.attribute("retry-after").flatMap { UInt32($0) })
        }
    }
}
