/// The event area of a terminal: where each event stands, remembered from one drawing to the next. A pure value.
///
/// A ring of rows. An event is written whole on the rows after the newest one, wrapped between its words; one that would
/// run over the bottom begins at the top instead, and the rows that it leaves are the oldest: they are blanked, so that
/// what stands below the newest event is always older than what stands above it. The row after the newest event is blank;
/// what is left of an event whose first row was taken goes with it. No other row is touched, and none is ever changed but by
/// reusing the oldest (rule R8).
struct EventArea: Equatable {
    /// What stands on each row, from the top of the area.
    private(set) var rows: [[Unicode.Scalar]] = []
    /// The running number of the event that begins on the row; nil: none does.
    private var begins: [Int?] = []
    private var width = 0
    /// The row on which the next event begins where it fits there.
    private var next = 0
    /// The running number of the first event that was not placed yet; nil before the first drawing.
    private var unplaced: Int?

    /// Places what is new.
    /// - Parameters:
    ///   - events: whole texts, the oldest first.
    ///   - first: the running number of the first one.
    ///   - width: cells of a row. A size other than before lays everything out anew.
    ///   - height: rows of the area, with the blank one.
    mutating func show(_ events: [String], first: Int, width: Int, height: Int) {
        let end = max(0, first) + events.count
        guard height > 0, width > 0 else {
            self = EventArea()
            return
        }
        if width != self.width || height != rows.count || unplaced.map({ $0 > end }) ?? true {
            layOutAnew(events, end: end, width: width, height: height)
        } else {
            let new = end - (unplaced ?? end)
            // More than the area has rows would only overwrite one another.
            let placed = min(new, height)
            for (offset, event) in events.suffix(placed).enumerated() { place(wrapped(event), end - placed + offset) }
        }
        unplaced = end
    }

    /// The row on which the event of that running number begins; nil where it stands there no more.
    func row(of number: Int) -> Int? {
        begins.firstIndex(of: number).flatMap { rows[$0].isEmpty ? nil : $0 }
    }

    /// As many of the newest events as stand there whole, from the top of the area.
    private mutating func layOutAnew(_ events: [String], end: Int, width: Int, height: Int) {
        self.width = width
        rows = Array(repeating: [], count: height)
        begins = Array(repeating: nil, count: height)
        next = 0
        var newest: [[[Unicode.Scalar]]] = []
        var used = 0
        for event in events.reversed() {
            let lines = wrapped(event)
            guard newest.isEmpty || used + lines.count <= height - 1 else { break }
            newest.append(lines)
            used += lines.count
        }
        for (offset, lines) in newest.reversed().enumerated() { place(lines, end - newest.count + offset) }
    }

    private mutating func place(_ lines: [[Unicode.Scalar]], _ number: Int) {
        if next + lines.count > rows.count {
            for row in rows.indices.dropFirst(next) { rows[row] = [] }
            next = 0
        }
        for (index, line) in lines.enumerated() where rows.indices.contains(next) {
            rows[next] = line
            begins[next] = index == 0 ? number : nil
            next += 1
        }
        if next >= rows.count, rows.count > 1 { next = 0 }
        if rows.count > 1 { rows[next] = [] } else { next = 0 }
        // The end of an event whose beginning is gone would be words without a speaker.
        for row in rows.indices.dropFirst(next + 1) {
            guard begins[row] == nil, !rows[row].isEmpty else { break }
            rows[row] = []
        }
    }

    /// Rows that one event may take: somebody's long message must not push all that was told before off the screen.
    static func most(ofRows count: Int) -> Int { max(1, min(count - 1, max(4, count / 2))) }

    /// The event's rows. One taller than that (a written message in a tiny window) shows its beginning, with "…" at the
    /// end: what an event is about is said first, and Répéter and the Announcements page tell the rest; its end alone would
    /// be words without a speaker.
    private func wrapped(_ event: String) -> [[Unicode.Scalar]] {
        TerminalText.wrapped(event, width: width, most: Self.most(ofRows: rows.count)).map(\.text)
    }
}
