import CLinux
import Configuration
import Devices
import Glibc
import TerminalUI

#if FAULTS
    import Faults
#endif

/// The screen and the keyboard: ncurses, or plain appended lines.
final class Display {
    private enum Kind {
        case curses(Terminal)
        case lines(LinePrinter)
    }

    private let kind: Kind
    private var braille = BrailleDisplay(isOn: false)
    private var messages = BrailleMessages()
    /// The cursor stands in a field.
    private var isInField = false

    /// - Parameter usesLines: pages as appended lines, for terminals that cannot move their cursor.
    init(usesLines: Bool, _ language: SettingLanguage) throws(ProgramProblem) {
        // A dumb terminal is served by lines without being asked; a file or a pipe may be a mistake.
        let type = ProgramOptions.environment("TERM") ?? ""
        if usesLines || type.isEmpty || type == "dumb" {
            kind = .lines(LinePrinter())
            return
        }
        let terminal = Terminal()
        do { try terminal.start() } catch {
            throw ProgramProblem(Self.words(for: error)[language])
        }
        kind = .curses(terminal)
    }

    /// The true cause: the terminal's type is innocent where the keyboard or the screen is a file.
    static func words(
        for problem: TerminalError, isKeyboard: Bool = isatty(0) == 1, isScreen: Bool = isatty(1) == 1
    ) -> Bilingual {
        switch problem {
        case .unknownType(let type):
            Bilingual(
                "Ce terminal (TERM=\(type)) ne convient pas : essayez --screen lines.",
                "This terminal (TERM=\(type)) cannot be used: try --screen lines.")
        case .notATerminal where !isKeyboard:
            Bilingual(
                "L'entrée standard n'est pas un terminal, il n'y a donc pas de clavier : lancez clairvoix dans un terminal, ou "
                    + "essayez --screen lines.",
                "Standard input is no terminal, so there is no keyboard: run clairvoix in a terminal, or try --screen lines."
            )
        case .notATerminal where !isScreen:
            Bilingual(
                "La sortie standard n'est pas un terminal, il n'y a donc pas d'écran : lancez clairvoix dans un terminal, ou "
                    + "essayez --screen lines.",
                "Standard output is no terminal, so there is no screen: run clairvoix in a terminal, or try --screen lines."
            )
        case .notATerminal:
            Bilingual(
                "Le terminal ne se laisse pas prendre : essayez --screen lines.",
                "The terminal cannot be taken: try --screen lines.")
        }
    }

    /// Readable when keys or a new size wait.
    var inputDescriptor: Int32 {
        switch kind {
        case .curses(let terminal): terminal.inputDescriptor
        case .lines(let printer): printer.inputDescriptor
        }
    }

    /// The terminal is gone: the program ends.
    var isHungUp: Bool {
        switch kind {
        case .curses(let terminal): terminal.isHungUp
        case .lines(let printer): printer.isHungUp
        }
    }

    /// The cells that one line may take, and the rows.
    var size: (columns: Int, rows: Int) {
        switch kind {
        case .curses(let terminal): terminal.room
        case .lines: (80, 24)
        }
    }

    /// Takes another theme or view; `size` may be another then. Appended lines have neither.
    func apply(theme: Theme, isLarge: Bool) {
        switch kind {
        case .curses(let terminal): terminal.apply(theme: theme, isLarge: isLarge)
        case .lines: break
        }
    }

    func readKeys() -> [KeyChord] {
        let keys =
            switch kind {
            case .curses(let terminal): terminal.readKeys()
            case .lines(let printer): printer.readKeys()
            }
        // Where a key leads is read at once; what is typed into a field may wait for the message over it.
        if keys.contains(where: { !isInField || !$0.isTyping }) { braille.clear() }
        return keys
    }

    func draw(_ screen: Screen) {
        #if FAULTS
            var screen = screen
            if Fault.clockTicks.isOn {
                var time = timespec()
                clock_gettime(CLOCK_MONOTONIC, &time)
                screen.title += " \(time.tv_sec % 60 * 5 + time.tv_nsec / 200_000_000)"
            }
        #endif
        switch kind {
        case .curses(let terminal): terminal.draw(screen)
        case .lines(let printer): printer.draw(screen)
        }
        switch messages.change(for: screen) {
        case .shows(let event): braille.show(event)
        case .gives: braille.clear()
        case nil: break
        }
        isInField = screen.cursorColumn > 0
    }

    /// From now on each new event is shown as a message on the braille display, or none is.
    func showBrailleMessages(_ isOn: Bool) {
        braille.stop()
        braille = BrailleDisplay(isOn: isOn)
    }

    func bell() {
        switch kind {
        case .curses(let terminal): terminal.bell()
        case .lines(let printer): printer.bell()
        }
    }

    func stop() {
        braille.stop()
        switch kind {
        case .curses(let terminal): terminal.stop()
        case .lines(let printer): printer.stop()
        }
    }
}

/// Pages as appended lines on standard output, keys from standard input without waiting for Enter where it is a terminal.
final class LinePrinter {
    let inputDescriptor: Int32 = 0
    private(set) var isHungUp = false
    private var screen = LineScreen()
    private var decoder = KeyDecoder()
    private var saved = termios()
    private let isTerminal: Bool

    init() {
        isTerminal = tcgetattr(0, &saved) == 0
        guard isTerminal else { return }
        var raw = saved
        raw.c_lflag &= ~tcflag_t(ICANON | ECHO)
        tcsetattr(0, TCSANOW, &raw)
    }

    func readKeys() -> [KeyChord] {
        var octets = [UInt8](repeating: 0, count: 256)
        let count = read(0, &octets, octets.count)
        guard count > 0 else {
            if count == 0 || errno != EINTR && errno != EAGAIN { isHungUp = true }
            return []
        }
        let keys = decoder.decode(octets[..<count], at: .now)
        return decoder.isIncomplete ? keys + decoder.flush() : keys
    }

    func draw(_ content: Screen) {
        for line in screen.lines(for: content) { write(line + "\n") }
        decoder.rest(at: .now)
    }

    func bell() { write("\u{7}") }

    func stop() {
        if isTerminal { tcsetattr(0, TCSANOW, &saved) }
    }

    private func write(_ text: String) {
        let octets = Array(text.utf8)
        _ = Glibc.write(1, octets, octets.count)
    }
}
