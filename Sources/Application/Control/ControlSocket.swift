import Glibc

/// The place of the control socket, and its address.
enum ControlSocket {
    /// `$XDG_RUNTIME_DIR/clairvoix/control.sock`; nil where there is no such folder.
    static func path(folder: String?) -> String? {
        guard let folder, folder.hasPrefix("/") else { return nil }
        return folder + "/clairvoix/control.sock"
    }

    /// Calls with the address of a path; nil where the path is too long for one.
    static func withAddress<Result>(_ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result? {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let octets = Array(path.utf8)
        let fits = withUnsafeMutableBytes(of: &address.sun_path) { place in
            guard octets.count < place.count else { return false }
            place.copyBytes(from: octets)
            return true
        }
        guard fits else { return nil }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }

    static func open() -> Int32 {
        socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    }

    /// The path where a softphone listens; nil where none runs.
    static func served(folder: String?) -> String? {
        guard let path = path(folder: folder), let connection = connect(path) else { return nil }
        close(connection)
        return path
    }

    /// A connection to the socket at a path; nil where nobody listens.
    static func connect(_ path: String) -> Int32? {
        let made = open()
        guard made >= 0 else { return nil }
        guard withAddress(path, { Glibc.connect(made, $0, $1) }) == 0 else {
            close(made)
            return nil
        }
        return made
    }
}
