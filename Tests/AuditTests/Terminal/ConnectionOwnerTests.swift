import CLinux
import Glibc
import Testing

@testable import Audit

struct ConnectionOwnerTests {
    @Test("A connection of our own is ours; what is no connection is nobody's")
    func owner() throws {
        let listener = clinux_tcp_bind("127.0.0.1", 0)
        try #require(listener >= 0)
        defer { close(listener) }
        #expect(listen(listener, 1) == 0)
        let port = try #require(SpeakingReader.port(of: listener))
        let client = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(client) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let connected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(client, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        #expect(connected == 0)
        var waiting = pollfd(fd: listener, events: Int16(POLLIN), revents: 0)
        #expect(clinux_ppoll(&waiting, 1, 5_000_000_000) == 1)
        let connection = accept(listener, nil, nil)
        try #require(connection >= 0)
        defer { close(connection) }
        #expect(ConnectionOwner.user(of: connection) == geteuid())
        #expect(ConnectionOwner.user(of: listener) == nil)
    }
}
