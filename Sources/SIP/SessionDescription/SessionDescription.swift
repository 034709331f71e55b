/// A session description (RFC 8866, before it RFC 4566): who describes, and the media that it describes.
/// Lines that a telephone has no use for (b=, t=, k=, i=, unknown attributes) are read over and not kept.
public struct SessionDescription: Sendable, Equatable {
    /// The o= line (RFC 8866 §5.2).
    public struct Origin: Sendable, Equatable {
        public var user: String
        public var sessionID: UInt64
        /// RFC 3264 §8: one more each time the description changes.
        public var version: UInt64
        public var host: String

        public init(user: String = "-", sessionID: UInt64, version: UInt64, host: String) {
            self.user = user
            self.sessionID = sessionID
            self.version = version
            self.host = host
        }
    }

    public var origin: Origin
    /// The c= line of the session: a numeric address, IPv6 without brackets; nil where each medium has its own.
    public var connectionHost: String?
    /// The direction of the media that name none themselves.
    public var direction: MediaDirection?
    public var media: [MediaDescription]

    public init(
        origin: Origin, connectionHost: String?, direction: MediaDirection? = nil, media: [MediaDescription]
    ) {
        self.origin = origin
        self.connectionHost = connectionHost
        self.direction = direction
        self.media = media
    }

    /// The address that the medium is received on: its own c= line, else the session's (RFC 8866 §5.7).
    public func host(of medium: MediaDescription) -> String? {
        medium.connectionHost ?? connectionHost
    }

    /// The direction of a medium: its own attribute, else the session's, else both ways (RFC 8866 §6.7).
    public func direction(of medium: MediaDescription) -> MediaDirection {
        medium.direction ?? direction ?? .sendReceive
    }
}

/// Which way a medium flows, as the end that writes the attribute sees it (RFC 8866 §6.7).
public enum MediaDirection: String, Sendable, Equatable, CaseIterable {
    case sendReceive = "sendrecv"
    case sendOnly = "sendonly"
    case receiveOnly = "recvonly"
    case inactive

    public var sends: Bool { self == .sendReceive || self == .sendOnly }
    public var receives: Bool { self == .sendReceive || self == .receiveOnly }

    public init(sends: Bool, receives: Bool) {
        switch (sends, receives) {
        case (true, true): self = .sendReceive
        case (true, false): self = .sendOnly
        case (false, true): self = .receiveOnly
        case (false, false): self = .inactive
        }
    }

    /// The same flow seen from the other end.
    public var reversed: MediaDirection { MediaDirection(sends: receives, receives: sends) }

    /// What both allow.
    public func limited(to other: MediaDirection) -> MediaDirection {
        MediaDirection(sends: sends && other.sends, receives: receives && other.receives)
    }
}
