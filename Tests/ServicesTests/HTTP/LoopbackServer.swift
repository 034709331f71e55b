import Foundation
import Glibc
import Synchronization

/// Takes connections on a port of its own and answers each with what it is told: octets, whatever they are, and then the end.
final class LoopbackServer: Sendable {
    let port: UInt16
    private let listener: Int32
    private let seen = Mutex<[[UInt8]]>([])

    /// - Parameter answer: the octets for the request that came.
    init(answer: @escaping @Sendable ([UInt8]) -> [UInt8]) throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var place = sockaddr_in()
        place.sin_family = sa_family_t(AF_INET)
        place.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isOpen = withUnsafeMutablePointer(to: &place) { place in
            place.withMemoryRebound(to: sockaddr.self, capacity: 1) { place in
                bind(listener, place, length) == 0 && listen(listener, 8) == 0
                    && getsockname(listener, place, &length) == 0
            }
        }
        guard isOpen else { throw POSIXError(.EADDRNOTAVAIL) }
        self.listener = listener
        port = UInt16(bigEndian: place.sin_port)
        Thread.detachNewThread { [weak self] in
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else { return }
                let request = Self.request(connection)
                self?.seen.withLock { $0.append(request) }
                let octets = answer(request)
                var sent = 0
                while sent < octets.count {
                    let count = octets[sent...].withUnsafeBytes {
                        send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                    }
                    guard count > 0 else { break }
                    sent += count
                }
                shutdown(connection, Int32(SHUT_WR))
                close(connection)
            }
        }
    }

    deinit { stop() }

    /// The requests that came, as they came.
    var requests: [String] { seen.withLock { $0.map { String(decoding: $0, as: UTF8.self) } } }

    func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

    /// The head, and as much of a body as it announces.
    private static func request(_ connection: Int32) -> [UInt8] {
        var octets: [UInt8] = []
        var room = [UInt8](repeating: 0, count: 65_536)
        while true {
            // A TLS handshake (RFC 8446 §5.1) is no request of ours.
            if octets.first == 0x16 { return octets }
            let text = String(decoding: octets, as: UTF8.self)
            if let end = text.range(of: "\r\n\r\n") {
                let head = text[..<end.lowerBound].lowercased()
                let length = head.split(separator: "\r\n").first { $0.hasPrefix("content-length:") }
                let announced = length.flatMap { Int($0.dropFirst(15).trimmingCharacters(in: .whitespaces)) } ?? 0
                if text[end.upperBound...].utf8.count >= announced { return octets }
            }
            let count = recv(connection, &room, room.count, 0)
            guard count > 0 else { return octets }
            octets += room[..<count]
        }
    }
}
