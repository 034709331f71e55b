/// What one end wrote, as a page shows it: finished lines, and the one that is being written. Erasing goes back over the
/// beginning of a line.
public struct TextLines: Sendable, Equatable {
    /// Lines that are kept; older ones are let go.
    public static let most = 500
    /// Characters of one line; a longer one goes on in the next.
    public static let lineCharacters = 500

    /// Never empty: the last one is being written.
    public private(set) var lines: [String] = [""]

    public init() {}

    /// Applies text as `textReceived` tells it: U+0008 erases the last character, a new line begins the next line, U+0007
    /// (attention) changes nothing.
    public mutating func append(_ text: String) {
        for character in text {
            switch character {
            case "\u{08}": erase()
            case "\n": begin()
            case "\u{07}": continue
            default:
                // Scalars, not characters: one character may have marks without end.
                for scalar in character.unicodeScalars {
                    if (lines.last?.unicodeScalars.count ?? 0) >= Self.lineCharacters { begin() }
                    lines[lines.count - 1].unicodeScalars.append(scalar)
                }
            }
        }
    }

    private mutating func begin() {
        lines.append("")
        if lines.count > Self.most { lines.removeFirst() }
    }

    private mutating func erase() {
        if lines[lines.count - 1].isEmpty {
            if lines.count > 1 { lines.removeLast() }
        } else {
            lines[lines.count - 1].removeLast()
        }
    }
}
