/// Why a codec or a resampler could not be made.
public enum CodecError: Error, Sendable, Equatable {
    /// The library gave none.
    case memory
    /// A sampling rate that is not supported.
    case rate
}
