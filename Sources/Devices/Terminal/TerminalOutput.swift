import CLinux
import Glibc

/// What ncurses writes, kept until a refresh is whole and then handed to the terminal in one write.
///
/// ncurses sends each row by itself. A screen reader that reads between two rows takes the row that the cursor is just
/// passing for the focus, and says an old line: so a file in memory stands in for the terminal, and nobody sees half a
/// refresh.
final class TerminalOutput {
    /// Where ncurses writes.
    let stream: UnsafeMutablePointer<FILE>
    private let memory: Int32
    /// What ncurses writes once, not knowing better, and what it ought to be.
    private var correction: (wrong: [UInt8], right: [UInt8])?

    init?() {
        memory = clinux_memory_file("terminal")
        guard memory >= 0 else { return nil }
        guard let stream = fdopen(memory, "w") else {
            close(memory)
            return nil
        }
        self.stream = stream
    }

    deinit { fclose(stream) }

    /// The first of these octets goes out as others: as ncurses writes into no terminal, it does not know the terminal's size.
    func correct(_ wrong: [UInt8], to right: [UInt8]) { correction = wrong.isEmpty ? nil : (wrong, right) }

    /// Hands over what was written since. The kernel's own translation of line ends is off, since it cuts a write in
    /// pieces; ncurses counts on it, so it is done here.
    func flush(to terminal: Int32) {
        fflush(stream)
        let count = Int(lseek(memory, 0, SEEK_CUR))
        guard count > 0 else { return }
        var bytes = [UInt8](repeating: 0, count: count)
        let got = pread(memory, &bytes, count, 0)
        ftruncate(memory, 0)
        lseek(memory, 0, SEEK_SET)
        bytes.removeLast(count - max(0, got))
        if let correction, let place = bytes.firstRange(of: correction.wrong) {
            bytes.replaceSubrange(place, with: correction.right)
            self.correction = nil
        }
        let whole = bytes.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
        Self.write(whole, to: terminal)
    }

    /// A terminal that takes nothing for a second is gone: what is left is dropped.
    private static func write(_ bytes: [UInt8], to terminal: Int32) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let sent = rest.withUnsafeBytes { Glibc.write(terminal, $0.baseAddress, $0.count) }
            if sent > 0 {
                rest = rest.dropFirst(sent)
            } else if errno == EAGAIN {
                var waiting = pollfd(fd: terminal, events: Int16(POLLOUT), revents: 0)
                guard clinux_ppoll(&waiting, 1, 1_000_000_000) > 0 else { return }
            } else if errno != EINTR {
                return
            }
        }
    }
}
