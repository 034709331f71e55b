import CLinux
import Configuration
import Glibc

/// Why a password command gave no password.
enum PasswordCommandFault: Error, Equatable {
    case notStarted(String)
    case failed(status: Int32)
    case tooSlow, tooMuch, empty, notText

    var words: Bilingual {
        switch self {
        case .notStarted(let reason):
            Bilingual("la commande ne démarre pas (\(reason))", "the command does not start (\(reason))")
        case .failed(let status):
            Bilingual("la commande échoue avec le code \(status)", "the command fails with code \(status)")
        case .tooSlow:
            Bilingual(
                "la commande dure plus de \(Limits.passwordCommandSeconds) secondes",
                "the command takes more than \(Limits.passwordCommandSeconds) seconds")
        case .tooMuch:
            Bilingual("la commande écrit plus qu'un mot de passe", "the command prints more than a password")
        case .empty:
            Bilingual("la commande n'écrit rien", "the command prints nothing")
        case .notText:
            Bilingual("la commande n'écrit pas un texte UTF-8", "the command does not print UTF-8 text")
        }
    }
}

/// A program that prints a password on its first line. Run without a shell: the arguments are handed over as they are.
struct PasswordCommand {
    var arguments: [String]
    var timeLimit: Duration = .seconds(Limits.passwordCommandSeconds)

    /// Runs the program, with no input and no error output of ours, and gives its first line.
    func run() throws(PasswordCommandFault) -> String {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw .notStarted(String(cString: strerror(errno))) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let output = ends[0]
        defer { close(output) }
        let child: pid_t
        do {
            defer { close(ends[1]) }
            child = try start(output: ends[1])
        }
        var octets: [UInt8] = []
        var fault: PasswordCommandFault?
        do {
            octets = try collect(output)
        } catch {
            fault = error
            kill(child, SIGKILL)
        }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        if let fault { throw fault }
        let code = status & 0x7f == 0 ? (status >> 8) & 0xff : 128 + (status & 0x7f)
        guard code == 0 else { throw .failed(status: code) }
        return try firstLine(octets)
    }

    private func start(output: Int32) throws(PasswordCommandFault) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        var vector: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        defer { for argument in vector { free(argument) } }
        guard let program = arguments.first else { throw .notStarted("no program") }
        var child: pid_t = 0
        let problem = posix_spawnp(&child, program, &actions, nil, &vector, environ)
        guard problem == 0 else { throw .notStarted(String(cString: strerror(problem))) }
        return child
    }

    private func collect(_ output: Int32) throws(PasswordCommandFault) -> [UInt8] {
        let deadline = ContinuousClock.now + timeLimit
        var octets: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 512)
        while true {
            let left = deadline - ContinuousClock.now
            guard left > .zero else { throw .tooSlow }
            var waited = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
            let milliseconds = left.components.seconds * 1_000 + left.components.attoseconds / 1_000_000_000_000_000
            let ready = poll(&waited, 1, Int32(clamping: milliseconds + 1))
            if ready < 0, errno != EINTR { throw .notStarted(String(cString: strerror(errno))) }
            guard ready > 0 else { continue }
            let count = Glibc.read(output, &chunk, chunk.count)
            if count == 0 { return octets }
            guard count > 0 else { continue }
            octets += chunk[0..<count]
            if octets.count > Limits.passwordOctets { throw .tooMuch }
        }
    }

    private func firstLine(_ octets: [UInt8]) throws(PasswordCommandFault) -> String {
        let line = octets.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        guard let text = String(validating: line, as: UTF8.self) else { throw .notText }
        guard !text.isEmpty else { throw .empty }
        return text
    }
}
