/// The methods that this stack knows (RFC 3261 §7.1 and the RFCs of the others); `other` for the rest.
public enum Method: UInt8, Sendable, BitwiseCopyable, CaseIterable {
    case invite, ack, bye, cancel, register, options
    case prack, update, info, subscribe, notify, refer, message, publish
    case other

    /// The method's name as it stands in a start line; methods are case-sensitive.
    public var name: String {
        switch self {
        case .invite: "INVITE"
        case .ack: "ACK"
        case .bye: "BYE"
        case .cancel: "CANCEL"
        case .register: "REGISTER"
        case .options: "OPTIONS"
        case .prack: "PRACK"
        case .update: "UPDATE"
        case .info: "INFO"
        case .subscribe: "SUBSCRIBE"
        case .notify: "NOTIFY"
        case .refer: "REFER"
        case .message: "MESSAGE"
        case .publish: "PUBLISH"
        case .other: ""
        }
    }

    /// The method of this name; `other` where none is known.
    public init(name: String) {
        self = Self.allCases.first { $0 != .other && $0.name == name } ?? .other
    }
}
