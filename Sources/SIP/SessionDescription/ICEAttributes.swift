/// What of a medium's attributes speaks of ICE (RFC 8839 §5).
public struct ICEAttributes: Sendable, Equatable {
    /// `a=candidate` of UDP with a numeric address, of the first component.
    public struct Candidate: Sendable, Equatable {
        public var foundation: String
        public var priority: UInt32
        public var host: String
        public var port: UInt16
        /// host, srflx, prflx or relay.
        public var kind: String
        /// The address that it was learned from (`raddr`, `rport`).
        public var relatedHost: String?
        public var relatedPort: UInt16

        public init(
            foundation: String, priority: UInt32, host: String, port: UInt16, kind: String, relatedHost: String? = nil,
            relatedPort: UInt16 = 0
        ) {
            self.foundation = foundation
            self.priority = priority
            self.host = host
            self.port = port
            self.kind = kind
            self.relatedHost = relatedHost
            self.relatedPort = relatedPort
        }
    }

    /// `a=ice-ufrag`, `a=ice-pwd`; nil: no ICE.
    public var fragment: String?
    public var password: String?
    public var candidates: [Candidate] = []
    /// `a=ice-lite`, of the session.
    public var isLite = false
    /// `a=ice-mismatch` (§5.3): the default address was changed on the way, and there is no ICE.
    public var isMismatched = false

    public init(fragment: String? = nil, password: String? = nil, candidates: [Candidate] = []) {
        self.fragment = fragment
        self.password = password
        self.candidates = candidates
    }

    /// Candidates of one medium that are read.
    public static let mostCandidates = 16

    /// A medium without its own has the session's (RFC 8839 §5.4).
    func inheriting(_ session: ICEAttributes) -> ICEAttributes {
        var whole = self
        if fragment == nil { whole.fragment = session.fragment }
        if password == nil { whole.password = session.password }
        whole.isLite = isLite || session.isLite
        return whole
    }

    /// Whether checks can be made: credentials of the lengths that are demanded (§5.4).
    var isUsable: Bool {
        guard let fragment, let password, !isMismatched else { return false }
        return (4...256).contains(fragment.utf8.count) && (22...256).contains(password.utf8.count)
    }

    /// §5.3 with RFC 8445 §5.4: the address of the c= and m= lines is one of the candidates. Without any, they come later, or by
    /// the checks themselves.
    func isMatching(host: String, port: UInt16) -> Bool {
        candidates.isEmpty || MediaAddress(host) == .nowhere || port == 9
            || candidates.contains { $0.port == port && NumericHost.isSame($0.host, host) }
    }

    /// Takes one attribute of a medium or of the session; false where it is none of ICE.
    mutating func read(_ name: Range<Int>, _ value: Range<Int>, of text: SDPText) -> Bool {
        switch name.count {
        case 7 where text.equals(name, "ice-pwd"):
            if value.count <= 256, text.isVisible(value) { password = text.string(value) }
        case 8 where text.equals(name, "ice-lite"): isLite = true
        case 9 where text.equals(name, "ice-ufrag"):
            if value.count <= 256, text.isVisible(value) { fragment = text.string(value) }
        case 9 where text.equals(name, "candidate"):
            if candidates.count < Self.mostCandidates, let candidate = Candidate(text, value) {
                candidates.append(candidate)
            }
        case 12 where text.equals(name, "ice-mismatch"): isMismatched = true
        default: return false
        }
        return true
    }

    func write(to writer: inout OctetWriter) {
        if isMismatched { writer.write("a=ice-mismatch\r\n") }
        guard let fragment, let password else { return }
        writer.write("a=ice-ufrag:")
        writer.append(fragment)
        writer.write("\r\na=ice-pwd:")
        writer.append(password)
        writer.lineBreak()
        for candidate in candidates { candidate.write(to: &writer) }
    }
}

extension ICEAttributes.Candidate {
    /// foundation component transport priority address port "typ" kind ["raddr" address "rport" port] …; nil for another
    /// component, transport or kind, and for a name in the place of an address.
    init?(_ text: SDPText, _ value: Range<Int>) {
        var rest = value
        guard value.count <= 512, text.isPrintable(value), let foundation = text.takeWord(&rest),
            foundation.count <= 32,
            let component = text.takeWord(&rest), text.number(component, most: 256) == 1,
            let transport = text.takeWord(&rest), text.equals(transport, "udp"),
            let priority = text.takeWord(&rest).flatMap({ text.number($0, most: Int(UInt32.max)) }),
            let host = text.takeWord(&rest), host.count <= 45, text.isNumericHost(host),
            let port = text.takeWord(&rest).flatMap({ text.number($0, most: 65_535) }), port != 0,
            let mark = text.takeWord(&rest), text.equals(mark, "typ"), let kind = text.takeWord(&rest),
            ["host", "srflx", "prflx", "relay"].contains(text.lowercased(kind)),
            MediaAddress(text.string(host)) == .unicast
        else { return nil }
        self.init(
            foundation: text.string(foundation), priority: UInt32(truncatingIfNeeded: priority),
            host: text.string(host),
            port: UInt16(truncatingIfNeeded: port), kind: text.lowercased(kind))
        while let name = text.takeWord(&rest), let parameter = text.takeWord(&rest) {
            if text.equals(name, "raddr"), parameter.count <= 45, text.isNumericHost(parameter) {
                relatedHost = text.string(parameter)
            }
            if text.equals(name, "rport") {
                relatedPort = UInt16(truncatingIfNeeded: text.number(parameter, most: 65_535) ?? 0)
            }
        }
    }

    fileprivate func write(to writer: inout OctetWriter) {
        writer.write("a=candidate:")
        writer.append(foundation)
        writer.write(" 1 UDP ")
        writer.append(number: priority)
        writer.append(32)
        writer.append(host)
        writer.append(32)
        writer.append(number: port)
        writer.write(" typ ")
        writer.append(kind)
        if let relatedHost {
            writer.write(" raddr ")
            writer.append(relatedHost)
            writer.write(" rport ")
            writer.append(number: relatedPort)
        }
        writer.lineBreak()
    }
}

extension SDPText {
    fileprivate func isPrintable(_ range: Range<Int>) -> Bool { octets[range].allSatisfy { $0 >= 32 && $0 < 127 } }

    /// Digits and dots, or hexadecimal digits and colons.
    fileprivate func isNumericHost(_ range: Range<Int>) -> Bool {
        let isSix = octets[range].contains(58)
        return octets[range].allSatisfy { octet in
            octet.isDigit || octet == 46 || isSix && (octet == 58 || octet.lowercased &- 97 < 6)
        }
    }
}
