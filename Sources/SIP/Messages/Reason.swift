/// Why a request or a response was sent (RFC 3326).
public struct Reason: Sendable, Hashable {
    /// "SIP", "Q.850" or another.
    public var protocolName: String
    /// The protocol's number, such as 16 of Q.850.
    public var cause: Int?
    /// Words for people, if any.
    public var text: String?

    /// A reason of these parts.
    public init(protocolName: String, cause: Int?, text: String? = nil) {
        self.protocolName = protocolName
        self.cause = cause
        self.text = text
    }

    /// The call was taken by another device: SIP 200 (RFC 3326 §3.1), or cause 26 of Q.850, "non-selected user clearing".
    public var isCompletedElsewhere: Bool {
        switch protocolName.uppercased() {
        case "SIP": cause == 200
        case "Q.850": cause == 26
        default: false
        }
    }

    func write(to writer: inout OctetWriter) {
        writer.append(protocolName)
        if let cause {
            writer.write(";cause=")
            writer.append(String(cause))
        }
        if let text {
            writer.write(";text=")
            writer.append(quoted: text)
        }
    }

    /// Every reason of one field (RFC 3326 §2).
    static func list(parsing value: String) -> [Reason] {
        HeaderValues.split(value, at: 44).map { item in
            let parts = HeaderValues.split(item, at: 59)
            let parameters = HeaderValues.parameters(parts.dropFirst())
            return Reason(
                protocolName: parts.first ?? "", cause: parameters.value(of: "cause").flatMap { Int($0) },
                text: parameters.value(of: "text"))
        }
    }
}

extension Message {
    /// RFC 3326 §2.
    public var reasons: [Reason] { headers("Reason").flatMap { Reason.list(parsing: $0) } }
}
