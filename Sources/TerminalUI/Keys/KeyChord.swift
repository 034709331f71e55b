/// One stroke as the terminal delivers it.
public enum KeyChord: Sendable, Hashable {
    case character(Character)
    /// F1 to F12.
    case function(Int)
    case up, down, left, right
    case home, end, pageUp, pageDown
    case enter, backspace, delete, tab, escape
    /// A sequence that no key of ours sends.
    case unknown
}
