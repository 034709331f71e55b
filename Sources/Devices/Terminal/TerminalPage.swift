import TerminalUI

/// A `Screen` laid out on rows of a given size: title, the call's reserved row, the list, the event area. A pure value.
/// The list turns its pages and the events have places of their own: what was laid out before is handed on.
struct TerminalPage: Equatable {
    /// What a row is, for its colours.
    enum Role: Equatable { case text, call, focus, event }

    /// What stands on each row, from the top.
    var rows: [[Unicode.Scalar]]
    var roles: [Role]
    /// The cell of the hardware cursor.
    var cursorRow: Int
    var cursorColumn: Int
    /// The index of the first item shown: kept for the next layout, so that a move inside the window moves nothing.
    var top: Int
    /// The first row of the event area; the number of rows where there is none.
    var eventRow: Int
    /// The last cell of the call's row tells that the other end speaks.
    var isMarked = false

    /// Rows of the list on a terminal of this height; the event area has the rest.
    static func listRows(height: Int) -> Int { max(1, height - 2 - eventRows(height: height)) }

    static func eventRows(height: Int) -> Int { height < 5 ? 0 : min(8, max(2, height / 3)) }

    /// - Parameters:
    ///   - oldTop: the top of this page's last layout; 0 for a new page.
    ///   - area: the event area of the last layout, of whatever page.
    init(_ screen: Screen, width: Int, height: Int, top oldTop: Int, area: inout EventArea) {
        let height = max(1, height)
        let width = max(1, width)
        rows = Array(repeating: [], count: height)
        roles = Array(repeating: .text, count: height)
        let list = Self.listRows(height: height)
        let firstItemRow = height >= 3 ? 2 : height - 1
        let focus = min(max(0, screen.focus), max(0, screen.items.count - 1))

        // Turn pages rather than scroll: most moves then write nothing but the cursor's motion.
        var top = min(max(0, oldTop), max(0, screen.items.count - 1))
        if focus < top { top = max(0, focus - list + 1) }
        if focus >= top + list { top = focus }
        self.top = top
        eventRow = height

        rows[0] = TerminalText.fitted(screen.title, width: width)
        if height >= 3 {
            // The mark has the last cell, with a blank before it.
            let room = screen.isFarEndHeard == nil ? width : max(1, width - 2)
            rows[1] = TerminalText.fitted(screen.callLine, width: room)
            isMarked = screen.isFarEndHeard == true
            if !screen.callLine.isEmpty { roles[1] = .call }
        }
        cursorRow = 0
        cursorColumn = 0
        for index in top..<min(top + list, screen.items.count) {
            let row = firstItemRow + index - top
            guard row < height else { break }
            if index == focus {
                let hidden = max(0, screen.cursorColumn - (width - 1))
                rows[row] = TerminalText.fitted(screen.items[index], width: width, from: hidden)
                roles[row] = .focus
                cursorRow = row
                cursorColumn = min(max(0, screen.cursorColumn), width - 1)
            } else {
                rows[row] = TerminalText.fitted(screen.items[index], width: width)
            }
        }
        eventRow = min(height, firstItemRow + list)
        area.show(screen.events, first: screen.firstEvent, width: width, height: height - eventRow)
        for (offset, text) in area.rows.enumerated() {
            rows[eventRow + offset] = text
            if !text.isEmpty { roles[eventRow + offset] = .event }
        }
        if let row = screen.attention.flatMap({ area.row(of: $0) }) {
            cursorRow = eventRow + row
            cursorColumn = 0
        }
    }
}
