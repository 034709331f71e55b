/// Whether the sound of a line's calls is encrypted.
public enum MediaEncryption: String, Sendable, Equatable, CaseIterable {
    /// Never.
    case off
    /// Where the other end can; plain otherwise, which is told.
    case preferred
    /// Always: a call that cannot be is not made and not taken. Emergency calls are, plain if need be.
    case required
}

/// How a call's sound goes, where its line encrypts at all.
public enum CallEncryption: String, Sendable, Equatable, CaseIterable {
    case encrypted, notEncrypted
}
