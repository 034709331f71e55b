import CLinux
import Foundation
import Glibc

/// The real BRLTTY with its "virtual" display, which is a connection: what would stand on the cells comes as lines of text.
/// No terminal and no hardware are needed; what the screen would show is one fixed text.
final class VirtualBraille {
    static let screen = "lecran lu par brltty"

    let host: String
    private let process = Process()
    private let folder: String
    private var display: Int32 = -1
    private let cells: Int
    private let displayPort: UInt16
    private var pending = ""

    /// - Parameters:
    ///   - host: the place of an earlier server to come back to; nil: a free port.
    ///   - isPluggedIn: false: BRLTTY waits for its display until `plugIn`.
    init?(cells: Int, host: String? = nil, isPluggedIn: Bool = true) {
        var template = Array("/tmp/clairvoix-braille-XXXXXX".utf8CString)
        guard let made = mkdtemp(&template), let displayPort = Self.freePort(), let apiPort = Self.freePort() else {
            return nil
        }
        folder = String(cString: made)
        self.cells = cells
        self.displayPort = displayPort
        // BrlAPI's "host:n" is port 4101 + n.
        self.host = host ?? "127.0.0.1:\(apiPort - 4_101)"
        process.executableURL = URL(filePath: "/usr/bin/brltty")
        process.arguments = [
            "-n", "-q", "-f", "/dev/null", "-P", folder + "/pid", "-U", folder, "-W", folder, "-b", "vr",
            "-d", "server:127.0.0.1:\(displayPort)", "-x", "no", "-X", "message=" + Self.screen, "-s", "no",
            "-A", "Auth=none,Host=" + self.host, "-e", "-l", "emergency",
        ]
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil, !isPluggedIn || plugIn() else { return nil }
    }

    /// Connects the display. False where BRLTTY does not take it.
    func plugIn() -> Bool {
        for _ in 0..<200 where display < 0 {
            display = Self.connect(displayPort)
            if display < 0 { poll(nil, 0, 50) }
        }
        let size = Array("cells \(cells)\n".utf8)
        return display >= 0 && write(display, size, size.count) == size.count
    }

    deinit {
        if display >= 0 { close(display) }
        // Not by SIGTERM: a child of this thread may have it blocked.
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Whether BRLTTY reads the screen: it takes the display's "home" key and shows where that leads. It looks at a screen that does
    /// not change only then.
    func readsScreen() -> Bool {
        for _ in 0..<100 {
            let key = Array("home\n".utf8)
            _ = write(display, key, key.count)
            if next(milliseconds: 100) == Self.screen { return true }
        }
        return false
    }

    /// The next text on the cells, without the blanks at its end; nil where none comes in time.
    func next(milliseconds: Int64 = 10_000) -> String? {
        while true {
            while let end = pending.firstIndex(of: "\n") {
                let line = String(pending[..<end])
                pending = String(pending[pending.index(after: end)...])
                guard line.hasPrefix("Visual \""), line.hasSuffix("\"") else { continue }
                return String(line.dropFirst(8).dropLast()).trimmingEnd()
            }
            var waiting = pollfd(fd: display, events: Int16(POLLIN), revents: 0)
            guard clinux_ppoll(&waiting, 1, milliseconds * 1_000_000) > 0 else { return nil }
            var bytes = [UInt8](repeating: 0, count: 4_096)
            let count = read(display, &bytes, bytes.count)
            guard count > 0 else { return nil }
            pending += String(decoding: bytes[..<count], as: UTF8.self)
        }
    }

    /// Waits for a text on the cells; false where it does not come.
    func shows(_ text: String) -> Bool {
        while let shown = next() { if shown == text { return true } }
        return false
    }

    private static func address(_ port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }

    private static func freePort() -> UInt16? {
        let probe = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(probe) }
        var place = address(0)
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &place) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(probe, $0, size) == 0 && getsockname(probe, $0, &size) == 0
            }
        }
        let port = UInt16(bigEndian: place.sin_port)
        return isBound && port > 4_101 ? port : nil
    }

    private static func connect(_ port: UInt16) -> Int32 {
        let made = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var place = address(port)
        let isConnected = withUnsafePointer(to: &place) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(made, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        if isConnected { return made }
        close(made)
        return -1
    }
}
