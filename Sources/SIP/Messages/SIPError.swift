/// Why octets are not a SIP message. The peer's fault is a value: it never stops the program.
public enum SIPError: Error, Equatable, Sendable {
    /// The grammar of RFC 3261 §25 does not allow what stands at this octet.
    case syntax(at: Int)
    /// More than `MessageLimits` allows.
    case limit(Limit)
    /// A header field without which nothing can be done (RFC 3261 §8.1.1).
    case missing(Field)
    /// The start line's version is not SIP/2.0.
    case unsupportedVersion
    /// Two values of a field that has one, or a method that differs from the CSeq's.
    case contradiction(Field)
    /// A stream ended, or a datagram is shorter than its Content-Length.
    case incomplete

    /// The bounds that can be passed.
    public enum Limit: String, Sendable { case messageOctets, headerOctets, headers, vias, parameters, streamOctets }
    /// The header fields that an error can name.
    public enum Field: String, Sendable {
        case via, from, to, callID, cSeq, contentLength, maxForwards, contentType, referTo, replaces
    }

    /// The status of the answer to a request with this fault (RFC 3261 §21.4).
    public var status: Int {
        switch self {
        case .syntax, .missing, .contradiction, .incomplete: 400
        case .limit: 513
        case .unsupportedVersion: 505
        }
    }

    /// A few words for `sip-check` and logs; never a part of the message.
    public var reason: String {
        switch self {
        case .syntax(let at): "syntax error at octet \(at)"
        case .limit(let limit): "too much: \(limit.rawValue)"
        case .missing(let field): "missing: \(field.rawValue)"
        case .unsupportedVersion: "version is not SIP/2.0"
        case .contradiction(let field): "contradiction: \(field.rawValue)"
        case .incomplete: "incomplete"
        }
    }
}
