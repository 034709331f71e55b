import CLinux
import Glibc

/// Lets one thread wait until another calls it, or a time is over.
final class WakeSignal: Sendable {
    private let descriptor = clinux_eventfd()

    deinit { if descriptor >= 0 { close(descriptor) } }

    func wake() { clinux_eventfd_signal(descriptor) }

    /// - Parameter milliseconds: at most so long; -1 waits without end.
    func wait(milliseconds: Int) {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        if clinux_ppoll(&waiting, 1, milliseconds < 0 ? -1 : Int64(milliseconds) * 1_000_000) > 0 {
            _ = clinux_counter_read(descriptor)
        }
    }
}
