import CLinux
import CNcurses
import Glibc
import TerminalUI

#if FAULTS
    import Faults
#endif

/// Why the terminal could not be taken.
public enum TerminalError: Error, Equatable {
    /// Input or output is a file or a pipe.
    case notATerminal
    /// terminfo does not know this TERM, or it cannot move its cursor.
    case unknownType(String)
}

/// The terminal of this computer, drawn by ncurses: no frames, no mouse, no colours but a theme's; the hardware cursor always
/// visible on the focus. Belongs to one thread (main).
///
/// A move of the focus writes the cursor's motion and nothing else, but for a theme that highlights the focused line: the two
/// lines are then written again. A screen like the last one writes no byte.
public final class Terminal {
    private let input: Int32
    private let output: Int32
    private let type: String
    private var screen: OpaquePointer?
    private var written: TerminalOutput?
    private var inputStream: UnsafeMutablePointer<FILE>?
    private var window: UnsafeMutablePointer<WINDOW>?
    private var drawn: TerminalPage?
    private var drawnTitle = ""
    private var drawnFocus = 0
    private var area = EventArea()
    private var theme = Theme.terminal
    /// The colours in use; nil: none.
    private var colours: Theme.Colours?
    private var isLarge = false
    private let noColour: String?
    private var decoder = KeyDecoder()
    private var savedSettings = termios()
    private var epoll: Int32 = -1

    /// Cells across and down.
    public private(set) var size = (columns: 80, rows: 24)
    /// The size that the window was made for.
    private var windowSize = (columns: 0, rows: 0)

    /// The cells that one line may take, and the rows: in the large view a line goes on over all rows.
    public var room: (columns: Int, rows: Int) { isLarge ? (size.columns * size.rows, size.rows) : size }

    /// - Parameters:
    ///   - type: the terminfo name; nil takes the environment's TERM.
    ///   - noColour: any text but "" turns the colours of themes off; nil takes the environment's NO_COLOR.
    public init(input: Int32 = 0, output: Int32 = 1, type: String? = nil, noColour: String? = nil) {
        self.input = input
        self.output = output
        self.type = type ?? getenv("TERM").map { String(cString: $0) } ?? "dumb"
        self.noColour = noColour ?? getenv("NO_COLOR").map { String(cString: $0) }
    }

    deinit { stop() }

    /// Takes the terminal: keys come one by one, nothing is echoed, the screen is cleared.
    public func start() throws(TerminalError) {
        guard screen == nil else { return }
        guard isatty(input) == 1, isatty(output) == 1, tcgetattr(input, &savedSettings) == 0
        else { throw .notATerminal }
        _ = TerminalText.isLocaleSet
        guard let written = TerminalOutput() else { throw .notATerminal }
        guard let inputStream = fdopen(dup(input), "r") else { throw .notATerminal }
        // Before ncurses, which leaves the signals that have a handler.
        TerminalRescue.arm(input: input, output: output, settings: savedSettings)
        // ncurses would print and exit on an unknown type if asked through initscr; newterm only says no.
        guard let screen = newterm(type, written.stream, inputStream) else {
            fclose(inputStream)
            TerminalRescue.disarm()
            throw .unknownType(type)
        }
        self.written = written
        self.inputStream = inputStream
        self.screen = screen
        set_term(screen)
        curs_set(1)
        #if FAULTS
            if Fault.cursorHidden.isOn { curs_set(0) }
        #endif
        // A refresh is never cut short by keys that wait: what is on the screen is whole.
        typeahead(-1)
        setLine()
        bracketPastes(true)
        #if FAULTS
            if Fault.mouseGrabbed.isOn { fputs("\u{1B}[?1000h", written.stream) }
            if Fault.cursorShapeChanged.isOn { fputs("\u{1B}[5 q", written.stream) }
        #endif
        epoll = epoll_create1(Int32(O_CLOEXEC))
        _ = clinux_epoll_add(epoll, input, 0)
        _ = clinux_epoll_add(epoll, TerminalRescue.resizeDescriptor, 1)
        useColours()
        let guessed = Self.margins(cncurses_rows())
        openWindow()
        // The shell would scroll within the rows that ncurses guessed when the program has ended.
        written.correct(guessed, to: Self.margins(Int32(size.rows)))
    }

    private static func margins(_ rows: Int32) -> [UInt8] {
        cncurses_margins(rows).map { Array(String(cString: $0).utf8) } ?? []
    }

    /// Keys come one by one and as they are, nothing is echoed. Ctrl-S would freeze the screen for good, without a word:
    /// the line's flow control is off. So is its translation of line ends, see `TerminalOutput`.
    private func setLine() {
        var settings = savedSettings
        settings.c_iflag &= ~tcflag_t(IXON | ICRNL)
        settings.c_oflag &= ~tcflag_t(OPOST)
        // Ctrl-C is a key like others: it must not end a call without a word.
        settings.c_lflag &= ~tcflag_t(ICANON | ECHO | ECHONL | ISIG)
        withUnsafeMutableBytes(of: &settings.c_cc) { controls in
            controls[Int(VMIN)] = 1
            controls[Int(VTIME)] = 0
            // Ctrl-Z would leave the shell with our line settings, and us with the shell's.
            controls[Int(VSUSP)] = 0
        }
        tcsetattr(input, TCSADRAIN, &settings)
    }

    /// What is pasted then comes between marks, and is no key. Goes out with the next refresh; the Linux console has none.
    private func bracketPastes(_ isOn: Bool) {
        guard !type.hasPrefix("linux"), type != "dumb", let written else { return }
        fputs(isOn ? "\u{1B}[?2004h" : "\u{1B}[?2004l", written.stream)
    }

    private func measure() {
        var reported = winsize()
        guard ioctl(output, UInt(TIOCGWINSZ), &reported) == 0, reported.ws_col > 0, reported.ws_row > 0 else { return }
        // What nobody can read costs memory, and ncurses counts cells in 32 bits.
        size = (
            min(Int(reported.ws_col), Limits.terminalColumns), min(Int(reported.ws_row), Limits.terminalRows)
        )
    }

    private func openWindow() {
        measure()
        windowSize = size
        resizeterm(Int32(size.rows), Int32(size.columns))
        if let window { delwin(window) }
        window = newwin(0, 0, 0, 0)
        drawn = nil
        if let window {
            leaveok(window, false)
            scrollok(window, false)
            cncurses_fill(window, colours == nil ? 0 : Self.pair(of: .text))
            clearok(window, true)
        }
    }

    /// Takes another theme, or another view: the next `draw` writes everything anew. Before `start` too.
    ///
    /// Colours are used on terminals of 256 colours, and never where NO_COLOR is set: the highlight is then not drawn either.
    public func apply(theme: Theme, isLarge: Bool) {
        self.theme = theme
        self.isLarge = isLarge
        guard let screen else { return }
        set_term(screen)
        useColours()
        openWindow()
    }

    private func useColours() {
        colours = theme.colours(colourCount: Int(cncurses_colour_count()), noColour: noColour)
        // Not before they are wanted: a terminal that keeps its own colours is sent nothing about any.
        guard let used = colours else { return }
        guard cncurses_use_colours() else {
            colours = nil
            return
        }
        let pairs: [(TerminalPage.Role, ColourPair)] = [
            (.text, used.text), (.call, used.call), (.focus, used.focus ?? used.text), (.event, used.event),
        ]
        for (role, pair) in pairs {
            guard let foreground = pair.foreground.paletteIndex, let background = pair.background.paletteIndex else {
                colours = nil
                return
            }
            init_pair(Self.pair(of: role), Int16(foreground), Int16(background))
            #if FAULTS
                if Fault.contrastLow.isOn {
                    let near: Int16 = pair.background.relativeLuminance > 0.5 ? 250 : 238
                    init_pair(Self.pair(of: role), near, Int16(background))
                }
            #endif
        }
    }

    /// ncurses' number of a colour pair; 0 is the terminal's own.
    private static func pair(of role: TerminalPage.Role) -> Int16 {
        switch role {
        case .text: 1
        case .call: 2
        case .focus: 3
        case .event: 4
        }
    }

    /// Readable when keys wait or when the terminal's size changed: then call `readKeys` and `draw`.
    public var inputDescriptor: Int32 { epoll }

    /// The strokes that wait; a lone Escape is known after 25 ms. Never blocks longer.
    public func readKeys() -> [KeyChord] {
        guard screen != nil else { return [] }
        if clinux_counter_read(TerminalRescue.resizeDescriptor) > 0 { measure() }
        var chords: [KeyChord] = []
        while true {
            let wait = decoder.isIncomplete ? Int64(Limits.escapeDelayMilliseconds) * 1_000_000 : 0
            var waiting = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
            guard clinux_ppoll(&waiting, 1, wait) > 0, waiting.revents & Int16(POLLIN) != 0 else { break }
            var bytes = [UInt8](repeating: 0, count: Limits.keyboardBytes)
            let count = read(input, &bytes, bytes.count)
            guard count > 0 else { break }
            chords += decoder.decode(bytes[..<count], at: .now)
            // Of a paste that is too long nothing may come of many readings.
            if chords.count >= Limits.keyboardBytes || decoder.isPasting { break }
        }
        return chords + decoder.flush()
    }

    /// Whether the keyboard is gone (the terminal was closed): reading gives its end.
    public var isHungUp: Bool {
        var waiting = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
        return clinux_ppoll(&waiting, 1, 0) > 0 && waiting.revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0
    }

    /// Shows the screen: only the lines that changed are sent, and the cursor is put on the focus last of all.
    /// Comes after the strokes of `readKeys` were carried out.
    public func draw(_ content: Screen) {
        guard let screen else { return }
        defer { decoder.rest(at: .now) }
        set_term(screen)
        measure()
        if size != windowSize { openWindow() }
        guard let window else { return }
        let page =
            isLarge
            ? TerminalPage(large: content, width: size.columns, height: size.rows)
            : TerminalPage(
                content, width: size.columns, height: size.rows,
                top: drawnTitle == content.title ? drawn?.top ?? 0 : 0, area: &area)
        guard page != drawn else { return }
        blankReusedRows(of: page, in: window)
        for row in page.rows.indices where isChanged(row, in: page) {
            // A field being typed changes in place, character by character; any other line comes whole.
            let isTyped =
                row == page.cursorRow && row == drawn?.cursorRow && drawnTitle == content.title
                && drawnFocus == content.focus
            let wide = page.rows[row].map { wchar_t(bitPattern: $0.value) }
            cncurses_row(
                window, Int32(row), wide, Int32(wide.count), drawn != nil && !isTyped,
                colours == nil ? 0 : Self.pair(of: page.roles[row]))
        }
        mark(page, in: window)
        wmove(window, Int32(page.cursorRow), Int32(page.cursorColumn))
        #if FAULTS
            if Fault.cursorParked.isOn { wmove(window, Int32(size.rows - 1), 0) }
        #endif
        wrefresh(window)
        written?.flush(to: output)
        drawn = page
        drawnTitle = content.title
        drawnFocus = content.focus
    }

    /// Writes the cell that tells that the other end speaks, and it alone. A row that was just written has no mark to take
    /// away: its last cell may be its text's.
    private func mark(_ page: TerminalPage, in window: UnsafeMutablePointer<WINDOW>) {
        guard page.rows.indices.contains(1), page.isMarked || drawn?.isMarked == true && !isChanged(1, in: page)
        else { return }
        cncurses_cell(
            window, 1, Int32(size.columns - 1), page.isMarked ? 0x2A : 0x20,
            colours == nil ? 0 : Self.pair(of: page.roles[1]))
    }

    /// Whether the row is to be written; without colours what a row is makes no difference.
    private func isChanged(_ row: Int, in page: TerminalPage) -> Bool {
        guard let drawn else { return !page.rows[row].isEmpty || page.roles[row] != .text }
        return page.rows[row] != drawn.rows[row] || colours != nil && page.roles[row] != drawn.roles[row]
    }

    /// The rows of old events that a new one takes are blank on the screen before it is written: a reader compares what it
    /// saw with what it sees, and would say the remains of a line that changes (rule R8).
    private func blankReusedRows(of page: TerminalPage, in window: UnsafeMutablePointer<WINDOW>) {
        guard var drawn, drawn.rows.count == page.rows.count, drawn.eventRow == page.eventRow else { return }
        let reused = page.rows.indices.dropFirst(page.eventRow).filter {
            !drawn.rows[$0].isEmpty && !page.rows[$0].isEmpty && drawn.rows[$0] != page.rows[$0]
        }
        guard !reused.isEmpty else { return }
        for row in reused {
            cncurses_row(window, Int32(row), nil, 0, false, colours == nil ? 0 : Self.pair(of: .text))
            drawn.rows[row] = []
        }
        wmove(window, Int32(drawn.cursorRow), Int32(drawn.cursorColumn))
        wrefresh(window)
        written?.flush(to: output)
        self.drawn = drawn
    }

    /// The terminal's bell.
    public func bell() {
        guard let screen else { return }
        set_term(screen)
        beep()
        written?.flush(to: output)
    }

    /// Gives the terminal back as it was.
    public func stop() {
        guard let screen else { return }
        set_term(screen)
        if let window { delwin(window) }
        window = nil
        endwin()
        bracketPastes(false)
        written?.flush(to: output)
        TerminalRescue.disarm()
        tcsetattr(input, TCSANOW, &savedSettings)
        delscreen(screen)
        self.screen = nil
        written = nil
        if let inputStream { fclose(inputStream) }
        inputStream = nil
        if epoll >= 0 { close(epoll) }
        epoll = -1
        drawn = nil
    }
}
