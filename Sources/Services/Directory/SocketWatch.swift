import CLinux
import Glibc
import Synchronization

/// Ends a socket at its time, so that a library that waits without end for its other end waits no longer.
final class SocketWatch: Sendable {
    private struct State {
        /// A descriptor of our own of the same socket.
        var socket: Int32 = -1
        var deadline: ContinuousClock.Instant
        var isOver = false
    }

    private let state: Mutex<State>
    private let wake = clinux_eventfd()

    init(until deadline: ContinuousClock.Instant) {
        state = Mutex(State(deadline: deadline))
        var thread = pthread_t()
        let context = Unmanaged.passRetained(self)
        let problem = pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                Unmanaged<SocketWatch>.fromOpaque(context).takeRetainedValue().run()
                return nil
            }, context.toOpaque())
        if problem == 0 { pthread_detach(thread) } else { context.release() }
    }

    deinit { if wake >= 0 { close(wake) } }

    /// Watches this one too, or instead.
    func take(_ socket: Int32) {
        let own = fcntl(socket, F_DUPFD_CLOEXEC, 0)
        let old = state.withLock { state in
            defer { state.socket = own }
            return state.socket
        }
        if old >= 0 { close(old) }
    }

    /// There was a connection, and its time is not over.
    var isConnected: Bool { state.withLock { $0.socket >= 0 && .now < $0.deadline } }

    /// It has more time, or less.
    func wait(until deadline: ContinuousClock.Instant) {
        state.withLock { $0.deadline = deadline }
        clinux_eventfd_signal(wake)
    }

    /// The work is done: the socket is left alone.
    func end() {
        let own = state.withLock { state in
            defer { state.socket = -1 }
            state.isOver = true
            return state.socket
        }
        if own >= 0 { close(own) }
        clinux_eventfd_signal(wake)
    }

    private func run() {
        while let deadline = state.withLock({ $0.isOver ? nil : $0.deadline }) {
            let left = (deadline - .now).components
            if left.seconds < 0 || left.attoseconds < 0 { break }
            var waiting = pollfd(fd: wake, events: Int16(POLLIN), revents: 0)
            _ = clinux_ppoll(&waiting, 1, left.seconds * 1_000_000_000 + left.attoseconds / 1_000_000_000)
            if waiting.revents != 0 { _ = clinux_counter_read(wake) }
        }
        state.withLock { state in
            if !state.isOver, state.socket >= 0 { shutdown(state.socket, Int32(SHUT_RDWR)) }
        }
    }
}
