import CLinux

/// Where a user agent meets the network.
public struct UserAgentOptions: Sendable, Equatable {
    /// The numeric address of this computer to use. Given: it is listened on from the start, for calls that come
    /// straight to us, and every flow of its family leaves from it. Nil: the address that reaches each target.
    public var bindAddress: String?
    /// The port of SIP over UDP and of the TCP listener; 0: any.
    public var sipPort: UInt16

    /// The DNS servers, as `address`, `address:port` or `[address]:port`; empty: the system's.
    public var dnsServers: [String]

    public init(bindAddress: String? = nil, sipPort: UInt16 = 0, dnsServers: [String] = []) {
        self.bindAddress = bindAddress
        self.sipPort = sipPort
        self.dnsServers = dnsServers
    }

    /// This computer's numeric address towards a numeric host: what `bindAddress` takes. Nothing is sent.
    /// - Returns: nil where the host is a name, or no route leads there.
    public static func localHost(towards host: String) -> String? {
        clinux_endpoint(host: host, port: 5060)?.sourceHost
    }
}
