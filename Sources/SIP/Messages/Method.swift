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
    public init(name: String) { self.init(octets: Array(name.utf8)[...]) }

    /// The first letters tell which one it can be.
    init(octets: ArraySlice<UInt8>) {
        let candidate: Method =
            switch (octets.count, octets.first) {
            case (3, 65): .ack
            case (3, 66): .bye
            case (4, _): .info
            case (5, 80): .prack
            case (5, 82): .refer
            case (6, 73): .invite
            case (6, 67): .cancel
            case (6, 85): .update
            case (6, 78): .notify
            case (7, 79): .options
            case (7, 77): .message
            case (7, 80): .publish
            case (8, _): .register
            case (9, _): .subscribe
            default: .other
            }
        self = candidate.name.utf8.elementsEqual(octets) ? candidate : .other
    }
}
