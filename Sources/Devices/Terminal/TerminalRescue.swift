import CLinux
import Glibc

/// What the handlers of signals need: plain words, written before the handlers are set and only read by them.
private nonisolated(unsafe) var rescueInput: Int32 = -1
private nonisolated(unsafe) var rescueOutput: Int32 = -1
private nonisolated(unsafe) var rescueSettings = termios()
private nonisolated(unsafe) var rescueResize: Int32 = -1
/// Pastes without marks, leave the alternate screen, attributes off, cursor shown. A buffer, as no string may be made in a handler.
private nonisolated(unsafe) let rescueBytes: UnsafeMutableBufferPointer<UInt8> = {
    let bytes = Array("\u{1B}[?2004l\u{1B}[?1049l\u{1B}[0m\u{1B}[?25h\r\n".utf8)
    let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
    _ = buffer.initialize(from: bytes)
    return buffer
}()

/// A fatal signal: the terminal is given back, then the signal does what it would have done.
private func giveBackAndDie(_ number: Int32) {
    if rescueOutput >= 0 {
        _ = write(rescueOutput, rescueBytes.baseAddress, rescueBytes.count)
        tcsetattr(rescueInput, TCSANOW, &rescueSettings)
        rescueOutput = -1
    }
    signal(number, SIG_DFL)
    raise(number)
}

private func tellResize(_ number: Int32) { clinux_eventfd_signal(rescueResize) }

/// Puts the terminal right when the program is killed, and tells of a change of size.
enum TerminalRescue {
    /// The signals that end a program; those that the program handles itself keep their handler.
    private static let fatal = [SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT, SIGTERM, SIGHUP, SIGINT, SIGQUIT]

    /// Counts the changes of size (eventfd).
    static let resizeDescriptor: Int32 = clinux_eventfd()

    static func arm(input: Int32, output: Int32, settings: termios) {
        _ = rescueBytes.count
        rescueResize = resizeDescriptor
        rescueSettings = settings
        rescueInput = input
        rescueOutput = output
        for number in fatal {
            var old = sigaction()
            sigaction(number, nil, &old)
            if old.__sigaction_handler.sa_handler == nil { signal(number, giveBackAndDie) }
        }
        signal(SIGWINCH, tellResize)
    }

    static func disarm() { rescueOutput = -1 }
}
