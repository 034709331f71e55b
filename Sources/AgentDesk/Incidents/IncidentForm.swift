/// A form that the agent fills while somebody reports something: its fields in the order in which they are asked. It comes from a file,
/// or from the server that takes the record.
public struct IncidentForm: Sendable, Equatable {
    /// Names it in drafts and records: the file's name, or the server's slug.
    public var id: String
    /// Spoken and shown.
    public var title: String
    /// The connector that the record goes to, by its name in the configuration.
    public var connector: String
    public var fields: [FormField]

    public init(id: String, title: String, connector: String, fields: [FormField]) {
        self.id = id
        self.title = title
        self.connector = connector
        self.fields = fields
    }
}

/// One field of a form.
public struct FormField: Sendable, Equatable {
    public enum Kind: Sendable, Equatable {
        case text
        /// What is chosen is `value`; what is heard is `label`.
        case choice([Choice])
        case date
        /// A place in words, with latitude and longitude where they are known.
        case place
        case phone
        case flag
        case file
    }

    public struct Choice: Sendable, Equatable {
        public var value: String
        public var label: String

        public init(value: String, label: String) {
            self.value = value
            self.label = label
        }
    }

    /// What of the call a field begins with.
    public enum Prefill: String, Sendable, Equatable, CaseIterable {
        case callerName = "caller_name"
        case callerNumber = "caller_number"
        case calledNumber = "called_number"
        case forwardedBy = "forwarded_by"
        case date, time, duration, line, queue, agent, notes, conversation
    }

    /// Names it in the record: the server's own name of it.
    public var key: String
    /// Spoken and shown, such as "Objet".
    public var label: String
    public var kind: Kind
    public var isRequired: Bool
    /// What it holds when the form is opened, as it would be typed.
    public var standard: String?
    public var prefill: Prefill?
    /// Read where the agent asks for help.
    public var hint: String?
    /// Characters that it may hold; nil: `FormLimits.answerCharacters`.
    public var maximum: Int?

    public init(
        key: String, label: String, kind: Kind = .text, isRequired: Bool = false, standard: String? = nil,
        prefill: Prefill? = nil, hint: String? = nil, maximum: Int? = nil
    ) {
        self.key = key
        self.label = label
        self.kind = kind
        self.isRequired = isRequired
        self.standard = standard
        self.prefill = prefill
        self.hint = hint
        self.maximum = maximum
    }
}
