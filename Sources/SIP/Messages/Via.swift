/// One hop of a request's way (RFC 3261 §20.42, RFC 3581).
public struct Via: Sendable, Hashable, CustomStringConvertible {
    /// The transport's name, in upper case: UDP, TCP, TLS or another.
    public var transportName: String
    /// sent-by: IPv6 without brackets.
    public var host: String
    /// nil where none is written.
    public var port: UInt16?
    /// branch, rport, received and others, in order.
    public var parameters: [Parameter]

    /// RFC 3261 §8.1.1.7: branches of this standard begin with it.
    public static let magicCookie = "z9hG4bK"

    /// A hop of these parts.
    public init(transportName: String, host: String, port: UInt16?, parameters: [Parameter] = []) {
        self.transportName = transportName
        self.host = host
        self.port = port
        self.parameters = parameters
    }

    /// The hop that we are: with a branch, and asking for the answer at the source port (RFC 3581 §3).
    public init(transport: TransportProtocol, host: String, port: UInt16?, branch: String) {
        self.init(
            transportName: transport.rawValue.uppercased(), host: host, port: port,
            parameters: [Parameter("branch", branch), Parameter("rport")])
    }

    init(_ slices: ViaSlices, bytes: [UInt8], parameters all: [ParameterSlices]) {
        let text = MessageText(bytes: bytes, parameters: all)
        transportName = text.string(slices.transport).uppercased()
        host = text.string(slices.host)
        port = UInt16(exactly: slices.port)
        parameters = text.parameters(slices.parameters)
    }

    /// A parameter by name, letter case aside; "" where it has no value.
    public func parameter(_ name: String) -> String? {
        parameters.first { $0.isNamed(name) }.map { $0.value ?? "" }
    }

    /// nil for a transport that we do not speak.
    public var transport: TransportProtocol? { TransportProtocol(rawValue: transportName.lowercased()) }
    /// The transaction, from the hop that wrote it (RFC 3261 §8.1.1.7).
    public var branch: String? { parameter("branch") }
    /// The address that the next hop saw; brackets are read though they are not allowed (RFC 5118 §4.5).
    public var received: String? {
        parameter("received").map { $0.hasPrefix("[") && $0.hasSuffix("]") ? String($0.dropFirst().dropLast()) : $0 }
    }
    /// Whether `rport` stands there, with or without a value.
    public var wantsResponsePort: Bool { parameter("rport") != nil }
    /// The port that the next hop saw (RFC 3581 §4).
    public var responsePort: UInt16? { parameter("rport").flatMap { UInt16($0) } }

    /// The same with a parameter set, in its place where it stands already.
    public func with(_ name: String, _ value: String?) -> Via {
        var copy = self
        if let index = copy.parameters.firstIndex(where: { $0.isNamed(name) }) {
            copy.parameters[index].value = value
        } else {
            copy.parameters.append(Parameter(name, value))
        }
        return copy
    }

    /// The value as it is written.
    public var description: String { OctetWriter.text { write(to: &$0) } }

    func write(to writer: inout OctetWriter) {
        writer.write("SIP/2.0/")
        writer.append(transportName)
        writer.append(32)
        writer.append(host: host, port: port)
        writer.append(parameters)
    }
}
