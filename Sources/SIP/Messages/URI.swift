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
    func isNamed(_ other: String) -> Bool { name.isSame(as: other) }
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
    public var description: String { OctetWriter.text { write(to: &$0) } }

    func write(to writer: inout OctetWriter) {
        writer.append(scheme.name, keeping: .scheme)
        writer.append(58)
        switch scheme {
        case .tel: writer.append(user ?? "", keeping: .telephone)
        case .other: writer.append(host, keeping: .uric)
        case .sip, .sips:
            if let user {
                writer.append(user, escapingAllBut: .user)
                if let password {
                    writer.append(58)
                    writer.append(password, escapingAllBut: .password)
                }
                writer.append(64)
            }
            writer.append(host: host, port: port)
        }
        for parameter in parameters where !parameter.name.isEmpty {
            writer.append(59)
            writer.append(parameter.name, escapingAllBut: .uriParameter)
            guard let value = parameter.value, !value.isEmpty else { continue }
            writer.append(61)
            writer.append(value, escapingAllBut: .uriParameter)
        }
        var isFirst = true
        for octet in headers.utf8 where CharacterClass.uric.contains(octet) {
            if isFirst { writer.append(63) }
            isFirst = false
            // An @ after the question mark would make all before it a user part (RFC 3261 §25.1).
            if octet == 64 { writer.write("%40") } else { writer.append(octet) }
        }
    }
}
