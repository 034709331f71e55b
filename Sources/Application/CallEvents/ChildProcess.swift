import CLinux
import Glibc

/// A program that was started without a shell, with nothing of ours but its arguments and its environment: no descriptor, no terminal,
/// no blocked signal.
struct ChildProcess {
    enum Outcome: Equatable {
        case ended(code: Int32)
        /// It goes on.
        case running
    }

    private let process: pid_t
    private let descriptor: Int32

    /// - Parameters:
    ///   - program: an absolute path, or a name that is looked for in PATH.
    ///   - arguments: without the program's own name.
    ///   - environment: of ours, what of it is given anew.
    /// - Throws: the system's number of why not.
    init(
        _ program: String, arguments: [String] = [], environment: [(name: String, value: String)] = []
    ) throws(ChildFault) {
        var vector: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] = Self.environment(with: environment).map { strdup($0) } + [nil]
        defer { for text in vector + variables { free(text) } }
        var child: pid_t = 0
        let problem = clinux_spawn_alone(&child, program, &vector, &variables)
        guard problem == 0 else { throw ChildFault(number: problem) }
        process = child
        descriptor = clinux_process_descriptor(child)
    }

    /// Waits until it ends, at most so long.
    /// - Parameter endsSession: what it left behind in its session ends with it.
    func wait(seconds: Int, endsSession: Bool = false) -> Outcome {
        let end = ContinuousClock.now + .seconds(seconds)
        while descriptor >= 0 {
            let left = (end - .now).components
            guard left.seconds >= 0, left.attoseconds >= 0 else { return .running }
            var waited = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let milliseconds = left.seconds * 1_000 + left.attoseconds / 1_000_000_000_000_000 + 1
            if poll(&waited, 1, Int32(clamping: milliseconds)) > 0 {
                // Before its number is free for another.
                return endsSession ? kill() : finish()
            }
        }
        return finish()
    }

    /// Ends it with all that it started and kept in its session.
    func kill() -> Outcome {
        Glibc.kill(-process, SIGKILL)
        return finish()
    }

    /// Waits as long as it takes, so that no dead process is left behind.
    func finish() -> Outcome {
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        if descriptor >= 0 { close(descriptor) }
        return .ended(code: status & 0x7f == 0 ? (status >> 8) & 0xff : 128 + (status & 0x7f))
    }

    /// Our own environment, where these names have these values alone: none that bears our prefix comes from elsewhere.
    private static func environment(with given: [(name: String, value: String)]) -> [String] {
        var variables: [String] = []
        var place = environ
        while let text = place.pointee {
            let variable = String(cString: text)
            if !variable.hasPrefix("CLAIRVOIX_") { variables.append(variable) }
            place += 1
        }
        return variables + given.map { "\($0.name)=\($0.value)" }
    }
}

/// Why a program was not started.
struct ChildFault: Error, Equatable {
    var number: Int32

    var words: String { String(cString: strerror(number)) }
}
