/// Where a server is: `sip:host[:port][;transport=udp|tcp|tls]` or `sips:host[:port]` (a SIP URI without a user,
/// RFC 3261 §19.1.1).
public struct ServerAddress: Sendable, Hashable {
    public enum Transport: String, Sendable, Hashable, CaseIterable { case udp, tcp, tls }

    /// nil: by the host's NAPTR and SRV records, else UDP (RFC 3263 §4.1).
    public var transport: Transport?
    /// A name or a numeric address; IPv6 without brackets.
    public var host: String
    /// nil: by the host's SRV records, else the transport's own port (RFC 3263 §4.2).
    public var port: UInt16?

    public init(transport: Transport? = nil, host: String, port: UInt16? = nil) {
        self.transport = transport
        self.host = host
        self.port = port
    }

    /// Reads `sip:host:port;transport=tcp`; `sip:` may be left out. `sips:` is TLS (RFC 3261 §26.2.2). Nil where it is
    /// anything else.
    public init?(parsing text: String) {
        var rest = Substring(text)
        var transport: Transport?
        let isSecure = rest.lowercased().hasPrefix("sips:")
        if isSecure {
            rest = rest.dropFirst(5)
        } else if rest.lowercased().hasPrefix("sip:") {
            rest = rest.dropFirst(4)
        }
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
        if isSecure {
            // RFC 3261 §26.2.2: TLS over whatever stream is named; there is none over UDP here.
            guard transport != .udp else { return nil }
            transport = .tls
        }
        guard let (host, port) = Self.hostAndPort(authority) else { return nil }
        self.init(transport: transport, host: host, port: port)
    }

    /// Reads `stun:host:port` (RFC 7064 §3.1) or `turn:host:port?transport=udp` (RFC 7065 §3.1), or tcp; the scheme may be left out.
    /// Nil where it is anything else: a server that is spoken to by TLS too.
    public init?(parsingMedia text: String, scheme: String) {
        var rest = Substring(text)
        if rest.lowercased().hasPrefix(scheme + ":") { rest = rest.dropFirst(scheme.utf8.count + 1) }
        var transport = Transport.udp
        for named in [Transport.udp, .tcp] where scheme == "turn" {
            let suffix = "?transport=" + named.rawValue
            guard rest.lowercased().hasSuffix(suffix) else { continue }
            rest = rest.dropLast(suffix.utf8.count)
            transport = named
            break
        }
        guard let (host, port) = Self.hostAndPort(rest) else { return nil }
        self.init(transport: transport, host: host, port: port ?? 3_478)
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
    public var text: String { "sip:" + authority + (transport.map { ";transport=" + $0.rawValue } ?? "") }

    /// The same of a server of STUN or TURN.
    func text(scheme: String) -> String { "\(scheme):\(authority)" + (transport == .tcp ? "?transport=tcp" : "") }

    private var authority: String {
        (host.contains(":") ? "[\(host)]" : host) + (port.map { ":\($0)" } ?? "")
    }
}
