/// A header field to be written. Whatever its values hold, it writes one line: controls are dropped.
public enum HeaderField: Sendable, Equatable {
    case via(Via)
    case from(NameAddress)
    case to(NameAddress)
    case callID(String)
    case cSeq(UInt32, Method)
    case contact(NameAddress)
    /// `Contact: *` (RFC 3261 §10.2.2).
    case contactStar
    case route(NameAddress)
    case recordRoute(NameAddress)
    case maxForwards(Int)
    case expires(UInt32)
    case allow([Method])
    case accept([String])
    case supported([String])
    case require([String])
    case unsupported([String])
    case userAgent(String)
    case authorization(String)
    case proxyAuthorization(String)
    case reason(Reason)
    case retryAfter(UInt32)
    case other(String, String)

    var name: String {
        switch self {
        case .via: "Via"
        case .from: "From"
        case .to: "To"
        case .callID: "Call-ID"
        case .cSeq: "CSeq"
        case .contact, .contactStar: "Contact"
        case .route: "Route"
        case .recordRoute: "Record-Route"
        case .maxForwards: "Max-Forwards"
        case .expires: "Expires"
        case .allow: "Allow"
        case .accept: "Accept"
        case .supported: "Supported"
        case .require: "Require"
        case .unsupported: "Unsupported"
        case .userAgent: "User-Agent"
        case .authorization: "Authorization"
        case .proxyAuthorization: "Proxy-Authorization"
        case .reason: "Reason"
        case .retryAfter: "Retry-After"
        case .other(let name, _): name
        }
    }

    var value: String { OctetWriter.text { writeValue(to: &$0) } }

    func writeValue(to writer: inout OctetWriter) {
        switch self {
        case .via(let via): via.write(to: &writer)
        case .from(let address), .to(let address), .contact(let address), .route(let address),
            .recordRoute(let address):
            address.write(to: &writer)
        case .callID(let text), .userAgent(let text), .authorization(let text), .proxyAuthorization(let text),
            .other(_, let text):
            writer.append(text)
        case .cSeq(let number, let method):
            writer.append(number: number)
            writer.append(32)
            writer.append(method.name)
        case .contactStar: writer.append(42)
        case .maxForwards(let hops): writer.append(number: UInt(clamping: hops))
        case .expires(let seconds), .retryAfter(let seconds): writer.append(number: seconds)
        case .allow(let methods): writer.append(list: methods.lazy.map(\.name))
        case .accept(let items), .supported(let items), .require(let items), .unsupported(let items):
            writer.append(list: items)
        case .reason(let reason): reason.write(to: &writer)
        }
    }
}

extension HeaderField: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The line as it is written, but credentials are never printed (RFC 3261 §20.7, §20.28).
    public var description: String { "\(name): \(isSecret ? "••••" : value)" }
    public var debugDescription: String { description }
    /// `dump` shows no more.
    public var customMirror: Mirror { Mirror(self, children: []) }

    private var isSecret: Bool { ["authorization", "proxy-authorization"].contains(name.lowercased()) }
}
