import CLinux
import Configuration
import Glibc
import Scenarios

/// A real screen reader between the program and its terminal; what it says comes here, and nothing is played.
final class SpeakingReader {
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
        listener = clinux_tcp_bind("127.0.0.1", 0)
        guard listener >= 0, listen(listener, 8) == 0, let port = Self.port(of: listener) else {
            throw Stage.refused("127.0.0.1")
        }
        let script = folder + "/program.sh"
        guard WholeFile.write(Self.start(command), to: script, mode: 0o700) else {
            throw Stage.cannotWrite(script)
        }
        program = path
        if reader == .yasr {
            let configuration = folder + "/yasr.conf"
            guard WholeFile.write(Self.yasrConfiguration(port: port), to: configuration, mode: 0o600) else {
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

    /// Listens no more. The program that it started ends with it, as everything that it started.
    func end() {
        for connection in connections { close(connection.descriptor) }
        connections = []
        close(listener)
    }

    // MARK: Its files

    /// One word that starts the program: the readers would take its options for their own.
    private static func start(_ command: (program: String, arguments: [String])) -> String {
        let words = ([command.program] + command.arguments).map(quoted).joined(separator: " ")
        return "#!/bin/sh\nexec \(words)\n"
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

    static func port(of listener: Int32) -> UInt16? {
        var address = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(listener, $0, &length) }
        }
        return result == 0 ? UInt16(bigEndian: address.sin_port) : nil
    }
}
