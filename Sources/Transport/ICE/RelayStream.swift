import CLinux
import Glibc
import Media

/// A TCP connection to a relay (RFC 8656 §2.1) that nobody waits for. Confined to the media loop.
final class RelayStream {
    private let clock: MediaClock
    private let mark: Int
    private(set) var descriptor: Int32
    private var reader = TURNStreamReader()
    private var writer = TURNStreamWriter()
    private var awaitsRoom = true

    /// Begins to connect from this address of ours.
    init(to server: MediaAddress, from host: String, clock: MediaClock, mark: Int) {
        self.clock = clock
        self.mark = mark
        var endpoint = clinux_endpoint(server)
        descriptor = clinux_tcp_connect(host, &endpoint, Limits.relayUnsentOctets)
        guard !isOver else { return }
        _ = clinux_mark_expedited(descriptor)
        listen(true)
    }

    deinit { hangUp() }

    /// It could not be made, was lost, or says what is no TURN.
    var isOver: Bool { descriptor < 0 }

    private func hangUp() {
        if !isOver { close(descriptor) }
        descriptor = -1
    }

    /// Whether what comes, and room for what waits, wake the loop.
    func listen(_ listens: Bool) {
        guard !isOver else { return }
        guard listens else { return clock.remove(descriptor) }
        if clock.add(descriptor, mark: mark) {
            clock.awaitRoom(awaitsRoom, on: descriptor, mark: mark)
        } else {
            hangUp()
        }
    }

    /// Writes a frame as soon as the network takes it; sound that would come too late is dropped.
    func send(_ frame: UnsafeBufferPointer<UInt8>, isMedia: Bool) {
        guard !isOver else { return }
        guard writer.append(frame, isMedia: isMedia) else { return hangUp() }
        flush()
    }

    private func flush() {
        guard !isOver else { return }
        if !writer.isEmpty {
            var isLost = false
            let descriptor = descriptor
            writer.write { octets in
                let count = clinux_tcp_write(descriptor, octets.baseAddress, octets.count)
                isLost = count < 0
                return count
            }
            guard !isLost else { return hangUp() }
        }
        guard awaitsRoom == writer.isEmpty else { return }
        awaitsRoom = !writer.isEmpty
        clock.awaitRoom(awaitsRoom, on: descriptor, mark: mark)
    }

    /// Something came, there is room, or it is over.
    func wake() {
        flush()
        guard !isOver else { return }
        let descriptor = descriptor
        if reader.fill({ clinux_tcp_read(descriptor, $0.baseAddress, $0.count) }) < 0 { hangUp() }
    }

    /// Takes the next frame of what came; nil: the rest is still to come.
    func take(into storage: UnsafeMutableBufferPointer<UInt8>) -> Int? {
        guard !isOver else { return nil }
        switch reader.next(into: storage) {
        case .frame(let count): return count
        case .more: return nil
        case .broken:
            hangUp()
            return nil
        }
    }
}
