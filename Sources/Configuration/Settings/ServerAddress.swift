/// Where a server is: `sip:host[:port][;transport=udp|tcp]` (a SIP URI without a user, RFC 3261 §19.1.1).
public struct ServerAddress: Sendable, Hashable {
    public enum Transport: String, Sendable, Hashable, CaseIterable { case udp, tcp }

    public var transport: Transport
    /// A name or a numeric address; IPv6 without brackets.
    public var host: String
    /// RFC 3261 §19.1.2: 5060 where it is not said.
    public var port: UInt16

    public init(transport: Transport = .udp, host: String, port: UInt16 = 5060) {
        self.transport = transport
        self.host = host
        self.port = port
    }

    /// Reads `sip:host:port;transport=tcp`; `sip:` may be left out. Nil where it is anything else.
    public init?(parsing text: String) {
        var rest = Substring(text)
        if rest.lowercased().hasPrefix("sip:") { rest = rest.dropFirst(4) }
        var transport = Transport.udp
        var parts = rest.split(separator: ";", omittingEmptySubsequences: false)[...]
        guard let authority = parts.popFirst() else { return nil }
        for part in parts {
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            switch pair.first?.lowercased() {
            case "transport":
                guard pair.count == 2, let named = Transport(rawValue: pair[1].lowercased()) else { return nil }
                transport = named
            case "lr": break
            default: return nil
            }
        }
        guard let (host, port) = Self.hostAndPort(authority) else { return nil }
        self.init(transport: transport, host: host, port: port ?? 5060)
    }

    /// Splits `host:port`, `[2001:db8::1]:port` or a host alone; nil where it is neither.
    static func hostAndPort(_ authority: Substring) -> (host: String, port: UInt16?)? {
        var host: Substring
        var portText: Substring?
        if authority.first == "[" {
            guard let end = authority.firstIndex(of: "]") else { return nil }
            host = authority[authority.index(after: authority.startIndex)..<end]
            guard host.contains(":"), host.allSatisfy({ $0.isHexDigit || $0 == ":" || $0 == "." }) else { return nil }
            let after = authority[authority.index(after: end)...]
            if !after.isEmpty {
                guard after.first == ":" else { return nil }
                portText = after.dropFirst()
            }
        } else {
            let pair = authority.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard let first = pair.first else { return nil }
            host = first
            if pair.count == 2 { portText = pair[1] }
            let allowed = host.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-._".contains($0)) }
            guard allowed, !host.isEmpty else { return nil }
        }
        guard let portText else { return (String(host), nil) }
        guard portText.allSatisfy({ $0.isASCII && $0.isNumber }), let port = UInt16(portText), port > 0 else {
            return nil
        }
        return (String(host), port)
    }

    /// As it is written in the file.
    public var text: String {
        "sip:" + (host.contains(":") ? "[\(host)]" : host) + ":\(port);transport=\(transport.rawValue)"
    }
}
