import Glibc
import Testing

/// The real program, started from beside the test bundle with a folder of its own, watched by a time limit.
final class RunningProgram {
    /// What it wrote to standard output, by lines.
    private(set) var lines: [String] = []
    private let child: pid_t
    private var input: Int32
    private let output: Int32
    private var rest: [UInt8] = []
    private var status: Int32?

    /// The program beside the test bundle.
    static var path: String {
        var buffer = [CChar](repeating: 0, count: 4_096)
        let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
        let own = String(decoding: buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return own.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
            + "/clairvoix"
    }

    init(_ arguments: [String], in folder: String) throws {
        var inward: [Int32] = [-1, -1]
        var outward: [Int32] = [-1, -1]
        try #require(pipe(&inward) == 0 && pipe(&outward) == 0)
        for descriptor in inward + outward { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawn_file_actions_adddup2(&actions, inward[0], 0)
        posix_spawn_file_actions_adddup2(&actions, outward[1], 1)
        posix_spawn_file_actions_adddup2(&actions, outward[1], 2)
        let environment = [
            "HOME=\(folder)", "XDG_CONFIG_HOME=\(folder)", "XDG_RUNTIME_DIR=\(folder)", "LC_ALL=C.UTF-8", "TERM=dumb",
            "PATH=/usr/bin:/bin", "LANG=en_GB.UTF-8",
        ]
        var vector: [UnsafeMutablePointer<CChar>?] = ([Self.path] + arguments).map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup($0) } + [nil]
        defer { for text in vector + variables { free(text) } }
        var child: pid_t = 0
        let problem = posix_spawn(&child, Self.path, &actions, nil, &vector, &variables)
        posix_spawn_file_actions_destroy(&actions)
        close(inward[0])
        close(outward[1])
        input = inward[1]
        output = outward[0]
        self.child = child
        try #require(problem == 0, "\(Self.path) does not start")
    }

    deinit {
        if status == nil {
            kill(child, SIGKILL)
            waitpid(child, nil, 0)
        }
        endInput()
        close(output)
    }

    func endInput() {
        if input >= 0 { close(input) }
        input = -1
    }

    /// Writes text to its standard input.
    func write(_ text: String) {
        let octets = Array(text.utf8)
        _ = Glibc.write(input, octets, octets.count)
    }

    func send(_ number: Int32) { kill(child, number) }

    /// Waits for a line that holds this text, from `first` on; the line, or nil after the time limit.
    @discardableResult
    func line(with text: String, from first: Int = 0, seconds: Int = 30) -> String? {
        let deadline = ContinuousClock.now + .seconds(seconds)
        while true {
            if let found = lines.dropFirst(first).first(where: { $0.contains(text) }) { return found }
            guard ContinuousClock.now < deadline, readMore() else { return nil }
        }
    }

    /// Reads to the end; the exit code, or -1 where the program did not end in time.
    func exitCode(seconds: Int = 30) -> Int32 {
        let deadline = ContinuousClock.now + .seconds(seconds)
        while ContinuousClock.now < deadline, readMore() {}
        while ContinuousClock.now < deadline {
            var status: Int32 = 0
            if waitpid(child, &status, WNOHANG) == child {
                self.status = status
                return status & 0x7f == 0 ? (status >> 8) & 0xff : 128 + (status & 0x7f)
            }
            poll(nil, 0, 10)
        }
        return -1
    }

    /// False at the end of its output.
    private func readMore() -> Bool {
        var waiting = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
        guard poll(&waiting, 1, 100) > 0 else { return true }
        var chunk = [UInt8](repeating: 0, count: 16_384)
        let count = read(output, &chunk, chunk.count)
        guard count > 0 else { return false }
        rest += chunk[..<count]
        while let end = rest.firstIndex(of: 10) {
            lines.append(String(decoding: rest[..<end], as: UTF8.self))
            rest.removeSubrange(...end)
        }
        return true
    }
}

/// A folder of its own for one test, removed with it.
final class TestFolder {
    let path: String

    init() throws {
        var template = Array("/tmp/clairvoix-test-XXXXXX".utf8CString)
        let made = mkdtemp(&template)
        path = String(cString: try #require(made))
    }

    /// Folders in the name are made.
    func file(_ name: String, _ text: String, mode: mode_t = 0o600) throws -> String {
        var folder = path
        for part in name.split(separator: "/").dropLast() {
            folder += "/" + part
            mkdir(folder, 0o700)
        }
        let file = path + "/" + name
        let stream = try #require(fopen(file, "w"))
        fputs(text, stream)
        fclose(stream)
        chmod(file, mode)
        return file
    }

    func text(_ name: String) -> String {
        guard let stream = fopen(path + "/" + name, "r") else { return "" }
        defer { fclose(stream) }
        var octets: [UInt8] = []
        while case let octet = fgetc(stream), octet >= 0 { octets.append(UInt8(truncatingIfNeeded: octet)) }
        return String(decoding: octets, as: UTF8.self)
    }

    deinit { Self.remove(path) }

    private static func remove(_ path: String) {
        if unlink(path) == 0 { return }
        var names: [String] = []
        if let stream = opendir(path) {
            while let entry = readdir(stream) {
                names.append(
                    withUnsafeBytes(of: entry.pointee.d_name) {
                        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
                    })
            }
            closedir(stream)
        }
        for name in names where name != "." && name != ".." { remove(path + "/" + name) }
        rmdir(path)
    }
}
