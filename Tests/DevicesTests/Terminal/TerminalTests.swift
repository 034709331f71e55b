import CLinux
import Devices
import Glibc
import TerminalUI
import Testing

/// ncurses has one current screen a process: the suite runs in series, each test on its own pseudo-terminal.
@Suite(.serialized) struct TerminalTests {
    static func page(_ focus: Int, events: [String] = [], call: String = "") -> Screen {
        Screen(
            title: "Accueil", callLine: call,
            items: [
                "Appeler", "Messages, 2 nouveaux", "Réglages", "Répertoire", "Journal", "Aide", "Ligne", "Son",
                "Fin",
            ],
            focus: focus, events: events)
    }

    static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    /// Whether the bytes only move the cursor.
    static func isMotionOnly(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while let first = rest.popFirst() {
            if first == 0x0D || first == 0x08 || first == 0x0A { continue }
            guard first == 0x1B, let second = rest.popFirst() else { return false }
            if second == 0x4D { continue }  // Reverse index: up by one.
            guard second == 0x5B else { return false }
            rest = rest.drop { (0x30...0x3B).contains($0) }
            guard let last = rest.popFirst(), "ABCDGHdf".utf8.contains(last) else { return false }
        }
        return true
    }

    @Test(arguments: ["xterm-256color", "linux", "screen", "rxvt"])
    func moveOfTheFocusWritesCursorMotionOnly(type: String) throws {
        let pseudo = try #require(PseudoTerminal(columns: 40, rows: 12))
        let terminal = Terminal(input: pseudo.program, output: pseudo.program, type: type)
        try terminal.start()
        defer { terminal.stop() }
        terminal.draw(Self.page(0))
        #expect(Self.text(pseudo.written()).contains("Messages, 2 nouveaux"))
        for focus in [1, 2, 3, 2, 0] {
            terminal.draw(Self.page(focus))
            let bytes = pseudo.written()
            #expect(Self.isMotionOnly(bytes), "\(Self.text(bytes).debugDescription)")
            #expect((1...8).contains(bytes.count))
        }
        terminal.draw(Self.page(0))
        #expect(pseudo.written().isEmpty)
    }

    /// The other end begins to speak and stops: one cell changes, and the cursor returns to the focus.
    @Test(arguments: ["", "Appel Écho, echo"]) func theMarkOfSoundIsOneCell(call: String) throws {
        let pseudo = try #require(PseudoTerminal(columns: 40, rows: 12))
        let terminal = Terminal(input: pseudo.program, output: pseudo.program, type: "xterm")
        try terminal.start()
        defer { terminal.stop() }
        var screen = Self.page(1, call: call)
        screen.isFarEndHeard = false
        terminal.draw(screen)
        _ = pseudo.written()
        for isHeard in [true, false, true] {
            screen.isFarEndHeard = isHeard
            terminal.draw(screen)
            let bytes = pseudo.written()
            let text = Self.text(bytes)
            #expect(text.contains("*") == isHeard && !text.contains("cho"), "\(text.debugDescription)")
            #expect((1...24).contains(bytes.count), "\(text.debugDescription)")
            #expect(text.hasSuffix("\u{1B}[4;1H") || text.hasSuffix("\u{1B}[4d"), "\(text.debugDescription)")
            terminal.draw(screen)
            #expect(pseudo.written().isEmpty)
        }
    }

    /// A row of the call that fills the screen: what is written with the mark's going keeps its last cell, and a row that
    /// stays is not written for the mark.
    @Test func theMarkOfSoundTakesNoCellOfALongRow() throws {
        let pseudo = try #require(PseudoTerminal(columns: 40, rows: 12))
        let terminal = Terminal(input: pseudo.program, output: pseudo.program, type: "xterm")
        try terminal.start()
        defer { terminal.stop() }
        let long = "Appel Dupont-Martin de la Tour du Pin, en communication"
        var screen = Self.page(1, call: long)
        screen.isFarEndHeard = true
        terminal.draw(screen)
        #expect(Self.text(pseudo.written()).contains("*"))
        // Held: another row, the mark's place stays.
        screen.callLine = "Attente " + long
        screen.isFarEndHeard = false
        terminal.draw(screen)
        let held = Self.text(pseudo.written())
        #expect(held.contains("…") && !held.contains("*"), "\(held.debugDescription)")
        screen.isFarEndHeard = true
        terminal.draw(screen)
        _ = pseudo.written()
        // The setting is turned off while the mark is shown: the row has the whole width, and its last cell.
        screen.isFarEndHeard = nil
        terminal.draw(screen)
        let wide = Self.text(pseudo.written())
        let end = try #require(wide.firstRange(of: "…"))
        #expect(!wide[end.upperBound...].contains(" "), "\(wide.debugDescription)")
        terminal.draw(screen)
        #expect(pseudo.written().isEmpty)
    }

    @Test func eventIsWrittenOnceOnAFreshLineAndTheCursorReturns() throws {
        let pseudo = try #require(PseudoTerminal(columns: 40, rows: 12))
        let terminal = Terminal(input: pseudo.program, output: pseudo.program, type: "xterm")
        try terminal.start()
        defer { terminal.stop() }
        terminal.draw(Self.page(1))
        _ = pseudo.written()
        var events: [String] = []
        for number in 0..<12 {
            events.append("Événement \(number) de Dupont")
            terminal.draw(Self.page(1, events: events))
            let text = Self.text(pseudo.written())
            #expect(text.contains("Événement \(number) de Dupont"))
            #expect(text.components("Événement") == 1, "nothing else is rewritten: \(text.debugDescription)")
            #expect(text.hasSuffix("\u{1B}[4;1H") || text.hasSuffix("\u{1B}[4d"), "\(text.debugDescription)")
        }
    }

    /// A long answer comes round to rows that hold older events: they are blank on the screen before it is written there.
    @Test func reusedRowsAreBlankBeforeTheyAreWritten() throws {
        let pseudo = try #require(PseudoTerminal(columns: 40, rows: 12))
        let terminal = Terminal(input: pseudo.program, output: pseudo.program, type: "xterm")
        try terminal.start()
        defer { terminal.stop() }
        let short = ["Un", "Deux", "Trois"]
        terminal.draw(Self.page(1, events: short))
        _ = pseudo.written()
        let answer = "En communication avec Dupont depuis trois minutes, micro ouvert, ligne Accueil"
        terminal.draw(Self.page(1, events: short + [answer]))
        let bytes = pseudo.written()
        let text = Self.text(bytes)
        let first = try #require(text.firstRange(of: "En communication"))
        let blanks = text[..<first.lowerBound]
        #expect(blanks.contains("\u{1B}[9d\u{1B}[J"), "to the end of the screen: \(text.debugDescription)")
        #expect(text[first.lowerBound...].contains("micro ouvert"))
    }

    @Test func changedLineIsSentWhole() throws {
        let pseudo = try #require(PseudoTerminal(columns: 40, rows: 12))
        let terminal = Terminal(input: pseudo.program, output: pseudo.program, type: "xterm")
        try terminal.start()
        defer { terminal.stop() }
        terminal.draw(Self.page(0, call: "Sonne Dupont"))
        _ = pseudo.written()
        terminal.draw(Self.page(0, call: "Pris Dupont"))
        #expect(Self.text(pseudo.written()).contains("Pris Dupont"))
    }

    @Test func keysComeAsTyped() throws {
        let pseudo = try #require(PseudoTerminal(columns: 80, rows: 24))
        let terminal = Terminal(input: pseudo.program, output: pseudo.program, type: "xterm")
        try terminal.start()
        defer { terminal.stop() }
        pseudo.type("é²\u{1B}[24~\r\u{1B}")
        var ready = pollfd(fd: terminal.inputDescriptor, events: Int16(POLLIN), revents: 0)
        #expect(clinux_ppoll(&ready, 1, 1_000_000_000) == 1)
        #expect(terminal.readKeys() == [.character("é"), .character("²"), .function(12), .enter, .escape])
        #expect(clinux_ppoll(&ready, 1, 0) == 0)
    }

    @Test func newSizeIsDrawnAnew() throws {
        let pseudo = try #require(PseudoTerminal(columns: 80, rows: 24))
        let terminal = Terminal(input: pseudo.program, output: pseudo.program, type: "xterm")
        try terminal.start()
        defer { terminal.stop() }
        terminal.draw(Self.page(0))
        _ = pseudo.written()
        pseudo.resize(columns: 16, rows: 8)
        terminal.draw(Self.page(1))
        let text = Self.text(pseudo.written())
        #expect(terminal.size == (columns: 16, rows: 8))
        #expect(text.contains("Messages, 2 nou…"), "\(text.debugDescription)")
    }

    /// ncurses guesses 24 rows: on a taller terminal the shell would scroll within them when the program has ended.
    @Test(arguments: ["xterm", "linux"]) func allRowsScrollWheneverItEnds(type: String) throws {
        let pseudo = try #require(PseudoTerminal(columns: 80, rows: 40))
        let terminal = Terminal(input: pseudo.program, output: pseudo.program, type: type)
        try terminal.start()
        terminal.draw(Self.page(0))
        var written = Self.text(pseudo.written())
        #expect(written.matches(of: /\u{1B}\[1;(\d+)r/).map(\.output.1) == ["40"])
        terminal.stop()
        written = Self.text(pseudo.written())
        #expect(!written.contains(/\u{1B}\[1;(\d+)r/))
    }

    @Test func hostileTextCommandsNothing() throws {
        let pseudo = try #require(PseudoTerminal(columns: 40, rows: 12))
        let terminal = Terminal(input: pseudo.program, output: pseudo.program, type: "xterm")
        try terminal.start()
        defer { terminal.stop() }
        terminal.draw(Screen(title: "T", items: ["\u{1B}]0;pwned\u{7}a\u{202E}b\nc"]))
        #expect(Self.text(pseudo.written()).contains("]0;pwned ab c"))
    }

    /// The kernel cuts a write at each line end that it translates: a reader would see half a refresh.
    @Test func kernelTranslatesNothingWhileTheTerminalIsOurs() throws {
        let pseudo = try #require(PseudoTerminal(columns: 40, rows: 12))
        let terminal = Terminal(input: pseudo.program, output: pseudo.program, type: "linux")
        try terminal.start()
        defer { terminal.stop() }
        var settings = termios()
        tcgetattr(pseudo.program, &settings)
        #expect(settings.c_oflag & tcflag_t(OPOST) == 0)
        #expect(settings.c_lflag & tcflag_t(ICANON | ECHO) == 0)
        #expect(settings.c_lflag & tcflag_t(ISIG) == 0, "Ctrl-C is a key like others")
        #expect(withUnsafeBytes(of: settings.c_cc) { $0[Int(VSUSP)] } == 0, "Ctrl-Z does not suspend")
    }

    @Test func terminalIsGivenBack() throws {
        let pseudo = try #require(PseudoTerminal(columns: 40, rows: 12))
        var before = termios()
        tcgetattr(pseudo.program, &before)
        let terminal = Terminal(input: pseudo.program, output: pseudo.program, type: "xterm")
        try terminal.start()
        terminal.draw(Self.page(0))
        #expect(Self.text(pseudo.written()).contains("\u{1B}[?2004h"), "pastes come between marks")
        terminal.stop()
        var after = termios()
        tcgetattr(pseudo.program, &after)
        #expect(before.c_lflag == after.c_lflag && before.c_iflag == after.c_iflag)
        #expect(before.c_oflag == after.c_oflag)
        let last = Self.text(pseudo.written())
        #expect(last.contains("\u{1B}[?1049l") && last.contains("\u{1B}[?2004l"))
    }

    @Test func refusesWhatIsNoTerminal() throws {
        #expect(throws: TerminalError.notATerminal) {
            let null = open("/dev/null", O_RDWR)
            defer { close(null) }
            try Terminal(input: null, output: null, type: "xterm").start()
        }
        let pseudo = try #require(PseudoTerminal(columns: 40, rows: 12))
        #expect(throws: TerminalError.unknownType("no-such-terminal")) {
            try Terminal(input: pseudo.program, output: pseudo.program, type: "no-such-terminal").start()
        }
    }
}

extension String {
    /// How many times the text stands in this one.
    func components(_ text: String) -> Int {
        var count = 0
        var rest = self[...]
        while let found = rest.firstRange(of: text) {
            count += 1
            rest = rest[found.upperBound...]
        }
        return count
    }
}
