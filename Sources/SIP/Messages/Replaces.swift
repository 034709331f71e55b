/// Replaces (RFC 3891 §6.1): the dialog whose place a new call takes. The tags are seen from whom the INVITE goes to: `toTag`
/// is that side's own tag, `fromTag` the one of its peer.
public struct Replaces: Sendable, Hashable, CustomStringConvertible {
    /// The Call-ID of the dialog.
    public var callID: String
    /// The tag of who receives the INVITE.
    public var toTag: String
    /// The tag of the other party of that dialog.
    public var fromTag: String
    /// Only a dialog that is not answered yet is to be replaced.
    public var isEarlyOnly: Bool

    /// A value of these parts.
    public init(callID: String, toTag: String, fromTag: String, isEarlyOnly: Bool = false) {
        self.callID = callID
        self.toTag = toTag
        self.fromTag = fromTag
        self.isEarlyOnly = isEarlyOnly
    }

    /// Our own dialog as its other party knows it: the value for an INVITE that goes to the peer.
    public init(asPeerOf dialog: DialogID, isEarlyOnly: Bool = false) {
        self.init(
            callID: dialog.callID, toTag: dialog.remoteTag, fromTag: dialog.localTag, isEarlyOnly: isEarlyOnly)
    }

    /// Reads one value: a Call-ID, exactly one to-tag and exactly one from-tag (RFC 3891 §6.1).
    public init(parsing text: String) throws(SIPError) {
        var cursor = Cursor(Array(text.utf8))
        guard cursor.bytes.count <= MessageLimits.headerOctets else { throw .limit(.headerOctets) }
        cursor.skipBlanks()
        // `word` of this parser holds what a Call-ID may hold, and no semicolon.
        let callID = try cursor.some(.word)
        let range = try cursor.headerParameters()
        cursor.skipBlanks()
        guard cursor.isAtEnd else { throw cursor.fault }
        let read = MessageText(bytes: cursor.bytes, parameters: cursor.parameters)
        let parameters = read.parameters(range)
        func tag(_ name: String) throws(SIPError) -> String {
            let found = parameters.filter { $0.name.lowercased() == name }
            guard found.count == 1, let value = found[0].value, !value.isEmpty else { throw .contradiction(.replaces) }
            return value
        }
        self.init(
            callID: read.string(callID), toTag: try tag("to-tag"), fromTag: try tag("from-tag"),
            isEarlyOnly: parameters.contains { $0.name.lowercased() == "early-only" })
    }

    /// Whether it names our own dialog. A peer of RFC 2543 has no tag; "0" stands for it (RFC 3891 §3, §6.1).
    public func matches(_ dialog: DialogID) -> Bool {
        dialog.callID == callID && dialog.localTag == toTag
            && (dialog.remoteTag == fromTag || dialog.remoteTag.isEmpty && fromTag == "0")
    }

    /// The value as it stands in the header.
    public var description: String {
        OctetWriter.text { writer in
            writer.append(callID, keeping: .word)
            writer.append([
                Parameter("to-tag", toTag.isEmpty ? "0" : toTag),
                Parameter("from-tag", fromTag.isEmpty ? "0" : fromTag),
            ])
            if isEarlyOnly { writer.write(";early-only") }
        }
    }
}

extension Message {
    /// The Replaces of a request, nil where there is none. More than one, or an unreadable one, is a fault to be answered
    /// with 400 (RFC 3891 §3).
    public func replaces() throws(SIPError) -> Replaces? {
        let values = headers("Replaces")
        guard let value = values.first else { return nil }
        guard values.count == 1 else { throw .contradiction(.replaces) }
        return try Replaces(parsing: value)
    }
}
