import Glibc
import Testing

@testable import Application

/// Programs without a shell, and without anything of ours.
@Suite struct ChildProcessTests {
    private let folder: TestFolder

    init() throws { folder = try TestFolder() }

    @Test func itHasNoDescriptorOfOursAndNoVariableWithOurName() throws {
        // Inherited by any program that is started without care.
        let open = Glibc.open("/dev/null", O_RDONLY)
        defer { close(open) }
        setenv("CLAIRVOIX_OLD", "1", 1)
        defer { unsetenv("CLAIRVOIX_OLD") }
        let script = try folder.file(
            "child",
            "#!/bin/sh\n[ -e /proc/$$/fd/\(open) ] && echo open >> \(folder.path)/seen\n"
                + "echo \"$1|$CLAIRVOIX_OLD|$CLAIRVOIX_NEW\" >> \(folder.path)/seen\n", mode: 0o700)
        let child = try ChildProcess(
            script, arguments: ["a b; $(id)"], environment: [(name: "CLAIRVOIX_NEW", value: "é")])
        #expect(child.wait(seconds: 30) == .ended(code: 0))
        #expect(open > 2 && folder.text("seen") == "a b; $(id)||é\n")
    }

    @Test func itsEndIsTold() throws {
        #expect(try ChildProcess("/bin/sh", arguments: ["-c", "exit 7"]).wait(seconds: 30) == .ended(code: 7))
        let child = try ChildProcess("/bin/sleep", arguments: ["600"])
        #expect(child.wait(seconds: 0) == .running)
        #expect(child.kill() == .ended(code: 128 + SIGKILL))
        #expect(throws: ChildFault(number: ENOENT)) { try ChildProcess("/nowhere/program") }
    }
}
