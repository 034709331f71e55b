// Whole modules are compiled with the first definition of sigset_t that they meet, which is in this one.
import CBrlAPI
import Glibc

/// Where Speech Dispatcher listens.
public struct DispatcherAddress: Sendable, Equatable {
    /// The path of its socket.
    public var path: String

    public init(path: String) { self.path = path }

    /// From the environment, as its own library finds it; nil where it says nothing or speaks of another kind of socket.
    /// - Parameters:
    ///   - address: SPEECHD_ADDRESS.
    ///   - runtime: XDG_RUNTIME_DIR.
    public init?(address: String?, runtime: String?) {
        if let address, !address.isEmpty {
            let parts = address.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.first == "unix_socket" else { return nil }
            if parts.count == 2, !parts[1].isEmpty {
                path = String(parts[1])
                return
            }
        }
        guard let runtime, runtime.hasPrefix("/") else { return nil }
        path = runtime + "/speech-dispatcher/speechd.sock"
    }

    /// A connection; -1 where nobody listens.
    func connect() -> Int32 {
        let descriptor = socket(
            AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
        guard descriptor >= 0 else { return -1 }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let octets = Array(path.utf8)
        let fits = withUnsafeMutableBytes(of: &address.sun_path) { place in
            guard octets.count < place.count else { return false }
            place.copyBytes(from: octets)
            return true
        }
        let length = socklen_t(MemoryLayout<sockaddr_un>.size)
        let result =
            fits
            ? withUnsafePointer(to: &address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { Glibc.connect(descriptor, $0, length) }
            } : -1
        if result == 0 { return descriptor }
        close(descriptor)
        return -1
    }
}

/// Starts Speech Dispatcher where its user lets programs do so, as its own library does.
struct DispatcherStart {
    private var child: pid_t = 0

    init?(_ address: DispatcherAddress) {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        for output in Int32(1)...2 { posix_spawn_file_actions_addopen(&actions, output, "/dev/null", O_WRONLY, 0) }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // It outlives the terminal's signals, and hears its own.
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP))
        let arguments = [
            "speech-dispatcher", "--spawn", "--communication-method", "unix_socket", "--socket-path", address.path,
        ]
        var vector: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        defer { for argument in vector { free(argument) } }
        guard posix_spawnp(&child, "speech-dispatcher", &actions, &attributes, &vector, environ) == 0 else {
            return nil
        }
    }

    /// Whether what was started has gone into the background, or given up.
    func isOver() -> Bool { waitpid(child, nil, WNOHANG) != 0 }

    /// Takes too long: no more is expected of it.
    func giveUp() {
        kill(child, SIGKILL)
        while waitpid(child, nil, 0) < 0, errno == EINTR {}
    }
}
