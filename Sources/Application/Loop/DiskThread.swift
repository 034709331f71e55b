import CLinux
import Glibc
import Synchronization

/// What may block, one thing after the other, away from the main loop, which never waits for a disk or a program.
final class DiskThread: Sendable {
    private struct State {
        var waiting: [@Sendable () -> Void] = []
        var isRunning = false
    }

    private let state = Mutex(State())
    private let name: String
    private let limit: Int
    /// Readable once nothing waits any more.
    private let idle = clinux_eventfd()

    /// - Parameters:
    ///   - name: the thread's.
    ///   - limit: the most things that wait.
    init(_ name: String = "disk", limit: Int = Limits.waitingForDisk) {
        self.name = name
        self.limit = limit
    }

    deinit { if idle >= 0 { close(idle) } }

    /// Does the work after what was asked for before.
    /// - Returns: false where too much waits: nothing of it is done.
    func run(_ work: @escaping @Sendable () -> Void) -> Bool {
        let starts: Bool? = state.withLock { state in
            guard state.waiting.count < limit else { return nil }
            state.waiting.append(work)
            defer { state.isRunning = true }
            return !state.isRunning
        }
        if starts == true { BackgroundThread.run(name) { self.drain() } }
        return starts != nil
    }

    private func drain() {
        while true {
            let next: (@Sendable () -> Void)? = state.withLock { state in
                guard !state.waiting.isEmpty else {
                    state.isRunning = false
                    return nil
                }
                return state.waiting.removeFirst()
            }
            guard let next else { return clinux_eventfd_signal(idle) }
            next()
        }
    }

    /// Waits until all is done, at most so long: what was confirmed is not lost by the program's end.
    func finish(within seconds: Int) {
        let end = ContinuousClock.now + .seconds(seconds)
        while state.withLock({ $0.isRunning }), .now < end {
            var waiting = pollfd(fd: idle, events: Int16(POLLIN), revents: 0)
            if clinux_ppoll(&waiting, 1, 100_000_000) > 0 { _ = clinux_counter_read(idle) }
        }
    }
}
