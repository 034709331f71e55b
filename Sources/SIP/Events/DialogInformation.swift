/// One document of the dialog package (RFC 4235 §4): what a watched line does. Every text is raw, to be cleaned before it is shown.
public struct DialogInformation: Sendable, Equatable {
    /// The media type of the body.
    public static let contentType = "application/dialog-info+xml"

    /// RFC 4235 §3.7.1.
    public enum State: String, Sendable, Equatable {
        case trying, proceeding, early, confirmed, terminated
    }

    /// Who began a dialog, as the watched line sees it.
    public enum Direction: String, Sendable, Equatable { case initiator, recipient }

    /// One dialog of the watched line; `local` is the watched line, `remote` whom it speaks with.
    public struct Entry: Sendable, Equatable {
        /// Unique within the watched line.
        public var id: String
        public var callID: String?
        public var localTag: String?
        public var remoteTag: String?
        public var direction: Direction?
        public var state: State
        public var remoteName: String?
        public var remoteAddress: String?
        /// Where a request for the other party goes.
        public var remoteTarget: String?
        /// RFC 4235 §5.2: false where the watched line renders no media: it holds the call.
        public var rendersMedia: Bool
    }

    /// Grows with each document of a subscription.
    public var version: UInt64
    /// The document holds every dialog, not changes alone.
    public var isFull: Bool
    /// The watched address.
    public var entity: String
    public var entries: [Entry]

    /// Reads a document. A dialog without identity or with an unknown state is passed over.
    public init(_ body: some Collection<UInt8>) throws(XMLError) {
        let root = try XMLReader.document(body)
        guard root.name == "dialog-info", let state = root.attribute("state"), state == "full" || state == "partial"
        else { throw .syntax(at: 0) }
        version = root.attribute("version").flatMap { UInt64($0) } ?? 0
        isFull = state == "full"
        entity = root.attribute("entity") ?? ""
        entries = root.children("dialog").prefix(EventLimits.dialogs).compactMap { Entry($0) }
    }
}

extension DialogInformation.Entry {
    fileprivate init?(_ element: XMLElement) {
        guard let id = element.attribute("id"), id.utf8.count <= EventLimits.identifierOctets,
            let state = element.child("state").flatMap({
                DialogInformation.State(rawValue: $0.trimmedText.lowercased())
            })
        else { return nil }
        let remote = element.child("remote")
        let identity = remote?.child("identity")
        self.init(
            id: id, callID: Self.bounded(element.attribute("call-id")),
            localTag: Self.bounded(element.attribute("local-tag")),
            remoteTag: Self.bounded(element.attribute("remote-tag")),
            direction: element.attribute("direction").flatMap(DialogInformation.Direction.init(rawValue:)),
            state: state, remoteName: Self.bounded(identity?.attribute("display")),
            remoteAddress: Self.bounded(identity?.trimmedText),
            remoteTarget: Self.bounded(remote?.child("target")?.attribute("uri")),
            rendersMedia: Self.rendersMedia(element.child("local")?.child("target")))
    }

    private static func bounded(_ text: String?) -> String? {
        guard let text, !text.isEmpty, text.utf8.count <= EventLimits.identifierOctets else { return nil }
        return text
    }

    /// RFC 4235 §4.4 writes the parameter as `+sip.rendering`, its own examples both ways.
    private static func rendersMedia(_ target: XMLElement?) -> Bool {
        let parameters = target?.children("param") ?? []
        return !parameters.contains { parameter in
            let name = parameter.attribute("pname")?.lowercased()
            return (name == "+sip.rendering" || name == "sip.rendering")
                && parameter.attribute("pval")?.lowercased() == "no"
        }
    }
}

/// The dialogs of one watched line, as its documents told them one after another (RFC 4235 §4.3).
public struct DialogInformationTable: Sendable, Equatable {
    /// What a document did.
    public enum Outcome: Sendable, Equatable {
        case processed
        /// Older than what is known: passed over.
        case stale
        /// Documents between were lost and this one is partial: a refresh brings the full state.
        case incomplete
    }

    /// nil: no document came.
    private var version: UInt64?
    /// Dialogs that are not over, in the order in which they were told.
    public private(set) var entries: [DialogInformation.Entry] = []

    public init() {}

    /// Whether a document came.
    public var isKnown: Bool { version != nil }

    /// The subscription began anew: the next document counts from its own version.
    public mutating func restart() { version = nil }

    public mutating func apply(_ document: DialogInformation) -> Outcome {
        if let version, document.version < version { return .stale }
        let isGap = version.map { document.version > $0 && document.version - $0 > 1 } ?? true
        version = document.version
        if document.isFull {
            entries = []
        }
        for entry in document.entries {
            entries.removeAll { $0.id == entry.id }
            guard entry.state != .terminated, entries.count < EventLimits.dialogs else { continue }
            entries.append(entry)
        }
        return isGap && !document.isFull ? .incomplete : .processed
    }
}
