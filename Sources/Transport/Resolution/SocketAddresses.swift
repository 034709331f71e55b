import CLinux
import NIOCore
import SIP

extension clinux_endpoint {
    /// A numeric address; nil where the host is a name.
    init?(host: String, port: UInt16) {
        self.init()
        guard clinux_endpoint_parse(host, port, &self) == 0 else { return nil }
    }

    /// The numeric text, IPv6 without brackets.
    var host: String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { text in
            guard let start = text.baseAddress else { return "" }
            withUnsafePointer(to: self) { clinux_endpoint_text($0, start, text.count) }
            return String(cString: start)
        }
    }

    /// The address of this computer that the kernel uses towards this one; nil where no route leads there.
    var sourceHost: String? {
        var source = clinux_endpoint()
        let found = withUnsafePointer(to: self) { clinux_source_towards($0, &source) }
        return found == 0 ? source.host : nil
    }
}

extension TransportAddress {
    /// A socket address as the engine names it; nil where it is not IP.
    init?(_ transport: TransportProtocol, _ address: SocketAddress?) {
        guard let address, let host = address.ipAddress, let port = address.port else { return nil }
        self.init(transport: transport, host: host, port: UInt16(truncatingIfNeeded: port))
    }
}
