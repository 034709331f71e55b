/// What the terminal shows.
public enum ScreenStep: Sendable, Equatable {
    case shows(String, within: Duration?)
    case hides(String)
    /// Lines count from 1.
    case line(Int, String)
    /// The whole screen, without spaces at the ends of lines.
    case whole(String)
    case cursorOn(String)
    case cursorAt(line: Int, column: Int?)
    case cursorStays(Duration?)
    case cursorReturns
    case field(String, contains: String)
    case fieldIsEmpty(String)
    case page(String)
    case unchanged(Duration?)
    case noOctets(Duration?)
    case stillAboveCursor
    case bell
    /// The least ratio of contrast, to 1.
    case contrast(Double)
    case withoutColour
    case nothingTruncated
    /// Since the last act nothing was written but motions of the cursor.
    case onlyCursorMoves
    /// Neither the mouse, nor the cursor's shape, nor the terminal's own colours were touched.
    case terminalLeftAlone
}
