import CLinux
import Control
import Glibc
import JSONText
import Time

/// `clairvoix ctl`: one request to the running softphone, its answer printed; or the events as they come.
public enum ControlClient {
    /// - Returns: the exit code: 0, or 1 where the answer is an error.
    public static func run(method: String?, parameters: [String], isFollowing: Bool) throws(ProgramProblem) -> Int32 {
        guard let path = ControlSocket.path(folder: ProgramOptions.environment("XDG_RUNTIME_DIR")) else {
            throw ProgramProblem("XDG_RUNTIME_DIR is not set: the control socket has no place.")
        }
        guard method != nil || isFollowing else { throw ProgramProblem("Name a method, such as call.list.") }
        guard let connection = ControlSocket.connect(path) else {
            throw ProgramProblem("No Clairvoix runs here (\(path)). Start one with: clairvoix")
        }
        defer { close(connection) }
        if let method { try send(ControlLine.request(method: method, parameters: parameters) + "\n", on: connection) }
        return try readAnswers(connection, isFollowing: isFollowing)
    }

    /// Asks the running softphone, within two seconds.
    /// - Returns: its answer's `result`; nil where none runs, or it does not answer.
    static func ask(_ method: ControlMethod) -> JSON? { ask(method, [:])?["result"] }

    /// Asks with parameters.
    /// - Returns: the whole answer, a fault too; nil where none came.
    static func ask(_ method: ControlMethod, _ parameters: KeyValuePairs<String, JSON?>) -> JSON? {
        guard let path = ControlSocket.path(folder: ProgramOptions.environment("XDG_RUNTIME_DIR")),
            let connection = ControlSocket.connect(path)
        else { return nil }
        defer { close(connection) }
        let request = JSON.record([
            "jsonrpc": .text("2.0"), "id": .integer(1), "method": .text(method.rawValue),
            "params": .record(parameters),
        ])
        guard (try? send(request.description + "\n", on: connection)) != nil else { return nil }
        let end = Instant.now + .seconds(2)
        var waiting: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16_384)
        while waiting.count <= Limits.controlUnsentOctets, end > .now {
            var descriptor = pollfd(fd: connection, events: Int16(POLLIN), revents: 0)
            guard poll(&descriptor, 1, Int32(clamping: end.nanosecondsFromNow / 1_000_000 + 1)) > 0 else { continue }
            let count = read(connection, &chunk, chunk.count)
            guard count > 0 else { return nil }
            waiting += chunk[..<count]
            while let lineEnd = waiting.firstIndex(of: 10) {
                let line = Array(waiting[..<lineEnd])
                waiting.removeSubrange(...lineEnd)
                if ControlLine.kind(of: line) != .notification { return try? JSONParser.parse(line) }
            }
        }
        return nil
    }

    private static func send(_ text: String, on connection: Int32) throws(ProgramProblem) {
        let octets = Array(text.utf8)
        var sent = 0
        while sent < octets.count {
            let count = octets[sent...].withUnsafeBytes {
                Glibc.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw ProgramProblem("The softphone closed the connection.", exitCode: 1) }
            sent += count
        }
    }

    private static func readAnswers(_ connection: Int32, isFollowing: Bool) throws(ProgramProblem) -> Int32 {
        var waiting: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = read(connection, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                if isFollowing { return 0 }
                throw ProgramProblem("The softphone ended before it answered.", exitCode: 1)
            }
            waiting += chunk[..<count]
            while let end = waiting.firstIndex(of: 10) {
                let line = Array(waiting[..<end])
                waiting.removeSubrange(...end)
                let kind = ControlLine.kind(of: line)
                guard isFollowing || kind != .notification else { continue }
                print(String(decoding: line, as: UTF8.self))
                fflush(nil)
                if !isFollowing { return kind == .error ? 1 : 0 }
            }
            guard waiting.count <= Limits.controlUnsentOctets else {
                throw ProgramProblem("The answer has no end.", exitCode: 1)
            }
        }
    }
}
