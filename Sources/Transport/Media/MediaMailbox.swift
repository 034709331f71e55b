import CLinux
import CallEngine
import Glibc
import Media
import Synchronization

/// What other threads leave for the media loop, and where its reports go.
final class MediaMailbox: Sendable {
    private struct State {
        var requests: [MediaRequest] = []
        var isStopped = false
        /// Ports of single calls, by the call's number.
        var lent: [Int: AudioPort] = [:]
        var sink: (@Sendable (MediaReport) -> Void)?
    }

    /// An eventfd: wakes the loop.
    let wakeDescriptor: Int32
    /// The real-time loop and ordinary threads meet here. `Mutex` is a futex with priority inheritance on Linux (FUTEX_LOCK_PI):
    /// who holds it while the loop waits is run with the loop's priority, and what is done under it is an assignment, an
    /// append or a swap.
    private let state = Mutex(State())
    private let farEndWish = Atomic<Bool>(true)

    /// Whether anybody wants to know that the other ends are heard: read for each frame, hence no lock.
    var watchesFarEnds: Bool {
        get { farEndWish.load(ordering: .relaxed) }
        set { farEndWish.store(newValue, ordering: .relaxed) }
    }

    init?() {
        wakeDescriptor = clinux_eventfd()
        guard wakeDescriptor >= 0 else { return nil }
    }

    deinit { close(wakeDescriptor) }

    func setSink(_ sink: @escaping @Sendable (MediaReport) -> Void) {
        state.withLock { $0.sink = sink }
    }

    func lend(_ port: AudioPort?, to call: Int) { state.withLock { $0.lent[call] = port } }

    func port(lentTo call: Int) -> AudioPort? { state.withLock { $0.lent[call] } }

    /// Leaves a request; false where too many wait already.
    func post(_ request: MediaRequest) -> Bool {
        let taken = state.withLock { state in
            guard state.requests.count < Limits.mediaRequests else { return false }
            state.requests.append(request)
            return true
        }
        clinux_eventfd_signal(wakeDescriptor)
        return taken
    }

    func stop() {
        state.withLock { $0.isStopped = true }
        clinux_eventfd_signal(wakeDescriptor)
    }

    var isStopped: Bool { state.withLock { $0.isStopped } }

    /// All that waits, in order. Allocates nothing where nothing waits.
    func take() -> [MediaRequest] {
        state.withLock { state in
            var taken: [MediaRequest] = []
            swap(&taken, &state.requests)
            return taken
        }
    }

    func report(_ report: MediaReport) {
        let sink = state.withLock { $0.sink }
        sink?(report)
    }
}
