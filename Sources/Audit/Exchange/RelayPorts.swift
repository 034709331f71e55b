import CLinux
import Glibc

/// Two sockets of 127.0.0.1, RTP on an even port and RTCP on the next one (RFC 3550 §11).
final class RelayPorts: Sendable {
    let sound: Int32
    let control: Int32
    let port: UInt16

    /// nil where no pair is free.
    static func open() -> RelayPorts? {
        for _ in 0..<Limits.relayAttempts {
            var port: UInt16 = 0
            let first = clinux_udp_bind(Exchange.host, 0, &port)
            guard first >= 0 else { return nil }
            var other: UInt16 = 0
            let second = port < .max ? clinux_udp_bind(Exchange.host, port ^ 1, &other) : -1
            guard second >= 0 else {
                close(first)
                continue
            }
            let isEven = port % 2 == 0
            return RelayPorts(
                sound: isEven ? first : second, control: isEven ? second : first, port: isEven ? port : other)
        }
        return nil
    }

    private init(sound: Int32, control: Int32, port: UInt16) {
        self.sound = sound
        self.control = control
        self.port = port
    }

    deinit {
        close(sound)
        close(control)
    }
}
