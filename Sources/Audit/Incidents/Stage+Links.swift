import CLinux
import Configuration
import Glibc
import Scenarios
import Time

extension Stage {
    /// The program's own `open` is run with the link, as a page does through the desktop.
    func open(link: String) throws(Stop) {
        try startIfNeeded()
        begin()
        let words = [program, "open", "--", link]
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        let environment = launch.environment(folder, runtime: runtime)
        var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in arguments + variables { free(text) } }
        var child: pid_t = 0
        let problem = clinux_spawn_alone(&child, program, &arguments, &variables)
        guard problem == 0 else {
            errno = problem
            throw Self.refused(program)
        }
        let deadline = Instant.now + Self.patience
        var status: Int32 = 0
        while waitpid(child, &status, WNOHANG) == 0 {
            guard Instant.now < deadline else {
                kill(child, SIGKILL)
                _ = waitpid(child, &status, 0)
                break
            }
            pump(.milliseconds(20))
        }
        guard status == 0 else {
            throw Stop.miss(
                expected: Bilingual("un lien proposé", "a link that is proposed"),
                happened: Bilingual("open a échoué", "open failed"))
        }
    }
}
