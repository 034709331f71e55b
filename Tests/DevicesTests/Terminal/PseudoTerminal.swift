import CLinux
import Glibc

/// A pseudo-terminal: the program's side is `program`, the test reads and types on `user`.
final class PseudoTerminal {
    let user: Int32
    let program: Int32

    init?(columns: Int, rows: Int) {
        var user: Int32 = -1
        var program: Int32 = -1
        var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        guard openpty(&user, &program, nil, nil, &size) == 0 else { return nil }
        self.user = user
        self.program = program
    }

    deinit {
        close(user)
        close(program)
    }

    func resize(columns: Int, rows: Int) {
        var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(user, UInt(TIOCSWINSZ), &size)
    }

    func type(_ bytes: String) { _ = write(user, bytes, bytes.utf8.count) }

    /// What the program wrote since: the pseudo-terminal hands bytes over within the write itself.
    func written() -> [UInt8] {
        var all: [UInt8] = []
        while true {
            var waiting = pollfd(fd: user, events: Int16(POLLIN), revents: 0)
            guard clinux_ppoll(&waiting, 1, 20_000_000) > 0 else { return all }
            var bytes = [UInt8](repeating: 0, count: 65_536)
            let count = read(user, &bytes, bytes.count)
            guard count > 0 else { return all }
            all += bytes[..<count]
        }
    }
}
