import CLinux
import Configuration
import Glibc
import JSONText
import Scenarios
import Synchronization
import Time

/// The record server of a scenario, on loopback: it takes incident records as JSON by HTTP, and can refuse every connection. Runs on a
/// thread of its own.
final class RecordServer: Sendable {
    static let host = "127.0.0.1"
    static let path = "/incidents"
    /// Stands before the reference that is asked for.
    static let question = path + "?ref="

    private struct Connection {
        var descriptor: Int32
        var reader = RecordRequestReader()
        /// What is still to be written; nil: its request is not whole yet.
        var answer: [UInt8]?
        var endsAt = Instant.now + Limits.recordConnection
    }

    private struct State {
        var book = RecordBook()
        var isSilent = false
        /// What the thread has come to.
        var isListening = true
        var isStopped = false
    }

    let port: UInt16
    /// Bound, never listening: the port stays ours while the server is silent.
    private let holder: Int32
    private let wake: Int32
    private let state = Mutex(State())
    private let thread = Mutex<pthread_t?>(nil)

    init() throws(Stop) {
        holder = clinux_tcp_bind(Self.host, 0)
        wake = clinux_eventfd()
        port = holder < 0 ? 0 : SpeakingReader.port(of: holder) ?? 0
        guard holder >= 0, wake >= 0, port > 0, let listener = Self.listener(port) else { throw Self.noServer }
        let body = Unmanaged.passRetained(RecordServing(server: self, listener: listener))
        var started = pthread_t()
        guard pthread_create(&started, nil, runRecordServer, body.toOpaque()) == 0 else {
            body.release()
            close(listener)
            throw Self.noServer
        }
        thread.withLock { $0 = started }
    }

    private static var noServer: Stop {
        .obstacle(
            .cantTell,
            Bilingual(
                "le serveur de fiches de l'épreuve ne démarre pas", "the record server of the test does not start"))
    }

    /// Everything that was taken, the oldest first.
    var records: [ReceivedRecord] { state.withLock { $0.book.records } }

    /// Refuses connections from now on, or takes them again. Returns once that is so; blocks for a moment.
    func fallSilent(_ isSilent: Bool) {
        state.withLock { $0.isSilent = isSilent }
        clinux_eventfd_signal(wake)
        let deadline = Instant.now + Limits.recordTurn
        while state.withLock({ $0.isListening == isSilent && !$0.isStopped }), Instant.now < deadline {
            pause(.milliseconds(1))
        }
    }

    /// The next record alone is refused.
    func refuseNext(_ reason: String) { state.withLock { $0.book.refusal = reason } }

    /// Ends the thread and closes the sockets. Blocks for a moment; may be called twice.
    func end() {
        let started = thread.withLock { thread -> pthread_t? in
            defer { thread = nil }
            return thread
        }
        guard let started else { return }
        state.withLock { $0.isStopped = true }
        clinux_eventfd_signal(wake)
        pthread_join(started, nil)
    }

    deinit {
        if holder >= 0 { close(holder) }
        if wake >= 0 { close(wake) }
    }

    /// nil where the port cannot be had.
    private static func listener(_ port: UInt16) -> Int32? {
        let made = clinux_tcp_bind(host, port)
        guard made >= 0 else { return nil }
        guard listen(made, 8) == 0 else {
            close(made)
            return nil
        }
        return made
    }

    // MARK: The thread

    fileprivate func run(_ first: Int32) {
        clinux_name_thread("records")
        var listener: Int32? = first
        var connections: [Connection] = []
        while true {
            let (isSilent, isStopped) = state.withLock { ($0.isSilent, $0.isStopped) }
            if isSilent || isStopped {
                for connection in connections { close(connection.descriptor) }
                connections = []
                if let old = listener { close(old) }
                listener = nil
            } else if listener == nil {
                listener = Self.listener(port)
            }
            if isStopped { return }
            state.withLock { [listener] in $0.isListening = listener != nil }
            wait(listener, connections)
            _ = clinux_counter_read(wake)
            if let listener { accept(listener, into: &connections) }
            connections = connections.compactMap { serve($0) }
        }
    }

    private func wait(_ listener: Int32?, _ connections: [Connection]) {
        var polled = [pollfd(fd: wake, events: Int16(POLLIN), revents: 0)]
        if let listener { polled.append(pollfd(fd: listener, events: Int16(POLLIN), revents: 0)) }
        polled += connections.map {
            pollfd(fd: $0.descriptor, events: Int16($0.answer == nil ? POLLIN : POLLOUT), revents: 0)
        }
        // Now and then connections are looked at that say nothing any more.
        _ = clinux_ppoll(&polled, nfds_t(polled.count), connections.isEmpty ? 60_000_000_000 : 500_000_000)
    }

    private func accept(_ listener: Int32, into connections: inout [Connection]) {
        for _ in 0..<Limits.recordConnections {
            let made = Glibc.accept(listener, nil, nil)
            guard made >= 0 else { return }
            guard connections.count < Limits.recordConnections else {
                close(made)
                continue
            }
            _ = fcntl(made, F_SETFD, FD_CLOEXEC)
            connections.append(Connection(descriptor: made))
        }
    }

    /// - Returns: nil where it is over.
    private func serve(_ connection: Connection) -> Connection? {
        var connection = connection
        if connection.answer == nil { read(&connection) }
        if let rest = connection.answer {
            let count = clinux_tcp_write(connection.descriptor, rest, rest.count)
            connection.answer = Array(rest.dropFirst(max(0, count)))
            if count < 0 || connection.answer == [] {
                close(connection.descriptor)
                return nil
            }
        }
        guard Instant.now < connection.endsAt else {
            close(connection.descriptor)
            return nil
        }
        return connection
    }

    private func read(_ connection: inout Connection) {
        var part = [UInt8](repeating: 0, count: 16_384)
        for _ in 0..<Limits.datagramsPerTurn {
            let count = clinux_tcp_read(connection.descriptor, &part, part.count)
            guard count != 0 else { return }
            guard count > 0 else {
                connection.endsAt = .now
                return
            }
            switch connection.reader.take(part[..<count]) {
            case .waiting: continue
            case .unfit(let status): connection.answer = Self.octets(RecordBook.Answer(status: status, body: .null))
            case .whole(let request):
                connection.answer = Self.octets(state.withLock { $0.book.answer(to: request) })
            }
            return
        }
    }

    private static func octets(_ answer: RecordBook.Answer) -> [UInt8] {
        let body = Array(answer.text.utf8)
        let head =
            "HTTP/1.1 \(answer.status) -\r\nContent-Type: application/json\r\nContent-Length: \(body.count)\r\n"
            + "Connection: close\r\n\r\n"
        return Array(head.utf8) + body
    }
}

/// What the thread begins with.
private final class RecordServing: Sendable {
    let server: RecordServer
    let listener: Int32

    init(server: RecordServer, listener: Int32) {
        self.server = server
        self.listener = listener
    }
}

/// The C entry of the thread: file-level, because a closure would be taken for one of the caller's context.
private func runRecordServer(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let argument else { return nil }
    let serving = Unmanaged<RecordServing>.fromOpaque(argument).takeRetainedValue()
    serving.server.run(serving.listener)
    return nil
}
