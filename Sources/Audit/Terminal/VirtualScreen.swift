import CVTerm

/// What libvterm tells while it reads.
private struct TerminalSignals {
    var bells = 0
    var isCursorVisible = true
}

private func ring(_ user: UnsafeMutableRawPointer?) -> Int32 {
    user?.assumingMemoryBound(to: TerminalSignals.self).pointee.bells += 1
    return 1
}

private func change(
    _ property: VTermProp, _ value: UnsafeMutablePointer<VTermValue>?, _ user: UnsafeMutableRawPointer?
) -> Int32 {
    guard property == VTERM_PROP_CURSORVISIBLE, let value else { return 1 }
    user?.assumingMemoryBound(to: TerminalSignals.self).pointee.isCursorVisible = value.pointee.boolean != 0
    return 1
}

/// Answers to a program's questions go nowhere: the Linux console's user types, nothing else does.
private func drop(_ octets: UnsafePointer<CChar>?, _ count: Int, _ user: UnsafeMutableRawPointer?) {}

/// The terminal's side of the screen: libvterm.
final class VirtualScreen {
    private let terminal: OpaquePointer?
    private let screen: OpaquePointer?
    private let signals: UnsafeMutablePointer<TerminalSignals>
    private let callbacks: UnsafeMutablePointer<VTermScreenCallbacks>
    private var columns: Int
    private var rows: Int
    private var octets = TerminalOctets()
    private var known: ScreenImage?

    init(columns: Int, rows: Int) {
        self.columns = min(max(1, columns), Limits.terminalCells)
        self.rows = min(max(1, rows), Limits.terminalCells)
        signals = .allocate(capacity: 1)
        signals.initialize(to: TerminalSignals())
        callbacks = .allocate(capacity: 1)
        callbacks.initialize(to: VTermScreenCallbacks())
        callbacks.pointee.bell = ring
        callbacks.pointee.settermprop = change
        terminal = vterm_new(Int32(self.rows), Int32(self.columns))
        screen = terminal.flatMap { vterm_obtain_screen($0) }
        guard let terminal, let screen else { return }
        vterm_set_utf8(terminal, 1)
        vterm_output_set_callback(terminal, drop, nil)
        vterm_screen_set_callbacks(screen, callbacks, signals)
        vterm_screen_enable_altscreen(screen, 1)
        vterm_screen_reset(screen, 1)
    }

    deinit {
        if let terminal { vterm_free(terminal) }
        callbacks.deallocate()
        signals.deallocate()
    }

    func feed(_ octets: [UInt8]) {
        guard !octets.isEmpty else { return }
        known = nil
        write(self.octets.take(octets))
    }

    private func write(_ octets: [UInt8]) {
        guard let terminal, !octets.isEmpty else { return }
        octets.withUnsafeBytes { bytes in
            let text = bytes.assumingMemoryBound(to: CChar.self)
            _ = vterm_input_write(terminal, text.baseAddress, text.count)
        }
    }

    /// Another size, empty: the program draws anew.
    func resize(columns: Int, rows: Int) {
        self.columns = min(max(1, columns), Limits.terminalCells)
        self.rows = min(max(1, rows), Limits.terminalCells)
        known = nil
        guard let terminal else { return }
        vterm_set_size(terminal, Int32(self.rows), Int32(self.columns))
        // Within a sequence of the program's nothing may be put in.
        if octets.isAtRest { write(Array("\u{1B}7\u{1B}[m\u{1B}[2J\u{1B}8".utf8)) }
    }

    var image: ScreenImage {
        if let known { return known }
        let image = look()
        known = image
        return image
    }

    private func look() -> ScreenImage {
        guard let terminal, let screen else { return ScreenImage(lines: [], cursor: (0, 0), isCursorVisible: true) }
        var place = VTermPos()
        vterm_state_get_cursorpos(vterm_obtain_state(terminal), &place)
        let cells = (0..<rows).map { row in (0..<columns).map { Self.cell(screen, row, $0) } }
        return ScreenImage(
            lines: cells.map(Self.line), cursor: (Int(place.row), Int(place.col)),
            isCursorVisible: signals.pointee.isCursorVisible, cells: cells.map { $0.map(\.cell) })
    }

    private typealias Found = (cell: ScreenCell, isSecondHalf: Bool)

    private static func cell(_ screen: OpaquePointer, _ row: Int, _ column: Int) -> Found {
        var found = cvterm_cell()
        guard cvterm_cell_at(screen, Int32(row), Int32(column), &found) else { return (ScreenCell(), false) }
        let look = CellLook(
            foreground: colour(found.foreground_kind, found.foreground),
            background: colour(found.background_kind, found.background), isReversed: found.is_reversed,
            isBold: found.is_bold, isUnderlined: found.is_underlined, isBlinking: found.is_blinking)
        // What is behind a wide character has no text of its own.
        guard found.characters.0 != .max else { return (ScreenCell(look: look), true) }
        let parts = found.characters
        var text = String.UnicodeScalarView()
        for part in [parts.0, parts.1, parts.2, parts.3, parts.4, parts.5] {
            guard part != 0, let scalar = Unicode.Scalar(part) else { break }
            text.append(scalar)
        }
        return (ScreenCell(text: String(text), look: look), false)
    }

    private static func colour(_ kind: UInt8, _ parts: (UInt8, UInt8, UInt8)) -> CellColour {
        switch Int(kind) {
        case CVTERM_INDEXED: .indexed(parts.0)
        case CVTERM_RGB: .rgb(red: parts.0, green: parts.1, blue: parts.2)
        default: .own
        }
    }

    private static func line(_ cells: [Found]) -> String {
        var line = ""
        for found in cells where !found.isSecondHalf { line += found.cell.text.isEmpty ? " " : found.cell.text }
        while line.last == " " { line.removeLast() }
        return line
    }

    /// Bells so far.
    var bells: Int { signals.pointee.bells }

    /// What was written that must not be.
    var forbidden: ForbiddenOctets { octets.forbidden }

    /// Characters and commands so far that did more than move the cursor.
    var painted: Int { octets.painted }
}
