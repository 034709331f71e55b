import CallEngine
import Configuration
import Glibc
import Synchronization
import Time

/// The file of `--trace`: every input of the engine, a line each, flushed at once. Mode 0600: it holds who called whom.
final class TraceFile: Sendable {
    private let file: Int32
    private let start = Mutex(Start())

    private struct Start {
        var origin: Instant?
        var waiting: [(EngineInput, Instant)] = []
    }

    /// - Throws: where the file cannot be made, or is no regular one.
    init(path: String, seed: [UInt8], in language: SettingLanguage = .english) throws(ProgramProblem) {
        // It grows where it is: a link, which another may have put there, is not followed, and no pipe is waited for.
        file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o600)
        guard file >= 0 else { throw ProgramProblem("\(path): \(String(cString: strerror(errno)))") }
        // A pipe whose reader is late would take lines by half.
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw ProgramProblem(ConfigurationProblem(.irregular).sentence(in: language, file: path))
        }
        write(EngineTrace.header(seed: seed))
    }

    deinit { close(file) }

    /// Writes one input; called on the signalling loop, in order. Those that come before `begin` wait for it.
    func note(_ input: EngineInput, at now: Instant) {
        start.withLock { start in
            guard let origin = start.origin else {
                if start.waiting.count < Limits.waitingLetters { start.waiting.append((input, now)) }
                return
            }
            write(input, now - origin)
        }
    }

    /// The engine started at this instant: time 0 of the lines.
    func begin(at origin: Instant) {
        start.withLock { start in
            start.origin = origin
            for (input, now) in start.waiting { write(input, now - origin) }
            start.waiting = []
        }
    }

    private func write(_ input: EngineInput, _ since: Duration) {
        let (seconds, attoseconds) = since.components
        write(EngineTrace.line(input, atMicroseconds: seconds &* 1_000_000 &+ attoseconds / 1_000_000_000_000))
    }

    private func write(_ line: String) {
        var octets = Array(line.utf8)
        octets.append(10)
        var written = 0
        while written < octets.count {
            let count = octets[written...].withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            written += count
        }
    }
}
