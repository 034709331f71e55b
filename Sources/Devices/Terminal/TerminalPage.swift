import TerminalUI

/// A `Screen` laid out on rows of a given size: title, the call's reserved row, the list, the event area. A pure value.
///
/// The event number n always stands on the same row of the area, and the row after the newest event is blank: a new
/// event is written on a line that was already empty, nothing scrolls, and no line is rewritten while it may be read.
struct TerminalPage: Equatable {
    /// What stands on each row, from the top.
    var rows: [[Unicode.Scalar]]
    /// The cell of the hardware cursor.
    var cursorRow: Int
    var cursorColumn: Int
    /// The index of the first item shown: kept for the next layout, so that a move inside the window moves nothing.
    var top: Int

    /// Rows of the list on a terminal of this height; the event area has the rest.
    static func listRows(height: Int) -> Int { max(1, height - 2 - eventRows(height: height)) }

    static func eventRows(height: Int) -> Int { height < 6 ? 0 : min(8, max(2, height / 3)) }

    init(_ screen: Screen, width: Int, height: Int, top oldTop: Int) {
        let height = max(1, height)
        let width = max(1, width)
        rows = Array(repeating: [], count: height)
        let list = Self.listRows(height: height)
        let firstItemRow = height >= 3 ? 2 : height - 1
        let focus = min(max(0, screen.focus), max(0, screen.items.count - 1))

        // Turn pages rather than scroll: most moves then write nothing but the cursor's motion.
        var top = min(max(0, oldTop), max(0, screen.items.count - 1))
        if focus < top { top = max(0, focus - list + 1) }
        if focus >= top + list { top = focus }
        self.top = top

        rows[0] = TerminalText.fitted(screen.title, width: width)
        if height >= 3 { rows[1] = TerminalText.fitted(screen.callLine, width: width) }
        cursorRow = 0
        cursorColumn = 0
        for index in top..<min(top + list, screen.items.count) {
            let row = firstItemRow + index - top
            guard row < height else { break }
            if index == focus {
                let hidden = max(0, screen.cursorColumn - (width - 1))
                rows[row] = TerminalText.fitted(screen.items[index], width: width, from: hidden)
                cursorRow = row
                cursorColumn = min(max(0, screen.cursorColumn), width - 1)
            } else {
                rows[row] = TerminalText.fitted(screen.items[index], width: width)
            }
        }
        placeEvents(screen, width: width, height: height, from: firstItemRow + list)
    }

    private mutating func placeEvents(_ screen: Screen, width: Int, height: Int, from firstRow: Int) {
        let area = height - firstRow
        guard area > 0, firstRow >= 0 else { return }
        for (offset, event) in screen.events.enumerated().suffix(max(1, area - 1)) {
            let number = max(0, screen.firstEvent) &+ offset
            rows[firstRow + abs(number % area)] = TerminalText.fitted(event, width: width)
        }
    }
}
