import CLinux
import Glibc

/// What the media loop waits on: the mailbox, the sockets, and a timer of 10 ms that runs only while it is needed.
final class MediaClock: Sendable {
    /// What woke the loop.
    enum Wake: Equatable {
        case mailbox
        case timer
        /// The socket that was added with this mark.
        case socket(Int)
    }

    private static let mailboxMark: UInt64 = 0
    private static let timerMark: UInt64 = 1
    private static let firstSocketMark: UInt64 = 2
    /// 10 ms: one frame.
    private static let frameNanoseconds: Int64 = 10_000_000

    private let epoll: Int32
    private let timer: Int32

    /// Nil where the kernel gives no descriptor.
    init?(mailbox: MediaMailbox) {
        epoll = epoll_create1(Int32(O_CLOEXEC))
        timer = clinux_timerfd_every(Self.frameNanoseconds)
        guard epoll >= 0, timer >= 0, clinux_epoll_add_signals(epoll, mailbox.wakeDescriptor, Self.mailboxMark) == 0,
            clinux_epoll_add(epoll, timer, Self.timerMark) == 0
        else { return nil }
        clinux_timerfd_set(timer, 0)
    }

    deinit {
        if epoll >= 0 { close(epoll) }
        if timer >= 0 { close(timer) }
    }

    /// Adds a socket; it leaves by being closed.
    func add(_ descriptor: Int32, mark: Int) -> Bool {
        clinux_epoll_add(epoll, descriptor, Self.firstSocketMark + UInt64(mark)) == 0
    }

    /// Whether an added socket wakes the loop when there is room to write, too.
    func awaitRoom(_ isAwaited: Bool, on descriptor: Int32, mark: Int) {
        _ = clinux_epoll_await_room(epoll, descriptor, Self.firstSocketMark + UInt64(mark), isAwaited ? 1 : 0)
    }

    /// Listens to a socket no more, until it is added again.
    func remove(_ descriptor: Int32) { clinux_epoll_remove(epoll, descriptor) }

    func runTimer(_ isRunning: Bool) {
        clinux_timerfd_set(timer, isRunning ? Self.frameNanoseconds : 0)
    }

    /// Waits, at most so many milliseconds (-1: without end), and writes what came into `found`. Returns their number.
    func wait(milliseconds: Int32, into found: inout [UInt64]) -> Int {
        Int(clinux_epoll_wait(epoll, &found, Int32(found.count), milliseconds))
    }

    func wake(of mark: UInt64) -> Wake {
        switch mark {
        case Self.mailboxMark: .mailbox
        case Self.timerMark: .timer
        default: .socket(Int(mark - Self.firstSocketMark))
        }
    }

    /// Takes the 10 ms periods that have passed.
    func takeTicks() -> Int { Int(clamping: clinux_counter_read(timer)) }
}
