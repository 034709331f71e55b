/// Why the sockets could not be set up.
public enum TransportError: Error, Sendable, Equatable {
    /// The address and port asked for are not ours, or not free.
    case portUnavailable
    /// The kernel refused what the media loop needs: a descriptor, or its thread.
    case mediaUnavailable
}
