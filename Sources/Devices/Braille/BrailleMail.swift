import CLinux
import Glibc
import Synchronization

/// What the braille thread is told, and what it tells.
final class BrailleMail: Sendable {
    private struct Content {
        /// What is to be shown next: a newer event replaces one that was not shown yet.
        var text: String?
        /// What stands is to be taken away.
        var isClearing = false
        var isEnding = false
        var cells: Int?
    }

    private let content = Mutex(Content())
    /// Counts what was posted (eventfd).
    let wake = clinux_eventfd()
    private let ended = clinux_eventfd()

    deinit {
        close(wake)
        close(ended)
    }

    func post(_ text: String) {
        content.withLock { $0.text = text }
        clinux_eventfd_signal(wake)
    }

    func clear() {
        content.withLock { content in
            content.text = nil
            content.isClearing = true
        }
        clinux_eventfd_signal(wake)
    }

    /// Whether what stands is to be taken away; asked once.
    func takeClearing() -> Bool {
        content.withLock { content in
            defer { content.isClearing = false }
            return content.isClearing
        }
    }

    /// The text that waits; it waits no more.
    func take() -> String? {
        content.withLock { content in
            defer { content.text = nil }
            return content.text
        }
    }

    var isEnding: Bool { content.withLock(\.isEnding) }

    var cells: Int? { content.withLock(\.cells) }

    func tell(cells: Int?) { content.withLock { $0.cells = cells } }

    func tellEnd() { clinux_eventfd_signal(ended) }

    /// Has the thread end. False where it did not within `Limits.brailleStopMilliseconds`.
    func end() -> Bool {
        content.withLock { $0.isEnding = true }
        clinux_eventfd_signal(wake)
        var waiting = pollfd(fd: ended, events: Int16(POLLIN), revents: 0)
        return clinux_ppoll(&waiting, 1, Int64(Limits.brailleStopMilliseconds) * 1_000_000) > 0
    }
}
