import TerminalUI

/// The same `Screen` for dumb terminals and `--screen lines`: plain lines, only ever appended.
/// A new page prints its title and items, a move prints the focused line, an event prints its line.
public struct LineScreen: Sendable {
    private var shown: Screen?
    private var nextEvent: Int?

    public init() {}

    /// The lines to append so that this screen is told; none where nothing changed.
    public mutating func lines(for screen: Screen) -> [String] {
        var lines: [String] = []
        let focused = screen.items.indices.contains(screen.focus) ? screen.items[screen.focus] : nil
        if let shown, shown.title == screen.title {
            let was = shown.items.indices.contains(shown.focus) ? shown.items[shown.focus] : nil
            if let focused, shown.focus != screen.focus || was != focused { lines.append(focused) }
        } else {
            lines.append(screen.title)
            lines += screen.items.prefix(Limits.screenItems)
            if let focused, screen.focus != 0 { lines.append(focused) }
        }
        if !screen.callLine.isEmpty, screen.callLine != shown?.callLine { lines.append(screen.callLine) }
        let first = screen.firstEvent
        let unseen = max(0, (nextEvent ?? first) - first)
        lines += screen.events.dropFirst(unseen)
        nextEvent = max(nextEvent ?? first, first + screen.events.count)
        shown = screen
        return lines.map { String(TerminalText.clean($0)) }
    }
}
