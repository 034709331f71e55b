import CLinux
import Glibc
import Synchronization

/// Letters from other threads to the main loop: a bounded queue, and an eventfd that wakes it.
final class Mailbox<Letter: Sendable>: Sendable {
    private let letters = Mutex<[Letter]>([])
    /// Readable while a letter waits.
    let descriptor: Int32
    private let limit: Int

    /// - Parameter limit: the most letters that wait; a further one is dropped and counted.
    init(limit: Int = Limits.waitingLetters) {
        descriptor = clinux_eventfd()
        precondition(descriptor >= 0, "the kernel gives no eventfd")
        self.limit = limit
    }

    deinit { close(descriptor) }

    /// Puts a letter in, from any thread.
    func post(_ letter: Letter) {
        letters.withLock { if $0.count < limit { $0.append(letter) } }
        clinux_eventfd_signal(descriptor)
    }

    /// Takes all letters out.
    func collect() -> [Letter] {
        _ = clinux_counter_read(descriptor)
        return letters.withLock { waiting in
            defer { waiting = [] }
            return waiting
        }
    }
}
