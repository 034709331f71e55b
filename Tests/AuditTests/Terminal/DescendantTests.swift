import Foundation
import Glibc
import Testing
import Time

@testable import Audit

/// What a program under test starts does not outlive its scenario.
@Suite struct DescendantTests {
    /// Starts a shell's script that tells the numbers of so many processes, `<` and `>` around each.
    private func numbers(_ script: String, _ count: Int) throws -> (PseudoTerminal, [pid_t]) {
        let environment = ["HOME": "/nowhere/\(UUID().uuidString)", "PATH": "/usr/bin:/bin"]
        let terminal = try PseudoTerminal(
            program: "/bin/sh", arguments: ["-c", script], environment: environment, columns: 80, rows: 25)
        var octets: [UInt8] = []
        let deadline = Instant.now + .seconds(20)
        while Instant.now < deadline, octets.count(where: { $0 == UInt8(ascii: ">") }) < count {
            octets += terminal.read(upTo: .milliseconds(50))
        }
        let found = String(decoding: octets, as: UTF8.self).split(whereSeparator: { "<>\r\n".contains($0) })
        return (terminal, found.compactMap { pid_t($0) })
    }

    private func isThere(_ process: pid_t) -> Bool { kill(process, 0) == 0 || errno != ESRCH }

    @Test(arguments: [
        // Of its session; of a session of its own; of a session of its own, whose parents have ended.
        "/bin/sleep 1000 & echo \"<$!>\"",
        "setsid /bin/sh -c 'trap \"\" HUP; echo \"<$$>\"; while :; do /bin/sleep 1; done' & :",
        "setsid /bin/sh -c 'setsid /bin/sh -c \"trap : HUP; echo \\\"<\\$\\$>\\\"; while :; do /bin/sleep 1; done\" & ' & :",
        "setsid /bin/sh -c 'trap \"\" TERM HUP; echo \"<$$>\"; while :; do /bin/sleep 1; done' & :",
    ])
    func whatItStartedEndsWithIt(_ script: String) throws {
        for ending in ["exec /bin/sleep 1000", "/bin/sleep 0.3"] {
            let (terminal, processes) = try numbers(script + "\n" + ending, 1)
            try #require(processes.count == 1)
            terminal.end(within: .milliseconds(300))
            #expect(processes.filter(isThere) == [])
        }
    }

    @Test func whatAnotherProgramStartedStays() throws {
        let (other, others) = try numbers("setsid /bin/sleep 1000 & echo \"<$!>\"; exec /bin/sleep 1000", 1)
        defer { other.end() }
        let (terminal, _) = try numbers("/bin/sleep 1000 & echo \"<$!>\"; exec /bin/sleep 1000", 1)
        terminal.end()
        try #require(others.count == 1)
        #expect(others.allSatisfy(isThere))
        #expect(other.exitCode == nil)
    }
}
