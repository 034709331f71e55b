/// `;name=value` or `;name` of a URI or a header value, as text.
public struct Parameter: Sendable, Hashable {
    /// Without escapes; letter case has no meaning.
    public var name: String
    /// nil where the parameter has no value.
    public var value: String?

    /// A parameter of these parts.
    public init(_ name: String, _ value: String? = nil) {
        self.name = name
        self.value = value
    }

    /// Whether this is its name, letter case aside in ASCII.
    func isNamed(_ other: String) -> Bool {
        name.utf8.count == other.utf8.count && zip(name.utf8, other.utf8).allSatisfy { $0.lowercased == $1.lowercased }
    }
}

/// A SIP, SIPS, tel or other URI as values (RFC 3261 §19.1, RFC 3966).
public struct URI: Sendable, Hashable, CustomStringConvertible {
    /// The schemes that a phone tells apart.
    public enum Scheme: Sendable, Hashable {
        case sip, sips, tel
        case other(String)

        /// The scheme's name in lower case.
        public var name: String {
            switch self {
            case .sip: "sip"
            case .sips: "sips"
            case .tel: "tel"
            case .other(let name): name
            }
        }

        init(name: String) {
            switch name.lowercased() {
            case "sip": self = .sip
            case "sips": self = .sips
            case "tel": self = .tel
            default: self = .other(name.lowercased())
            }
        }
    }

    /// What kind of URI it is.
    public var scheme: Scheme
    /// The user part, unescaped; for `tel` the number.
    public var user: String?
    /// The password, unescaped; discouraged (RFC 3261 §19.1.1).
    public var password: String?
    /// A name or a numeric address, IPv6 without brackets; for other schemes all after the colon.
    public var host: String
    /// nil where none is written.
    public var port: UInt16?
    /// Unescaped, in order.
    public var parameters: [Parameter]
    /// The escaped headers after `?`, never acted upon.
    public var headers: String

    /// A URI of these parts.
    public init(
        scheme: Scheme = .sip, user: String? = nil, password: String? = nil, host: String, port: UInt16? = nil,
        parameters: [Parameter] = [], headers: String = ""
    ) {
        self.scheme = scheme
        self.user = user
        self.password = password
        self.host = host
        self.port = port
        self.parameters = parameters
        self.headers = headers
    }

    /// Reads a whole URI, parameters and headers included.
    public init(parsing text: String) throws(SIPError) {
        var cursor = Cursor(Array(text.utf8))
        guard cursor.bytes.count <= MessageLimits.headerOctets else { throw .limit(.headerOctets) }
        let slices = try cursor.uri(bare: false)
        guard cursor.isAtEnd else { throw cursor.fault }
        self.init(slices, bytes: cursor.bytes, parameters: cursor.parameters)
    }

    init(_ slices: URISlices, bytes: [UInt8], parameters all: [ParameterSlices]) {
        let text = MessageText(bytes: bytes, parameters: all)
        scheme = Scheme(name: text.string(slices.scheme))
        user = slices.hasUser ? text.unescaped(slices.user) : nil
        password = slices.hasPassword ? text.unescaped(slices.password) : nil
        host = text.string(slices.host)
        if scheme == .tel {
            user = host
            host = ""
        } else if host.utf8.contains(58), let colons = host.firstRange(of: ":::") {
            // RFC 5118 §4.10: the grammar's extra colon is read as two.
            host.replaceSubrange(colons, with: "::")
        }
        port = UInt16(exactly: slices.port)
        parameters = text.parameters(slices.parameters, unescaped: true)
        headers = text.string(slices.headers)
    }

    /// The value of a parameter: nil where it is absent, "" where it has no value. Names are compared without letter case.
    public func parameter(_ name: String) -> String? {
        parameters.first { $0.isNamed(name) }.map { $0.value ?? "" }
    }

    /// RFC 3261 §19.1.1: the proxy at this URI routes loosely.
    public var isLooseRouting: Bool { parameter("lr") != nil }
    /// The `transport` parameter, in lower case.
    public var transport: String? { parameter("transport")?.lowercased() }

    /// The URI as it is written: escaped, without what the grammar has no place for.
    public var description: String {
        var text = MessageText.kept(scheme.name, .scheme) + ":"
        switch scheme {
        case .tel: text += MessageText.kept(user ?? "", .telephone)
        case .other: text += MessageText.kept(host, .uric)
        case .sip, .sips:
            if let user {
                text += MessageText.escaped(user, keeping: .user)
                if let password { text += ":" + MessageText.escaped(password, keeping: .password) }
                text += "@"
            }
            text += MessageText.hostPort(host, port)
        }
        for parameter in parameters where !parameter.name.isEmpty {
            text += ";" + MessageText.escaped(parameter.name, keeping: .uriParameter)
            if let value = parameter.value, !value.isEmpty {
                text += "=" + MessageText.escaped(value, keeping: .uriParameter)
            }
        }
        // An @ after the question mark would make all before it a user part (RFC 3261 §25.1).
        let writable = MessageText.kept(headers, .uric).split(separator: "@", omittingEmptySubsequences: false)
            .joined(separator: "%40")
        if !writable.isEmpty { text += "?" + writable }
        return text
    }
}
