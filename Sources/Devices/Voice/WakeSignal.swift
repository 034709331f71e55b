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

    /// The same, and until something happens to another descriptor. Whether it did.
    func wait(milliseconds: Int, besides other: Int32, _ events: Int16) -> Bool {
        var waiting = [
            pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0), pollfd(fd: other, events: events, revents: 0),
        ]
        guard clinux_ppoll(&waiting, 2, milliseconds < 0 ? -1 : Int64(milliseconds) * 1_000_000) > 0 else {
            return false
        }
        if waiting[0].revents != 0 { _ = clinux_counter_read(descriptor) }
        return waiting[1].revents != 0
    }
}
