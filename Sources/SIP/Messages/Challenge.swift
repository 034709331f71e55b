/// WWW-Authenticate or Proxy-Authenticate (RFC 3261 §20.27, §20.44; RFC 8760).
public struct Challenge: Sendable, Hashable {
    /// From a proxy: answered in Proxy-Authorization.
    public var isProxy: Bool
    /// The scheme, such as "Digest".
    public var scheme: String
    /// The parameters with their quotes taken off.
    public var parameters: [Parameter]

    /// A challenge of these parts.
    public init(isProxy: Bool, scheme: String, parameters: [Parameter]) {
        self.isProxy = isProxy
        self.scheme = scheme
        self.parameters = parameters
    }

    /// A parameter by name, letter case aside; "" where it has no value.
    public func parameter(_ name: String) -> String? {
        parameters.first { $0.isNamed(name) }.map { $0.value ?? "" }
    }
}

/// A media type (RFC 3261 §20.15), in lower case.
public struct MediaType: Sendable, Hashable {
    /// Such as "application".
    public var type: String
    /// Such as "sdp".
    public var subtype: String

    /// A media type; both parts in lower case.
    public init(_ type: String, _ subtype: String) {
        self.type = type
        self.subtype = subtype
    }

    /// "type/subtype".
    public var name: String { type + "/" + subtype }
}
