/// What a field of a record holds, checked.
public enum FieldValue: Sendable, Equatable {
    case text(String)
    /// The value of the choice, and the words of it.
    case choice(String, label: String)
    /// ISO 8601, `2026-11-30`.
    case date(String)
    case place(String, latitude: Double?, longitude: Double?)
    /// As it was typed, in E.164 where that is known.
    case phone(String)
    case flag(Bool)
    /// The file's name, and its octets.
    case file(name: String, octets: [UInt8])
}

/// A form that was filled and confirmed: what is sent to the server, once.
public struct IncidentRecord: Sendable, Equatable {
    public struct Field: Sendable, Equatable {
        public var key: String
        public var label: String
        public var value: FieldValue

        public init(key: String, label: String, value: FieldValue) {
            self.key = key
            self.label = label
            self.value = value
        }
    }

    /// A UUID, made when the agent confirms: the key by which a server is asked whether it has the record.
    public var id: String
    /// The form's id and title.
    public var form: String
    public var title: String
    /// The name of the connector.
    public var connector: String
    /// The call that it is about: `PastCall`'s id; nil: none.
    public var call: String?
    /// The fields that hold something, in the form's order.
    public var fields: [Field]
    public var createdAt: WallSeconds

    public init(
        id: String, form: String, title: String, connector: String, call: String?, fields: [Field],
        createdAt: WallSeconds
    ) {
        self.id = id
        self.form = form
        self.title = title
        self.connector = connector
        self.call = call
        self.fields = fields
        self.createdAt = createdAt
    }
}

/// What becomes of a confirmed record; each is told to the agent once.
public enum IncidentNews: Sendable, Equatable {
    /// On the disk: from here on it is not lost.
    case kept
    /// The server has it, under this number, and at this address where it names one.
    case sent(number: String, url: String?)
    /// The server cannot be reached now; it is tried again by itself.
    case waits
    /// The server refuses it, for this reason in words: the agent must change it.
    case refused(String)
    /// It may or may not have come to the server, which cannot be asked: the agent decides.
    case uncertain
}
