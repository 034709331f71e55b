/// One stroke as the terminal delivers it.
public enum KeyChord: Sendable, Hashable {
    case character(Character)
    /// A character of a pasted text: never a command, nor a letter that jumps.
    case pasted(Character)
    /// F1 to F12.
    case function(Int)
    case up, down, left, right
    case home, end, pageUp, pageDown
    case enter, backspace, delete, tab, escape
    /// Ctrl-C, by which one ends a program in a terminal: asked for as Quit is.
    case interrupt
    /// A sequence that no key of ours sends.
    case unknown

    /// In a field it changes the text.
    public var isTyping: Bool {
        switch self {
        case .character, .pasted, .backspace, .delete: true
        case .function, .up, .down, .left, .right, .home, .end, .pageUp, .pageDown, .enter, .tab, .escape, .interrupt,
            .unknown:
            false
        }
    }
}
