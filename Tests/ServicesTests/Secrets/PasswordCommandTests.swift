import Configuration
import Testing

@testable import Services

@Suite("Password commands")
struct PasswordCommandTests {
    @Test func theFirstLineIsThePassword() throws {
        #expect(try PasswordCommand(arguments: ["/bin/echo", "-e", "hun$HOME;ter\\n2nd"]).run() == "hun$HOME;ter")
    }

    @Test(arguments: [
        (["/bin/false"], PasswordCommandFault.failed(status: 1)),
        (["/bin/true"], .empty),
        (["/nonexistent/program"], .notStarted("No such file or directory")),
        (["/usr/bin/yes"], .tooMuch),
        (["/usr/bin/printf", "\\377"], .notText),
    ])
    func aFaultIsTold(_ arguments: [String], _ fault: PasswordCommandFault) {
        #expect(throws: fault) { try PasswordCommand(arguments: arguments).run() }
    }

    @Test func aSlowCommandIsEnded() {
        let started = ContinuousClock.now
        #expect(throws: PasswordCommandFault.tooSlow) {
            try PasswordCommand(arguments: ["/bin/sleep", "60"], timeLimit: .milliseconds(100)).run()
        }
        #expect(ContinuousClock.now - started < .seconds(20))
    }

    @Test func aSecretDescribesItselfWithoutItsValue() {
        #expect("\(AccountSecret.password("hunter2")) \(AccountSecret.ha1("hunter2"))" == "(secret) (secret)")
    }
}
