import Testing
import Time

@testable import Audit

@Suite struct PseudoTerminalTests {
    private func shell(_ script: String, environment: [String: String] = [:]) throws -> PseudoTerminal {
        try PseudoTerminal(
            program: "/bin/sh", arguments: ["-c", script], environment: environment, columns: 40, rows: 12)
    }

    /// What it writes until it has written this.
    private func text(_ terminal: PseudoTerminal, until part: String) -> String {
        var octets: [UInt8] = []
        let deadline = Instant.now + .seconds(20)
        while Instant.now < deadline {
            octets += terminal.read(upTo: .milliseconds(100))
            if String(decoding: octets, as: UTF8.self).contains(part) { break }
        }
        return String(decoding: octets, as: UTF8.self)
    }

    private func code(_ terminal: PseudoTerminal) -> Int32? {
        let deadline = Instant.now + .seconds(20)
        while terminal.exitCode == nil, Instant.now < deadline { _ = terminal.read(upTo: .milliseconds(20)) }
        // What it wrote just before.
        _ = terminal.read(upTo: .zero)
        return terminal.exitCode
    }

    @Test func theEnvironmentIsWhatItIsGivenAndALinuxConsole() throws {
        let terminal = try PseudoTerminal(
            program: "/usr/bin/env", arguments: [], environment: ["A": "1", "TERM": "xterm"], columns: 40, rows: 12)
        #expect(code(terminal) == 0)
        let all = terminal.log.flatMap(\.octets)
        #expect(Set(String(decoding: all, as: UTF8.self).split(whereSeparator: \.isNewline)) == ["A=1", "TERM=linux"])
        #expect(terminal.octets == all.count)
    }

    @Test func itIsTheProgramsOwnTerminalOfThatSize() throws {
        let terminal = try shell("/bin/stty size >/dev/tty; /bin/ls /proc/self/fd; exit 3")
        let text = text(terminal, until: "3\r\n")
        #expect(text.hasPrefix("12 40\r\n"))
        // Its three streams, and the folder that is listed: nothing of ours.
        #expect(text.split(whereSeparator: \.isWhitespace).dropFirst(2).map(String.init) == ["0", "1", "2", "3"])
        #expect(code(terminal) == 3)
    }

    @Test func anotherSizeIsToldToTheProgram() throws {
        let terminal = try shell("trap '/bin/stty size; exit 0' WINCH; echo ready; while :; do /bin/sleep 0.05; done")
        #expect(text(terminal, until: "ready").contains("ready"))
        terminal.resize(columns: 100, rows: 30)
        #expect(text(terminal, until: "30 100").contains("30 100"))
        #expect(code(terminal) == 0)
    }

    @Test func whatIsTypedReachesTheProgram() throws {
        let terminal = try shell("read x; echo \"<$x>\"")
        terminal.write(Array("été\r".utf8))
        #expect(text(terminal, until: "<été>").contains("<été>"))
        #expect(code(terminal) == 0)
    }

    @Test func aSignalIsToldAsAShellTellsIt() throws {
        #expect(try code(shell("kill -9 $$")) == 128 + 9)
    }

    @Test func whatDoesNotEndIsMadeTo() throws {
        let terminal = try shell("trap '' TERM; echo ready; while :; do /bin/sleep 0.05; done")
        #expect(text(terminal, until: "ready").contains("ready"))
        terminal.end(within: .milliseconds(200))
        #expect(terminal.exitCode == 137)
        let other = try shell("echo ready; exec /bin/sleep 100")
        #expect(text(other, until: "ready").contains("ready"))
        other.end()
        #expect(other.exitCode == 143)
    }

    @Test func whatIsNoProgramIsAnObstacle() {
        #expect(throws: Stop.self) {
            try PseudoTerminal(program: "/nowhere", arguments: [], environment: [:], columns: 40, rows: 12)
        }
    }
}
