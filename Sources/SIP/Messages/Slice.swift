/// A run of octets of the message: 16-bit place and count, so that a header stays small and trivial.
struct Slice: BitwiseCopyable, Equatable, Sendable {
    var start: UInt16
    var count: UInt16

    static let none = Slice(start: 0, count: 0)

    init(start: UInt16, count: UInt16) {
        self.start = start
        self.count = count
    }

    /// The octets from `start` up to, not including, `end`; both within a message.
    init(_ start: Int, _ end: Int) {
        self.start = UInt16(truncatingIfNeeded: start)
        self.count = UInt16(truncatingIfNeeded: max(0, end - start))
    }

    var range: Range<Int> { Int(start)..<Int(start) + Int(count) }
    var isEmpty: Bool { count == 0 }
}

/// A run of the message's flat list of parameters.
struct ParameterRange: BitwiseCopyable, Equatable, Sendable {
    var start: UInt16 = 0
    var count: UInt16 = 0
    var range: Range<Int> { Int(start)..<Int(start) + Int(count) }
}

/// One `name=value` of a header value or a URI.
struct ParameterSlices: BitwiseCopyable, Equatable, Sendable {
    enum Form: UInt8, BitwiseCopyable, Sendable { case nameOnly, token, quoted }
    var name: Slice
    var value: Slice
    var form: Form
}

/// The parts of a URI within the message.
struct URISlices: BitwiseCopyable, Equatable, Sendable {
    var scheme: Slice
    var user: Slice = .none
    var hasUser = false
    var password: Slice = .none
    var hasPassword = false
    /// For a scheme that is neither sip nor sips: all after the colon.
    var host: Slice = .none
    var port: Int32 = -1
    var headers: Slice = .none
    var parameters = ParameterRange()
    /// sip or sips: the host is one.
    var isOurs = true
}

/// name-addr or addr-spec with its header parameters (RFC 3261 §20.10).
struct NameAddressSlices: BitwiseCopyable, Equatable, Sendable {
    var display: Slice = .none
    var isQuoted = false
    var uri: URISlices
    var parameters = ParameterRange()
}

/// One value of Via (RFC 3261 §20.42).
struct ViaSlices: BitwiseCopyable, Equatable, Sendable {
    var transport: Slice
    var host: Slice
    var port: Int32
    var parameters = ParameterRange()
}

/// A header value, typed: trivial, so that the array of them is one allocation.
struct Header: BitwiseCopyable, Equatable, Sendable {
    enum Kind: BitwiseCopyable, Equatable, Sendable {
        case via(ViaSlices)
        case from(NameAddressSlices)
        case to(NameAddressSlices)
        case contact(NameAddressSlices)
        case contactStar
        case route(NameAddressSlices)
        case recordRoute(NameAddressSlices)
        case assertedIdentity(NameAddressSlices)
        case callID(Slice)
        case cSeq(number: UInt32, method: Slice)
        /// nil: out of range, treated as absent (RFC 4475 §3.1.2.4).
        case maxForwards(UInt8?)
        case contentLength(UInt32)
        case expires(UInt32)
        case contentType(type: Slice, subtype: Slice, ParameterRange)
        case challenge(isProxy: Bool, scheme: Slice, ParameterRange)
        case preferredIdentity(NameAddressSlices)
        /// Authorization and Proxy-Authorization.
        case credentials(scheme: Slice, ParameterRange)
        /// Allow, Supported, Require, Proxy-Require, Unsupported, Allow-Events: names alone.
        case tokens(ParameterRange)
        /// Session-Expires and Min-SE, in seconds (RFC 4028 §4, §5).
        case interval(UInt32, ParameterRange)
        /// Unknown, or not what its name promises: kept as text.
        case other
    }

    var name: Slice
    var value: Slice
    var kind: Kind
}
