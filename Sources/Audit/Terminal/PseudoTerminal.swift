import CLinux
import Configuration
import Glibc
import Scenarios
import Time

/// A program on a pseudo-terminal of its own, and what it writes there.
final class PseudoTerminal {
    /// What it wrote at one moment.
    struct Written {
        var time: Instant
        var octets: [UInt8]
    }

    /// All that it has written so far.
    private(set) var octets = 0
    /// What it wrote, the first `Limits.terminalLog` octets of it: evidence.
    private(set) var log: [Written] = []

    /// Gets all that it writes, as it is.
    var mirror: (([UInt8]) -> Void)?

    let descriptor: Int32
    private let child: pid_t
    private let descendants: Descendants
    private var code: Int32?
    private var isOver = false
    private var isEnded = false

    /// - Parameters:
    ///   - type: what TERM says; a Linux console, which has eight colours, unless a script needs more.
    ///   - environment: all of it, but TERM.
    init(
        program: String, arguments: [String], type: String = "linux", environment: [String: String], columns: Int,
        rows: Int
    ) throws(Stop) {
        Descendants.adopt()
        var path = [CChar](repeating: 0, count: 64)
        descriptor = clinux_pty_open(UInt16(clamping: columns), UInt16(clamping: rows), &path, path.count)
        guard descriptor >= 0 else {
            throw Stop.obstacle(
                .cantTell, Bilingual("ce poste n'a plus de terminal libre", "this computer has no free terminal left"))
        }
        var variables = environment
        variables["TERM"] = type
        var argumentTexts: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
        var variableTexts: [UnsafeMutablePointer<CChar>?] = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in argumentTexts + variableTexts { free(text) } }
        var started: pid_t = 0
        let error = clinux_pty_spawn(&started, program, &argumentTexts, &variableTexts, path)
        child = error == 0 ? started : 0
        descendants = Descendants(leader: child, mark: environment["HOME"].map { "HOME=" + $0 })
        guard error == 0 else {
            // The descriptor is closed with this value, which is whole by now.
            let why = String(cString: strerror(error))
            throw Stop.obstacle(
                .cantTell,
                Bilingual(
                    "le programme \(program) ne démarre pas (\(why))", "the program \(program) does not start (\(why))")
            )
        }
    }

    deinit {
        end()
        close(descriptor)
    }

    /// What it writes, waited for so long at most; empty where nothing comes, or where it has ended.
    func read(upTo most: Duration) -> [UInt8] {
        guard !isOver else {
            // Whoever waits in a loop must not turn without rest.
            if most > .zero { pause(most) }
            return []
        }
        let deadline = Instant.now + most
        guard wait(for: POLLIN, until: deadline) else { return [] }
        var found: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 65_536)
        while found.count < Limits.terminalRead {
            let count = Glibc.read(descriptor, &part, part.count)
            if count > 0 {
                found += part.prefix(count)
            } else if count == 0 || errno != EINTR {
                // EIO: nobody has the terminal open any more.
                isOver = count == 0 || errno == EIO
                break
            }
        }
        keep(found)
        return found
    }

    private func keep(_ found: [UInt8]) {
        guard !found.isEmpty else { return }
        if octets < Limits.terminalLog {
            log.append(Written(time: .now, octets: Array(found.prefix(Limits.terminalLog - octets))))
        }
        octets += found.count
        mirror?(found)
    }

    /// Types. What the program does not take for a second is lost, as at a keyboard whose line is full.
    func write(_ octets: [UInt8]) {
        var rest = octets[...]
        let deadline = Instant.now + .seconds(1)
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN {
                guard wait(for: POLLOUT, until: deadline) else { return }
            } else if errno != EINTR {
                return
            }
        }
    }

    /// Another size, told as a terminal window tells it.
    func resize(columns: Int, rows: Int) {
        _ = clinux_pty_resize(descriptor, UInt16(clamping: columns), UInt16(clamping: rows))
    }

    /// No file that it writes grows beyond so many octets from now on.
    /// - Returns: false where that is refused, with errno.
    func limitFiles(to octets: UInt64) -> Bool { clinux_limit_files(child, octets) == 0 }

    private func wait(for events: Int32, until deadline: Instant) -> Bool {
        while true {
            let parts = (deadline - .now).components
            let nanoseconds = max(0, parts.seconds * 1_000_000_000 + parts.attoseconds / 1_000_000_000)
            var waiting = pollfd(fd: descriptor, events: Int16(events), revents: 0)
            let found = clinux_ppoll(&waiting, 1, nanoseconds)
            if found > 0 { return true }
            if found == 0 || errno != EINTR { return false }
        }
    }

    /// nil while it runs; a signal's number with 128 added where one ended it.
    var exitCode: Int32? {
        guard child > 0 else { return 255 }
        if code == nil {
            var status: Int32 = 0
            let found = waitpid(child, &status, WNOHANG)
            if found == child {
                let signal = status & 0x7F
                code = signal == 0 ? (status >> 8) & 0xFF : 128 + signal
            } else if found < 0, errno != EINTR {
                // Somebody else took its code.
                code = 255
            }
        }
        return code
    }

    /// Asks it to end (SIGTERM), and makes it (SIGKILL) where it takes too long; then the same with what it started. Blocks.
    func end(within limit: Duration = Limits.programEnds) {
        guard child > 0, !isEnded else { return }
        isEnded = true
        endProgram(within: limit)
        descendants.end(within: limit) { takeRest() }
    }

    private func endProgram(within limit: Duration) {
        guard exitCode == nil else { return }
        kill(child, SIGTERM)
        let deadline = Instant.now + limit
        while exitCode == nil, Instant.now < deadline { takeRest() }
        guard exitCode == nil else { return }
        kill(child, SIGKILL)
        while exitCode == nil { pause(.milliseconds(5)) }
    }

    /// What is still written is taken: nobody must wait for us.
    private func takeRest() { _ = read(upTo: .milliseconds(20)) }
}
