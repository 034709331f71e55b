/// The bounds of what is read of a session description, each far above what a telephone meets.
public enum SessionDescriptionLimits {
    /// Octets of a description.
    public static let octets = 16_384
    /// m= lines. A browser's conference has a dozen.
    public static let media = 32
    /// Formats of one m= line; there are 128 payload types.
    public static let formats = 128
    /// Lines in all.
    public static let lines = 1_024
}

/// Why octets are not a session description.
public enum SDPError: Error, Sendable, Equatable {
    /// A line that must be there is not: v=, o= or a medium's address.
    case missing(line: Character)
    /// A line is not what its letter says.
    case malformed(line: Character)
    /// One of `SessionDescriptionLimits` is passed.
    case limit

    /// A stable name for logs.
    public var code: String {
        switch self {
        case .missing(let line): "sdp-missing-\(line)"
        case .malformed(let line): "sdp-malformed-\(line)"
        case .limit: "sdp-limit"
        }
    }
}
