import Synchronization

/// Whether the loop still runs: other threads may come back later than the program ends.
final class LoopGate: Sendable {
    private let isOpen = Mutex(true)

    func close() { isOpen.withLock { $0 = false } }

    func ifOpen(_ body: () -> Void) { isOpen.withLock { if $0 { body() } } }
}
