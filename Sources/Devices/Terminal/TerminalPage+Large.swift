import TerminalUI

extension TerminalPage {
    /// The large view, for a terminal zoomed so far that few cells are left: the call line (where there is no call, the
    /// title), the focused line, the newest event, each wrapped whole one below the other, and nothing else.
    ///
    /// Where they do not all fit the focused line goes first, as the cursor is on it, then the call, then the event; each
    /// keeps a row where there are three, and what is cut ends with "…".
    init(large screen: Screen, width: Int, height: Int) {
        let height = max(1, height)
        let width = max(1, width)
        let focus = min(max(0, screen.focus), max(0, screen.items.count - 1))
        let line = screen.items.indices.contains(focus) ? screen.items[focus] : ""
        let event = screen.events.last ?? ""
        let head = screen.callLine.isEmpty ? screen.title : screen.callLine

        var focusRows = TerminalText.wrapped(line, width: width)
        let eventNeeds = event.isEmpty ? 0 : TerminalText.wrapped(event, width: width).count
        let headNeeds = TerminalText.wrapped(head, width: width).count
        let focusRoom = max(1, height - (height >= 2 ? 1 : 0) - (height >= 3 ? min(1, eventNeeds) : 0))
        var cursor = Self.place(of: max(0, screen.cursorColumn), in: focusRows, width: width)
        if focusRows.count > focusRoom {
            // A field is shown around its cursor.
            let first = max(0, cursor.row - focusRoom + 1)
            focusRows =
                first == 0
                ? TerminalText.wrapped(line, width: width, most: focusRoom)
                : Array(focusRows.dropFirst(first).prefix(focusRoom))
            cursor.row -= first
        }
        let left = height - focusRows.count
        let headRoom = min(headNeeds, max(0, left - (left >= 2 ? min(1, eventNeeds) : 0)))
        let eventRoom = min(eventNeeds, max(0, left - headRoom))

        rows = []
        roles = []
        if headRoom > 0 {
            for row in TerminalText.wrapped(head, width: width, most: headRoom) { rows.append(row.text) }
            roles += Array(repeating: screen.callLine.isEmpty ? .text : .call, count: rows.count)
        }
        cursorRow = min(rows.count + cursor.row, height - 1)
        cursorColumn = cursor.column
        rows += focusRows.map(\.text)
        roles += Array(repeating: .focus, count: focusRows.count)
        if eventRoom > 0 {
            let eventRows = TerminalText.wrapped(event, width: width, most: eventRoom)
            rows += eventRows.map(\.text)
            roles += Array(repeating: .event, count: eventRows.count)
        }
        rows += Array(repeating: [], count: max(0, height - rows.count))
        roles += Array(repeating: .text, count: max(0, height - roles.count))
        top = 0
        eventRow = height
    }

    /// The row and the column of a cell of a wrapped text.
    private static func place(of cell: Int, in rows: [TerminalText.Row], width: Int) -> (row: Int, column: Int) {
        let row = rows.lastIndex { $0.firstCell <= cell } ?? 0
        return (row, min(cell - (rows.indices.contains(row) ? rows[row].firstCell : 0), width - 1))
    }
}
