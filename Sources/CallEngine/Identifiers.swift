/// An account, by its place in the configuration.
public struct AccountID: Sendable, Hashable, Comparable {
    public let number: Int
    public init(_ number: Int) { self.number = number }
    public static func < (left: AccountID, right: AccountID) -> Bool { left.number < right.number }
}

/// A call, from its first sign to its end; never used again within one run.
public struct CallID: Sendable, Hashable, Comparable {
    public let number: Int
    public init(_ number: Int) { self.number = number }
    public static func < (left: CallID, right: CallID) -> Bool { left.number < right.number }
}

/// A socket or connection that carries SIP: opened by the shell. Those that the engine asks for count up from 1, those that
/// the shell brings (`.flowAccepted`) have negative numbers.
public struct FlowID: Sendable, Hashable {
    public let number: Int
    public init(_ number: Int) { self.number = number }
}

/// One question where a server is.
public struct LocationID: Sendable, Hashable {
    public let number: Int
    public init(_ number: Int) { self.number = number }
}

/// A media session: ports, codecs and streams of one call.
public struct MediaID: Sendable, Hashable {
    public let number: Int
    public init(_ number: Int) { self.number = number }
}
