/// What the computer tells of its network and its sleep.
public enum NetworkChange: String, Sendable, Equatable, CaseIterable {
    /// No usable address is left.
    case lost
    /// Addresses or routes changed; the flows whose own address is gone were closed just before.
    case changed
    /// The computer is about to sleep.
    case suspending
    /// It woke.
    case resumed
}
