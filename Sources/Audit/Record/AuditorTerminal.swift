import Application
import CLinux
import Configuration
import Glibc

/// What the handlers of signals need: written before they are set, and only read by them.
private nonisolated(unsafe) var rescuedInput: Int32 = -1
private nonisolated(unsafe) var rescuedOutput: Int32 = -1
private nonisolated(unsafe) var rescuedSettings = termios()
/// What a program may have left: scroll margins, whose reset moves the cursor (DECSTBM), keys of applications, reports of the mouse, marks
/// of pastes, the alternate screen, attributes, a hidden cursor. A buffer, as no string may be made in a handler.
private nonisolated(unsafe) let rescueOctets: UnsafeMutableBufferPointer<UInt8> = {
    let octets = Array(
        ("\u{1B}7\u{1B}[r\u{1B}8\u{1B}[?1l\u{1B}>\u{1B}[?1000l\u{1B}[?1002l\u{1B}[?1003l\u{1B}[?1006l"
            + "\u{1B}[?2004l\u{1B}[?1049l\u{1B}[0m\u{1B}[?25h\r\n").utf8)
    let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: octets.count)
    _ = buffer.initialize(from: octets)
    return buffer
}()

/// The first wish to end is one; a second, and what no program survives, give the terminal back and do what they would have done.
private func takeSignal(_ number: Int32) {
    let isWish = number == SIGINT || number == SIGTERM || number == SIGHUP || number == SIGQUIT
    if isWish, !Interruption.isAsked {
        Interruption.ask()
        return
    }
    if rescuedOutput >= 0 {
        // A terminal that takes nothing must not hold up the end.
        var waiting = pollfd(fd: rescuedOutput, events: Int16(POLLOUT), revents: 0)
        if poll(&waiting, 1, 0) > 0 { _ = write(rescuedOutput, rescueOctets.baseAddress, rescueOctets.count) }
        tcsetattr(rescuedInput, TCSANOW, &rescuedSettings)
        rescuedOutput = -1
    }
    signal(number, SIG_DFL)
    raise(number)
}

/// The terminal that the auditor sits at: keys one by one as the program has them, or lines as a shell has them. It is given back as it
/// was on every way out.
final class AuditorTerminal {
    let input: Int32
    private let output: Int32
    /// The output was opened anew, and is closed with this.
    private let isOwn: Bool
    private let saved: termios
    private var isTaken = false
    /// It was closed, or takes nothing any more.
    private(set) var isClosed = false

    /// - Throws: where input or output is none.
    init(input: Int32 = 0, output: Int32 = 1, _ language: SettingLanguage) throws(ProgramProblem) {
        var settings = termios()
        guard isatty(input) == 1, isatty(output) == 1, tcgetattr(input, &settings) == 0 else {
            throw ProgramProblem(
                Bilingual(
                    "--record se sert d'un terminal : ni l'entrée ni la sortie ne peuvent être un fichier",
                    "--record needs a terminal: neither input nor output can be a file")[language])
        }
        self.input = input
        // A description of its own does not wait, and the one that the shell shares stays as it is.
        let own = open("/proc/self/fd/\(output)", O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
        isOwn = own >= 0
        self.output = isOwn ? own : output
        saved = settings
    }

    deinit {
        leave(isWhole: false)
        guard isOwn else { return }
        if rescuedOutput == output { rescuedOutput = -1 }
        close(output)
    }

    /// Cells across and down; nil where the terminal does not tell, or is closed.
    var size: (columns: Int, rows: Int)? {
        var found = winsize()
        guard ioctl(output, UInt(TIOCGWINSZ), &found) == 0, found.ws_col > 0, found.ws_row > 0 else { return nil }
        return (Int(found.ws_col), Int(found.ws_row))
    }

    /// Signals are watched from here on.
    func arm() {
        _ = rescueOctets.count
        rescuedSettings = saved
        (rescuedInput, rescuedOutput) = (input, output)
        let numbers = [
            SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT,
        ]
        // Without SA_RESTART: a call that waits for the terminal ends by the signal.
        var action = sigaction()
        action.__sigaction_handler.sa_handler = takeSignal
        sigemptyset(&action.sa_mask)
        for number in numbers { sigaction(number, &action, nil) }
        // Stopped, it would leave the shell with our line settings.
        signal(SIGTSTP, SIG_IGN)
    }

    /// Every key by itself, nothing is echoed, and what is written is not changed.
    func takeKeys() {
        var settings = saved
        cfmakeraw(&settings)
        // Never after all was written (TCSADRAIN): a terminal that was stopped takes nothing.
        tcsetattr(input, TCSANOW, &settings)
        isTaken = true
    }

    /// Lines are edited and echoed as in a shell. Ctrl-S stops nothing there: who does not see would not know why all is silent.
    func takeLines() {
        var settings = saved
        settings.c_lflag |= tcflag_t(ICANON | ECHO | ECHOE | ECHOK | ISIG)
        settings.c_iflag |= tcflag_t(ICRNL)
        settings.c_iflag &= ~tcflag_t(IXON)
        settings.c_oflag |= tcflag_t(OPOST | ONLCR)
        // Ctrl-D on an empty line would look like a terminal that is closed.
        withUnsafeMutableBytes(of: &settings.c_cc) { $0[Int(VEOF)] = 0 }
        tcsetattr(input, TCSANOW, &settings)
        isTaken = true
    }

    /// Gives it back.
    /// - Parameter isWhole: the program has put the screen right by itself.
    func leave(isWhole: Bool) {
        guard isTaken else { return }
        isTaken = false
        if isWhole {
            write("\u{1B}7\u{1B}[r\u{1B}8\u{1B}[0m\u{1B}[?25h\r\n")
        } else {
            write(Array(rescueOctets))
        }
        var settings = saved
        tcsetattr(input, TCSANOW, &settings)
        rescuedOutput = -1
    }

    /// Writes all of it, however long the terminal takes; where a signal came, as long as it goes on taking.
    func write(_ octets: [UInt8]) {
        var rest = octets[...]
        while !rest.isEmpty, !isClosed {
            var waiting = pollfd(fd: output, events: Int16(POLLOUT), revents: 0)
            guard poll(&waiting, 1, 100) > 0 else {
                if Interruption.isAsked { return }
                continue
            }
            let part = rest.prefix(Self.piece)
            let count = part.withUnsafeBytes { Glibc.write(output, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR, errno != EAGAIN {
                isClosed = true
            }
        }
    }

    /// Octets that a terminal takes at once when it can take any.
    private static let piece = 200

    func write(_ text: String) { write(Array(text.utf8)) }

    /// What was typed; nil where nothing is there yet. Called where something can be read.
    func read() -> [UInt8]? {
        var octets = [UInt8](repeating: 0, count: Limits.typedOctets)
        let count = Glibc.read(input, &octets, octets.count)
        if count > 0 { return Array(octets.prefix(count)) }
        if count == 0 || errno != EINTR && errno != EAGAIN { isClosed = true }
        return nil
    }
}
