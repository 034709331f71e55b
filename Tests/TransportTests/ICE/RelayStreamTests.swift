import CLinux
import CallEngine
import Glibc
import Media
import Testing
import Time

@testable import Transport

extension MediaClock {
    /// Nothing wakes it within 50 ms.
    fileprivate var isQuiet: Bool {
        var found = [UInt64](repeating: 0, count: 8)
        return wait(milliseconds: 50, into: &found) == 0
    }
}

/// The TCP connection to a relay: nobody waits for it, whatever its other end does.
@Suite struct RelayStreamTests {
    /// A port of this computer that takes one connection and reads only when it is told to.
    private final class SlowServer {
        private let listener: Int32
        private var connection: Int32 = -1
        let address: MediaAddress

        init() throws {
            // A port that is free for datagrams is likely to be so for connections.
            var (port, bound): (UInt16, Int32) = (0, -1)
            for _ in 0..<Limits.portAttempts where bound < 0 {
                close(clinux_udp_bind("127.0.0.1", 0, &port))
                bound = clinux_tcp_bind("127.0.0.1", port)
            }
            try #require(bound >= 0)
            // As large as lets segments grow, and small enough to be full soon.
            var room: Int32 = 65_536
            setsockopt(bound, SOL_SOCKET, SO_RCVBUF, &room, socklen_t(MemoryLayout<Int32>.size))
            listener = bound
            address = MediaAddress(ipv4: 0x7F00_0001, port: port)
        }

        deinit {
            stop()
            close(listener)
        }

        func listen() { _ = Glibc.listen(listener, 1) }

        func accept() -> Bool {
            var waited = pollfd(fd: listener, events: Int16(POLLIN), revents: 0)
            guard poll(&waited, 1, 5_000) == 1 else { return false }
            connection = Glibc.accept(listener, nil, nil)
            return connection >= 0
        }

        func write(_ octets: [UInt8]) { _ = Glibc.write(connection, octets, octets.count) }

        /// What came within this time.
        func read(milliseconds: Int32 = 200) -> [UInt8] {
            var octets = [UInt8](repeating: 0, count: 65_536)
            var waited = pollfd(fd: connection, events: Int16(POLLIN), revents: 0)
            guard poll(&waited, 1, milliseconds) == 1 else { return [] }
            let count = Glibc.read(connection, &octets, octets.count)
            return Array(octets.prefix(max(count, 0)))
        }

        func stop() {
            if connection >= 0 { close(connection) }
            connection = -1
        }
    }

    private let server: SlowServer
    private let clock: MediaClock

    init() throws {
        server = try SlowServer()
        let mailbox = try #require(MediaMailbox())
        clock = try #require(MediaClock(mailbox: mailbox))
    }

    /// Lets the stream have its turn when the kernel says so, until then.
    private func run(_ stream: RelayStream, until isReached: () -> Bool) -> Bool {
        var found = [UInt64](repeating: 0, count: 8)
        let end = Instant.now + .seconds(5)
        while !isReached() {
            guard Instant.now < end else { return false }
            let count = clock.wait(milliseconds: 50, into: &found)
            for mark in found.prefix(count) where clock.wake(of: mark) == .socket(5) { stream.wake() }
        }
        return true
    }

    private func connect() -> RelayStream {
        RelayStream(to: server.address, from: "127.0.0.1", clock: clock, mark: 5)
    }

    private static func frame(_ number: UInt8, _ count: Int) -> [UInt8] {
        [0x40, 1, UInt8(count >> 8), UInt8(count & 255)] + [UInt8](repeating: number, count: count)
    }

    private static func frames(in octets: [UInt8]) -> [[UInt8]]? {
        var reader = TURNStreamReader()
        var frames: [[UInt8]] = []
        var storage = [UInt8](repeating: 0, count: 2_048)
        var rest = octets[...]
        while !rest.isEmpty {
            let count = reader.fill { room in
                let count = min(room.count, rest.count)
                for (place, octet) in rest.prefix(count).enumerated() { room[place] = octet }
                return count
            }
            rest = rest.dropFirst(count)
            var turn = TURNStreamReader.Turn.frame(0)
            while turn != .more {
                turn = storage.withUnsafeMutableBufferPointer { reader.next(into: $0) }
                if case .frame(let length) = turn { frames.append(Array(storage[..<length])) }
                if turn == .broken { return nil }
            }
        }
        return frames
    }

    private static func send(_ frame: [UInt8], isMedia: Bool, by stream: RelayStream) {
        frame.withUnsafeBufferPointer { stream.send($0, isMedia: isMedia) }
    }

    /// A relay that floods the loop has its turn each tick and wakes it no more in between; what waits is written all the same.
    @Test func aStreamThatIsNotListenedToWakesNobody() throws {
        server.listen()
        let stream = connect()
        try #require(server.accept())
        #expect(run(stream) { clock.isQuiet })
        stream.listen(false)
        server.write(Self.frame(2, 4))
        var found = [UInt64](repeating: 0, count: 8)
        #expect(clock.wait(milliseconds: 100, into: &found) == 0)
        // More than the kernel takes at once: the rest waits for room.
        for number in 0..<20 { Self.send(Self.frame(UInt8(number), 600), isMedia: false, by: stream) }
        stream.listen(true)
        // Whoever has the place of a stream that was held is listened to already.
        stream.listen(true)
        #expect(!stream.isOver)
        var storage = [UInt8](repeating: 0, count: 2_048)
        var read: [UInt8] = []
        var taken = 0
        #expect(
            run(stream) {
                storage.withUnsafeMutableBufferPointer { while stream.take(into: $0) != nil { taken += 1 } }
                read += server.read(milliseconds: 0)
                return taken == 1 && read.count == 20 * 604
            })
    }

    /// What is written before there is a connection waits for it; what comes is cut into frames.
    @Test func framesGoBothWays() throws {
        server.listen()
        let stream = connect()
        Self.send(Self.frame(1, 5), isMedia: false, by: stream)
        try #require(server.accept())
        var read: [UInt8] = []
        #expect(
            run(stream) {
                read += server.read(milliseconds: 0)
                return read.count == 12
            })
        #expect(Self.frames(in: read) == [Self.frame(1, 5)])
        server.write(Self.frame(2, 4) + Self.frame(3, 8))
        var storage = [UInt8](repeating: 0, count: 2_048)
        var taken: [[UInt8]] = []
        #expect(
            run(stream) {
                storage.withUnsafeMutableBufferPointer { room in
                    while let count = stream.take(into: room) { taken.append(Array(room[..<count])) }
                }
                return taken.count == 2
            })
        #expect(taken == [Self.frame(2, 4), Self.frame(3, 8)])
        server.write([0x80, 0, 0, 0])
        #expect(
            run(stream) {
                _ = storage.withUnsafeMutableBufferPointer { stream.take(into: $0) }
                return stream.isOver
            })
    }

    /// Sound for ten minutes towards a relay that reads nothing: it is dropped, and a request comes after whole frames.
    @Test func aSlowRelayGetsLessSoundAndEveryRequest() throws {
        server.listen()
        let stream = connect()
        try #require(server.accept())
        for number in 0..<30_000 { Self.send(Self.frame(UInt8(number % 256), 172), isMedia: true, by: stream) }
        // A second of the sound of G.711 is 9,200.
        let waiting = clinux_tcp_unsent(stream.descriptor)
        #expect(waiting > 0 && waiting < 9_200, "\(waiting)")
        Self.send(Self.frame(0xEE, 80), isMedia: false, by: stream)
        #expect(!stream.isOver)
        var read: [UInt8] = []
        #expect(
            run(stream) {
                read += server.read(milliseconds: 10)
                return read.suffix(84) == Self.frame(0xEE, 80)[...]
            })
        let frames = try #require(Self.frames(in: read))
        #expect(frames.count < 15_000 && frames.last == Self.frame(0xEE, 80))
        #expect(frames.dropLast().allSatisfy { frame in frame == Self.frame(frame[4], 172) })
        #expect(frames.suffix(2).first == Self.frame(UInt8(29_999 % 256), 172), "what was said last is heard")
        // It has room again.
        Self.send(Self.frame(9, 172), isMedia: true, by: stream)
        #expect(run(stream) { server.read(milliseconds: 10) == Self.frame(9, 172) })
    }

    @Test func aRelayThatTakesNoRequestAnyMoreIsOver() throws {
        server.listen()
        let stream = connect()
        try #require(server.accept())
        for _ in 0..<100_000 where !stream.isOver { Self.send(Self.frame(1, 1_000), isMedia: false, by: stream) }
        #expect(stream.isOver)
    }

    @Test func aRelayThatRefusesOrHangsUpIsOver() throws {
        let refused = connect()
        Self.send(Self.frame(1, 4), isMedia: false, by: refused)
        #expect(run(refused) { refused.isOver })
        server.listen()
        let stream = connect()
        try #require(server.accept())
        server.stop()
        #expect(run(stream) { stream.isOver })
        Self.send(Self.frame(1, 4), isMedia: false, by: stream)
        // An address of the other family.
        let other = RelayStream(to: server.address, from: "::1", clock: clock, mark: 5)
        #expect(other.isOver)
    }

    /// Nobody listens: the description is made at once.
    @Test func aRefusedConnectionHoldsNoDescriptionUp() async throws {
        let bench = try MediaBench(tone: 440, heard: SoundLog())
        let relay = ICEServers.Relay(address: server.address, transport: .tcp, user: "a", password: "b")
        bench.loop.perform(
            .gather(
                MediaID(1), ICEServers(relay: relay),
                ICECredentials(fragment: "frag1", password: "a-password-of-22-or-more")))
        let began = Instant.now
        _ = try #require(await bench.open(1))
        #expect(Instant.now - began < ICELimits.gathering)
    }
}
