import Glibc

/// Whose the other end of a connection within this computer is: anybody here may connect to a port of 127.0.0.1.
enum ConnectionOwner {
    /// nil where it is not known (proc_pid_net(5), /proc/net/tcp).
    static func user(of connection: Int32) -> uid_t? {
        guard let own = port(of: connection, getsockname), let other = port(of: connection, getpeername) else {
            return nil
        }
        // The kernel hands the table over in pieces, and what comes and goes between two of them hides others.
        for _ in 0..<Limits.tableReads {
            if let user = user(from: other, to: own) { return user }
            usleep(2_000)
        }
        return nil
    }

    private static func user(from other: UInt16, to own: UInt16) -> uid_t? {
        let table = String(decoding: ProcFile.octets("/proc/net/tcp", atMost: Limits.tableOctets), as: UTF8.self)
        for line in table.split(separator: "\n").dropFirst() {
            let fields = line.split(separator: " ")
            guard fields.count > 7, port(fields[1]) == other, port(fields[2]) == own else { continue }
            return uid_t(fields[7])
        }
        return nil
    }

    /// Of an address such as 0100007F:1F90.
    private static func port(_ address: Substring) -> UInt16? {
        address.split(separator: ":").last.flatMap { UInt16($0, radix: 16) }
    }

    private static func port(
        of connection: Int32,
        _ name: (Int32, UnsafeMutablePointer<sockaddr>?, UnsafeMutablePointer<socklen_t>?) -> Int32
    ) -> UInt16? {
        var address = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { name(connection, $0, &length) }
        }
        return result == 0 ? UInt16(bigEndian: address.sin_port) : nil
    }
}
