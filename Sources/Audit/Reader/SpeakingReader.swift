import CLinux
import Configuration
import Glibc
import Scenarios
import Time

/// A real screen reader between the program and its terminal; what it says comes here, and nothing is played.
final class SpeakingReader {
    private let folder: String
    private let listener: Int32
    private var connections: [(descriptor: Int32, session: SSIPSession)] = []
    private var heard: [String] = []
    let program: String
    let arguments: [String]
    let environment: [String: String]

    /// - Parameter command: the program under test, which the reader starts.
    init(
        _ reader: ScreenReader, folder: String, command: (program: String, arguments: [String])
    ) throws(Stop) {
        let name = reader == .fenrir ? "fenrir" : "yasr"
        let path = ["/usr/bin/", "/usr/local/bin/"].map { $0 + name }.first { access($0, X_OK) == 0 }
        guard reader == .fenrir || reader == .yasr, let path else { throw Self.missing(reader) }
        self.folder = folder
        listener = clinux_tcp_bind("127.0.0.1", 0)
        guard listener >= 0, listen(listener, 8) == 0, let port = Self.port(of: listener) else {
            throw Stage.cannotWrite("127.0.0.1")
        }
        let script = folder + "/program.sh"
        guard TextFile.write(Self.start(command, folder: folder), to: script, mode: 0o700) else {
            throw Stage.cannotWrite(script)
        }
        program = path
        if reader == .yasr {
            let configuration = folder + "/yasr.conf"
            guard TextFile.write(Self.yasrConfiguration(port: port), to: configuration, mode: 0o600) else {
                throw Stage.cannotWrite(configuration)
            }
            arguments = ["-C", configuration, script]
            environment = [:]
        } else {
            arguments = ["-e", "-o", Self.fenrirOptions(script: script, folder: folder)]
            environment = [
                "SHELL": script, "SPEECHD_ADDRESS": "inet_socket:127.0.0.1:\(port)", "SPEECHD_CMD": "/bin/true",
                "LC_ALL": "C.UTF-8",
            ]
        }
    }

    private static func missing(_ reader: ScreenReader) -> Stop {
        let name = reader.words(.english).first ?? reader.rawValue
        return .obstacle(
            .untested, Bilingual("\(name) n'est pas installé sur ce poste", "\(name) is not installed on this computer")
        )
    }

    /// Everything that was said so far.
    var said: [String] { heard }

    /// Takes what the reader sends, without waiting. To be called often: a reader waits for its answers.
    func serve() {
        var request = pollfd(fd: listener, events: Int16(POLLIN), revents: 0)
        while poll(&request, 1, 0) > 0 {
            let connection = accept(listener, nil, nil)
            guard connection >= 0 else { break }
            _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
            connections.append((connection, SSIPSession()))
        }
        var chunk = [UInt8](repeating: 0, count: 16_384)
        for index in connections.indices.reversed() {
            let connection = connections[index].descriptor
            var request = pollfd(fd: connection, events: Int16(POLLIN), revents: 0)
            while poll(&request, 1, 0) > 0 {
                let count = clinux_tcp_read(connection, &chunk, chunk.count)
                let answer = count > 0 ? connections[index].session.take(chunk[..<count]) : nil
                heard += connections[index].session.takeSaid()
                guard let answer else {
                    close(connection)
                    connections.remove(at: index)
                    break
                }
                _ = clinux_tcp_write(connection, answer, answer.count)
            }
        }
    }

    /// Ends the program where the reader left it behind, and then listens no more. Blocks for some seconds at most.
    func end() {
        endProgram()
        for connection in connections { close(connection.descriptor) }
        connections = []
        close(listener)
    }

    /// A reader may hand its end of the terminal down to the program, which then never sees its terminal close: it is ended by its
    /// number, where that is still ours.
    private func endProgram() {
        guard let process = Self.number(in: folder + "/pid"), Self.isProgram(process, of: folder) else { return }
        kill(process, SIGTERM)
        let deadline = Instant.now + Limits.programEnds
        while Instant.now < deadline, Self.isProgram(process, of: folder) { pause(.milliseconds(20)) }
        if Self.isProgram(process, of: folder) { kill(process, SIGKILL) }
    }

    private static func number(in path: String) -> pid_t? {
        let text = octets(of: path).prefix { ("0"..."9").contains(Unicode.Scalar($0)) }
        return pid_t(String(decoding: text, as: UTF8.self)).flatMap { $0 > 1 ? $0 : nil }
    }

    /// Whether a process was started for this scenario: its command line names the folder.
    private static func isProgram(_ process: pid_t, of folder: String) -> Bool {
        String(decoding: octets(of: "/proc/\(process)/cmdline"), as: UTF8.self).contains(folder + "/")
    }

    private static func octets(of path: String) -> [UInt8] {
        let file = open(path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC)
        guard file >= 0 else { return [] }
        defer { close(file) }
        var octets = [UInt8](repeating: 0, count: 4_096)
        let count = read(file, &octets, octets.count)
        return Array(octets.prefix(max(0, count)))
    }

    // MARK: Its files

    /// One word that starts the program: the readers would take its options for their own.
    private static func start(_ command: (program: String, arguments: [String]), folder: String) -> String {
        let words = ([command.program] + command.arguments).map(quoted).joined(separator: " ")
        return "#!/bin/sh\necho $$ >\(quoted(folder + "/pid"))\nexec \(words)\n"
    }

    private static func quoted(_ word: String) -> String {
        "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }

    private static func yasrConfiguration(port: UInt16) -> String {
        """
        [options]
        cursor tracking=full
        synthesizer=speech dispatcher
        synthesizer port=127.0.0.1:\(port)
        key echo=off
        special=off
        up and down arrows=speak line

        """
    }

    private static func fenrirOptions(script: String, folder: String) -> String {
        [
            "screen#driver=ptyDriver", "keyboard#driver=ptyDriver", "keyboard#keyboardLayout=pty",
            "sound#enabled=False", "speech#enabled=True", "speech#driver=speechdDriver", "remote#enable=False",
            "general#shell=\(script)", "general#autoSpellCheck=False", "keyboard#interruptOnKeyPress=True",
            "focus#cursor=True", "focus#highlight=False", "general#debugFile=\(folder)/fenrir.log",
        ].joined(separator: ";")
    }

    private static func port(of listener: Int32) -> UInt16? {
        var address = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(listener, $0, &length) }
        }
        return result == 0 ? UInt16(bigEndian: address.sin_port) : nil
    }
}
