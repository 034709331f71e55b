import Configuration
import Glibc
import Testing

@testable import Audit

/// The terminal that an auditor sits at, on a pseudo-terminal of ours.
@Suite struct AuditorTerminalTests {
    /// Both sides; what was not closed is closed at its end.
    private final class Sides {
        private(set) var person: Int32 = -1
        private(set) var program: Int32 = -1

        init?(columns: UInt16, rows: UInt16) {
            var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
            guard openpty(&person, &program, nil, nil, &size) == 0 else { return nil }
        }

        deinit {
            hangUp()
            close(program)
        }

        func hangUp() {
            if person >= 0 { close(person) }
            person = -1
        }

        var settings: termios {
            var found = termios()
            tcgetattr(program, &found)
            return found
        }

        /// What was written so far.
        func shown() -> String {
            var octets = [UInt8](repeating: 0, count: 4_096)
            var waiting = pollfd(fd: person, events: Int16(POLLIN), revents: 0)
            guard poll(&waiting, 1, 1_000) > 0 else { return "" }
            let count = read(person, &octets, octets.count)
            return String(decoding: octets.prefix(max(0, count)), as: UTF8.self)
        }
    }

    @Test func aSizeIsToldWhereItIsKnown() throws {
        let sides = try #require(Sides(columns: 100, rows: 30))
        let terminal = try AuditorTerminal(input: sides.program, output: sides.program, .french)
        let size = try #require(terminal.size)
        #expect(size == (100, 30))
        sides.hangUp()
        #expect(terminal.size == nil)
        let unknown = try #require(Sides(columns: 0, rows: 0))
        #expect(try AuditorTerminal(input: unknown.program, output: unknown.program, .french).size == nil)
    }

    /// Ctrl-S would stop it for ever, unseen.
    @Test func nothingStopsTheLine() throws {
        let sides = try #require(Sides(columns: 80, rows: 25))
        var settings = sides.settings
        settings.c_iflag |= tcflag_t(IXON)
        #expect(tcsetattr(sides.program, TCSANOW, &settings) == 0)
        let terminal = try AuditorTerminal(input: sides.program, output: sides.program, .french)
        terminal.takeLines()
        #expect(sides.settings.c_iflag & tcflag_t(IXON) == 0)
        #expect(sides.settings.c_lflag & tcflag_t(ICANON) != 0)
        terminal.takeKeys()
        #expect(sides.settings.c_iflag & tcflag_t(IXON) == 0)
        terminal.leave(isWhole: true)
        #expect(sides.settings.c_iflag == settings.c_iflag)
        #expect(sides.settings.c_lflag == settings.c_lflag)
    }

    @Test func whatAProgramLeftBehindIsPutRight() throws {
        let marks = ["[r", "[?1l", ">", "[?1000l", "[?1002l", "[?1003l", "[?1006l", "[?2004l", "[?1049l", "[?25h"]
        for isWhole in [true, false] {
            let sides = try #require(Sides(columns: 80, rows: 25))
            let terminal = try AuditorTerminal(input: sides.program, output: sides.program, .french)
            terminal.takeKeys()
            terminal.leave(isWhole: isWhole)
            let shown = sides.shown()
            for mark in isWhole ? ["[r", "[?25h"] : marks { #expect(shown.contains("\u{1B}" + mark)) }
            #expect(shown.contains("[?1049l") == !isWhole)
        }
    }

    @Test func aTerminalThatIsClosedTakesNothing() throws {
        let sides = try #require(Sides(columns: 80, rows: 25))
        let terminal = try AuditorTerminal(input: sides.program, output: sides.program, .french)
        sides.hangUp()
        terminal.write("texte")
        #expect(terminal.isClosed)
    }
}
