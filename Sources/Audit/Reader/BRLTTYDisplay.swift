import CLinux
import Configuration
import Glibc
import Scenarios
import Time

/// The real BRLTTY with a braille display made of software, and the screen of this scenario before it.
///
/// BRLTTY reads the image of a terminal that GNU Screen leaves in shared memory (its screen driver "sc"), and presses keys by running
/// `screen -X stuff`: the image is written here, and what it would stuff goes to the program's terminal. Its display is the driver
/// "vr", which takes commands and tells its cells in lines of text.
final class BRLTTYDisplay {
    /// What GNU Screen's image may take at most: columns, rows, cursor, then the characters and their colours, an octet each.
    private static let imageOctets = 18_000
    private static let colour: UInt8 = 7
    private static let paths = ["/usr/bin/brltty", "/usr/sbin/brltty", "/bin/brltty", "/sbin/brltty"]
    private static let driver = "/lib/brltty/libbrlttyxsc.so"

    private let process: PseudoTerminal
    private let memory: Int32
    private let image: UnsafeMutableRawPointer
    /// A pipe with a name: the keys that BRLTTY presses.
    private let keys: Int32
    private let display: Int32
    private var pending: [UInt8] = []
    private var written: ScreenImage?
    /// The text of the cells.
    private(set) var shown = ""

    /// - Parameter folder: private to this display, and empty; BRLTTY finds the image by it.
    init(folder: String, cells: Int) throws(Stop) {
        guard let path = Self.paths.first(where: { access($0, X_OK) == 0 }), access(Self.driver, R_OK) == 0 else {
            throw Stop.obstacle(
                .untested,
                Bilingual("BRLTTY n'est pas installé sur ce poste", "BRLTTY is not installed on this computer"))
        }
        // BRLTTY asks for every right of the owner's.
        let key = ftok(folder, Int32(UInt8(ascii: "b")))
        memory = Self.sharedMemory(key)
        guard memory >= 0, let address = shmat(memory, nil, 0), Int(bitPattern: address) != -1 else {
            if memory >= 0 { shmctl(memory, IPC_RMID, nil) }
            throw Stage.cannotWrite(folder)
        }
        image = address
        let pipe = folder + "/keys"
        let script = "#!/bin/sh\nprintf %s \"$5\" >'\(pipe)'\n"
        guard mkfifo(pipe, 0o600) == 0, WholeFile.write(script, to: folder + "/screen", mode: 0o700) else {
            Self.release(memory, address)
            throw Stage.cannotWrite(folder)
        }
        keys = open(pipe, O_RDWR | O_NONBLOCK | O_CLOEXEC)
        guard keys >= 0 else {
            Self.release(memory, address)
            throw Stage.cannotWrite(pipe)
        }
        do throws(Stop) { (process, display) = try Self.start(path, folder: folder) } catch {
            close(keys)
            Self.release(memory, address)
            throw error
        }
        command("cells \(cells)")
    }

    deinit { end() }

    private var isOver = false

    func end() {
        guard !isOver else { return }
        isOver = true
        close(display)
        process.end()
        close(keys)
        Self.release(memory, image)
    }

    /// Made anew; one of that name that nobody uses was left by an audit that was killed.
    private static func sharedMemory(_ key: key_t) -> Int32 {
        let made = shmget(key, imageOctets, IPC_CREAT | IPC_EXCL | 0o700)
        guard made < 0, errno == EEXIST else { return made }
        let old = shmget(key, 0, 0)
        var status = shmid_ds()
        guard old >= 0, shmctl(old, IPC_STAT, &status) == 0, status.shm_nattch == 0, status.shm_perm.uid == geteuid(),
            shmctl(old, IPC_RMID, nil) == 0
        else { return -1 }
        return shmget(key, imageOctets, IPC_CREAT | IPC_EXCL | 0o700)
    }

    private static func release(_ memory: Int32, _ image: UnsafeMutableRawPointer) {
        shmdt(image)
        shmctl(memory, IPC_RMID, nil)
    }

    /// BRLTTY, and the connection of its display, waited for.
    private static func start(_ path: String, folder: String) throws(Stop) -> (PseudoTerminal, Int32) {
        let listener = clinux_tcp_bind("127.0.0.1", 0)
        guard listener >= 0 else { throw Stage.cannotWrite("127.0.0.1") }
        defer { close(listener) }
        guard listen(listener, 1) == 0, let port = SpeakingReader.port(of: listener) else {
            throw Stage.cannotWrite("127.0.0.1")
        }
        let process = try PseudoTerminal(
            program: path,
            arguments: [
                "-n", "-q", "-e", "-l", "error", "-f", "/dev/null", "-P", folder + "/pid", "-p",
                folder + "/preferences",
                "-U", folder, "-W", folder, "-b", "vr", "-d", "client:127.0.0.1:\(port)", "-s", "no", "-t", "fr-2007",
                "-x", "sc", "-z", "path=\(folder):/usr/bin:/bin", "-N",
            ],
            // In the C locale it takes an octet of the image for Latin-1.
            environment: ["LC_ALL": "C", "PATH": "/usr/bin:/bin", "HOME": folder], columns: 80, rows: 25)
        guard let connection = connection(to: listener) else {
            process.end()
            try Interruption.stop()
            throw Stop.obstacle(.cantTell, Bilingual("BRLTTY ne démarre pas", "BRLTTY does not start"))
        }
        return (process, connection)
    }

    /// The first of this user's; nil where none comes in time.
    private static func connection(to listener: Int32) -> Int32? {
        let begun = Instant.now
        while begun.duration(to: .now) < Stage.patience, !Interruption.isAsked {
            var request = pollfd(fd: listener, events: Int16(POLLIN), revents: 0)
            guard clinux_ppoll(&request, 1, 100_000_000) > 0 else { continue }
            let connection = accept(listener, nil, nil)
            guard connection >= 0 else { continue }
            _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
            if ConnectionOwner.user(of: connection) == geteuid() { return connection }
            close(connection)
        }
        return nil
    }

    /// A command of its keys by BRLTTY's name, such as "route 1" or "lndn".
    func command(_ text: String) {
        let octets = Array((text + "\n").utf8)
        _ = clinux_tcp_write(display, octets, octets.count)
    }

    /// Shows it the screen and takes what it shows; to be called often.
    /// - Returns: the keys that it presses.
    func serve(_ screen: ScreenImage, columns: Int) -> [UInt8] {
        if screen != written { write(screen, columns: columns) }
        written = screen
        _ = process.read(upTo: .zero)
        var request = pollfd(fd: display, events: Int16(POLLIN), revents: 0)
        var chunk = [UInt8](repeating: 0, count: 4_096)
        if poll(&request, 1, 0) > 0 {
            let count = clinux_tcp_read(display, &chunk, chunk.count)
            if count > 0 { take(chunk[..<count]) }
        }
        let count = read(keys, &chunk, 64)
        return count > 0 ? Array(chunk[..<count]) : []
    }

    private func write(_ screen: ScreenImage, columns: Int) {
        let columns = min(columns, 255)
        let rows = min(screen.lines.count, 255, (Self.imageOctets - 6) / max(2 * columns, 1))
        var text: [UInt8] = []
        for line in screen.lines.prefix(rows) {
            let octets = line.prefix(columns).map { character -> UInt8 in
                let scalar = character.unicodeScalars.first?.value ?? 0x3F
                return scalar < 256 ? UInt8(scalar) : 0x3F
            }
            text += octets + [UInt8](repeating: 0x20, count: columns - octets.count)
        }
        let head = [columns, rows, min(screen.cursor.column, columns - 1), min(screen.cursor.row, rows - 1)]
        let octets =
            head.map { UInt8(clamping: $0) } + text + [UInt8](repeating: Self.colour, count: text.count) + [0, 0]
        image.copyMemory(from: octets, byteCount: min(octets.count, Self.imageOctets))
    }

    /// Lines such as `Visual "Incoming Dupont"`.
    private func take(_ octets: ArraySlice<UInt8>) {
        pending += octets
        while let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
            let line = String(decoding: pending[..<end], as: UTF8.self)
            pending.removeFirst(end + 1)
            let name = "Visual \""
            guard line.hasPrefix(name) else { continue }
            shown = String(line.dropFirst(name.count).prefix { $0 != "\r" }.dropLast())
        }
        if pending.count > Limits.speechLineOctets { pending = [] }
    }
}
