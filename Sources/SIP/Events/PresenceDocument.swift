/// A presence document (RFC 3863) with the activities of RFC 4480: read from others, written of ourselves.
public struct PresenceDocument: Sendable, Equatable {
    /// The media type of the body.
    public static let contentType = "application/pidf+xml"

    /// `basic` of the tuples (RFC 3863 §4.1.4): open where any is; nil where none tells.
    public var isOpen: Bool?
    /// The activities of all persons and tuples (RFC 4480 §3.2), such as `busy`, `on-the-phone`, `away`.
    public var activities: [String]
    /// The first note that is not empty; raw, to be cleaned before it is shown.
    public var note: String?

    public init(isOpen: Bool?, activities: [String] = [], note: String? = nil) {
        self.isOpen = isOpen
        self.activities = activities
        self.note = note
    }

    /// Reads a document.
    public init(_ body: some Collection<UInt8>) throws(XMLError) {
        let root = try XMLReader.document(body)
        guard root.name == "presence" else { throw .syntax(at: 0) }
        self.init(isOpen: nil)
        for tuple in root.children("tuple") {
            switch tuple.child("status")?.child("basic")?.trimmedText {
            case "open": isOpen = true
            case "closed": isOpen = isOpen ?? false
            case _: continue
            }
            read(tuple)
            if let status = tuple.child("status") { read(status) }
        }
        for person in root.children("person") { read(person) }
        // The document's own note is about the whole.
        note = Self.note(in: root) ?? note
    }

    private mutating func read(_ element: XMLElement) {
        for list in element.children("activities") {
            activities += list.children.filter { $0.name != "note" && $0.name != "unknown" }.map(\.name)
            note = note ?? Self.note(in: list)
        }
        note = note ?? Self.note(in: element)
    }

    private static func note(in element: XMLElement) -> String? {
        element.children("note").lazy.map(\.trimmedText).first { !$0.isEmpty }
    }

    /// The document of an address.
    /// - Parameter identifier: of the tuple: the same for each document of one publication.
    public func octets(entity: String, identifier: String) -> [UInt8] {
        var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n"
        text += "<presence xmlns=\"urn:ietf:params:xml:ns:pidf\" xmlns:dm=\"urn:ietf:params:xml:ns:pidf:data-model\""
        text += " xmlns:rpid=\"urn:ietf:params:xml:ns:pidf:rpid\" entity=\"\(XMLText.escaped(entity))\">\r\n"
        text += "<tuple id=\"\(XMLText.escaped(identifier))\"><status><basic>\(isOpen == false ? "closed" : "open")"
        text += "</basic></status>"
        if let note { text += "<note>\(XMLText.escaped(note))</note>" }
        text += "</tuple>\r\n"
        if !activities.isEmpty {
            let list = activities.map { "<rpid:\(Self.name($0))/>" }.joined()
            text +=
                "<dm:person id=\"p\(XMLText.escaped(identifier))\"><rpid:activities>\(list)</rpid:activities></dm:person>\r\n"
        }
        return Array((text + "</presence>\r\n").utf8)
    }

    /// An activity is an element's name: nothing else may stand in it.
    private static func name(_ activity: String) -> String {
        let kept = activity.utf8.filter { (97...122).contains($0) || $0 == 45 }
        return kept.isEmpty ? "other" : String(decoding: kept, as: UTF8.self)
    }
}
