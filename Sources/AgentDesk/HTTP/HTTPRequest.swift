/// A request to a server of the organisation (RFC 9110): a value that a connector makes and a shell sends.
public struct HTTPRequest: Sendable, Equatable {
    /// A header field, in the order in which it is sent.
    public struct Field: Sendable, Equatable {
        public var name: String
        public var value: String

        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// Such as `POST`.
    public var method: String
    /// Absolute, percent-encoded, `https:` or `http:`.
    public var url: String
    public var fields: [Field]
    public var body: [UInt8]?

    public init(_ method: String = "GET", _ url: String, fields: [Field] = [], body: [UInt8]? = nil) {
        self.method = method
        self.url = url
        self.fields = fields
        self.body = body
    }
}

/// Its answer, whole.
public struct HTTPResponse: Sendable, Equatable {
    public var status: Int
    public var fields: [HTTPRequest.Field]
    public var body: [UInt8]

    public init(status: Int, fields: [HTTPRequest.Field] = [], body: [UInt8] = []) {
        self.status = status
        self.fields = fields
        self.body = body
    }

    /// The last field of the name, whatever its case (RFC 9110 §5.1).
    public func value(_ name: String) -> String? {
        fields.last { $0.name.lowercased() == name.lowercased() }?.value
    }
}

/// Why there is no answer.
public enum HTTPProblem: Error, Sendable, Equatable {
    /// The server has not seen the request: no such host, no connection, no trust. In the library's words, without secrets.
    case unsent(String)
    /// The server may have seen it: the connection was cut, or the answer came too late or by half.
    case unanswered(String)
    /// The answer is larger than it may be.
    case tooLarge
    /// The request is none that can be sent: its address, or a field of it.
    case unsendable(String)
}
