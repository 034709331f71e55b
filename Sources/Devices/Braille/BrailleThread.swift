import CBrlAPI
import CLinux
import Glibc

/// The thread that talks with the braille server. BrlAPI's calls may block, and have no limit of time: a server that is stopped is
/// waited for until it goes on or ends. Nothing else waits for them.
final class BrailleThread {
    private let mail: BrailleMail
    private let place: BraillePlace
    private var library = cbrlapi_library()
    private var connection: UnsafeMutableRawPointer?
    private var socket: Int32 = -1
    /// When the message that stands is taken away, and when the server or its display is looked for again (monotonic nanoseconds).
    private var leavesAt: Int64?
    private var looksAt: Int64 = 0

    init(_ mail: BrailleMail, _ place: BraillePlace) {
        self.mail = mail
        self.place = place
    }

    func run() {
        defer { mail.tellEnd() }
        // A server that goes away in the middle of a write is an error of that write.
        var broken = sigset_t()
        sigemptyset(&broken)
        sigaddset(&broken, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &broken, nil)
        guard cbrlapi_load(&library, place.library) else { return }
        while !mail.isEnding {
            if isLooking, Self.now >= looksAt { look() }
            if mail.takeClearing(), leavesAt != nil { leave() }
            if let text = mail.take(), connection != nil { show(text) }
            if let leavesAt, leavesAt <= Self.now { leave() }
            wait()
        }
        if leavesAt != nil { leave() }
        disconnect()
    }

    private static var now: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }

    private func wait() {
        var waiting = [pollfd(fd: mail.wake, events: Int16(POLLIN), revents: 0)]
        if connection != nil { waiting.append(pollfd(fd: socket, events: Int16(POLLIN), revents: 0)) }
        let due = [leavesAt, isLooking ? looksAt : nil].compactMap { $0 }.min()
        _ = clinux_ppoll(&waiting, nfds_t(waiting.count), due.map { max(0, $0 - Self.now) } ?? -1)
        _ = clinux_counter_read(mail.wake)
        if connection != nil, cbrlapi_is_over(socket) { disconnect() }
    }

    /// BRLTTY takes connections before it has its display: a server that has just started answers that it has no cells, and does not
    /// tell when it has. It is asked again.
    private var isLooking: Bool { connection == nil || mail.cells == 0 }

    private func look() {
        looksAt = Self.now + Int64(place.retryMilliseconds) * 1_000_000
        if connection == nil { connect() } else { refreshCells() }
    }

    private func connect() {
        guard let made = cbrlapi_make(&library) else { return }
        let opened = cbrlapi_open(&library, made, place.host, place.authentication)
        guard opened >= 0 else { return cbrlapi_close(&library, made, false) }
        connection = made
        socket = opened
        refreshCells()
    }

    /// A display may be plugged in while the server runs. The library asks no more once it knows the size.
    private func refreshCells() {
        guard let connection else { return }
        let cells = cbrlapi_cells(&library, connection)
        if cells < 0 { disconnect() } else { mail.tell(cells: Int(cells)) }
    }

    private func disconnect() {
        if let connection { cbrlapi_close(&library, connection, true) }
        connection = nil
        socket = -1
        leavesAt = nil
        looksAt = Self.now + Int64(place.retryMilliseconds) * 1_000_000
        mail.tell(cells: nil)
    }

    private func show(_ text: String) {
        refreshCells()
        guard let connection, let cells = mail.cells, cells > 0 else { return }
        if leavesAt == nil, !cbrlapi_enter(&library, connection) { return disconnect() }
        let shown = BrailleText.fitted(text, cells: cells)
        guard cbrlapi_write(&library, connection, shown, Int32(cells)) else { return disconnect() }
        leavesAt = Self.now + Int64(place.messageMilliseconds) * 1_000_000
    }

    private func leave() {
        leavesAt = nil
        guard let connection else { return }
        if !cbrlapi_leave(&library, connection) { disconnect() }
    }
}

/// A text in the cells of a braille display, a character a cell.
enum BrailleText {
    /// Exactly so many characters: a longer text ends with "…", a shorter one with blanks.
    static func fitted(_ text: String, cells: Int) -> String {
        var characters = Array(TerminalText.clean(text))
        if characters.count > cells { characters = Array(characters.prefix(max(0, cells - 1))) + ["…"] }
        characters = Array(characters.prefix(cells))
        characters += Array(repeating: " ", count: cells - characters.count)
        return String(String.UnicodeScalarView(characters))
    }
}
