import NIOCore
import NIOEmbedded
import Testing

@testable import Transport

/// The connection's octets in virtual time, without a socket.
@Suite struct ConnectionHandlerTests {
    private final class Seen {
        var messages: [[UInt8]] = []
        var pongs = 0
        var isActive = false
        /// What the budget says to each message, in order; then all are taken at once.
        var waits: [Duration] = []
        /// How often the channel was asked to read.
        var reads = 0
    }

    /// Stands where the socket is.
    private final class ReadCounter: ChannelOutboundHandler {
        typealias OutboundIn = ByteBuffer
        private let seen: Seen

        init(_ seen: Seen) { self.seen = seen }

        func read(context: ChannelHandlerContext) { seen.reads += 1 }
    }

    private let message = Array("SIP/2.0 200 OK\r\nContent-Length: 2\r\n\r\nok".utf8)

    private func connect(isAccepted: Bool, isNamed: Bool = false) throws -> (EmbeddedChannel, Seen) {
        let seen = Seen()
        let terms = ConnectionHandler.Terms(
            reserve: { seen.waits.isEmpty ? .zero : seen.waits.removeFirst() }, isNamed: { isNamed })
        let handler = ConnectionHandler(
            terms: isAccepted ? terms : nil, onActive: { _ in seen.isActive = true },
            onReceived: {
                switch $0 {
                case .message(let bytes): seen.messages.append(bytes)
                case .pong: seen.pongs += 1
                }
            })
        let channel = EmbeddedChannel()
        try channel.pipeline.syncOperations.addHandlers([ReadCounter(seen), handler])
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 5_060)).wait()
        return (channel, seen)
    }

    @Test func aSilentPeerIsCutOffInTime() throws {
        let (channel, seen) = try connect(isAccepted: true)
        #expect(seen.isActive)
        channel.embeddedEventLoop.advanceTime(by: .seconds(Transport.Limits.firstMessageSeconds) - .milliseconds(1))
        #expect(channel.isActive)
        try channel.writeInbound(ByteBuffer(bytes: Array("\r\n\r\n".utf8) + message.dropLast()))
        channel.embeddedEventLoop.advanceTime(by: .milliseconds(1))
        #expect(!channel.isActive)
    }

    @Test(arguments: [true, false]) func aNamedPeerThatSpokeAndOurOwnPeerMayBeSilent(isAccepted: Bool) throws {
        let (channel, seen) = try connect(isAccepted: isAccepted, isNamed: true)
        if isAccepted { try channel.writeInbound(ByteBuffer(bytes: message)) }
        channel.embeddedEventLoop.advanceTime(by: .hours(10))
        #expect(channel.isActive && seen.messages == (isAccepted ? [message] : []))
        _ = try channel.finish()
    }

    @Test func aStrangerThatSpokeMayBeSilentForALongTimeAndAPingIsASignOfLife() throws {
        let (channel, _) = try connect(isAccepted: true)
        let long = TimeAmount.seconds(Transport.Limits.strangerSilenceSeconds) - .milliseconds(1)
        try channel.writeInbound(ByteBuffer(bytes: message))
        channel.embeddedEventLoop.advanceTime(by: long)
        try channel.writeInbound(ByteBuffer(bytes: Array("\r\n\r\n".utf8)))
        channel.embeddedEventLoop.advanceTime(by: long)
        #expect(channel.isActive)
        channel.embeddedEventLoop.advanceTime(by: .milliseconds(1))
        #expect(!channel.isActive)
    }

    @Test func whereTheBudgetIsSpentTheConnectionIsNotReadAndNothingIsLost() throws {
        let (channel, seen) = try connect(isAccepted: true)
        seen.waits = [.zero, .milliseconds(5), .zero, .milliseconds(5)]
        try channel.writeInbound(ByteBuffer(bytes: message + message + message + message + message))
        channel.read()
        #expect(seen.messages.count == 1 && seen.reads == 0)
        // A peer that hangs up meanwhile is read by NIO all the same.
        try channel.writeInbound(ByteBuffer(bytes: message))
        channel.embeddedEventLoop.advanceTime(by: .milliseconds(4))
        #expect(seen.messages.count == 1)
        channel.embeddedEventLoop.advanceTime(by: .milliseconds(1))
        #expect(seen.messages.count == 3 && seen.reads == 0)
        channel.embeddedEventLoop.advanceTime(by: .milliseconds(5))
        #expect(seen.messages == Array(repeating: message, count: 6) && seen.reads == 1)
        channel.read()
        #expect(seen.reads == 2)
        _ = try channel.finish()
    }

    @Test(arguments: ["\r\n\r\n", "SIP/2.0 2"]) func octetsWithoutAMessageCostAsMuchAsOne(text: String) throws {
        let (channel, seen) = try connect(isAccepted: true)
        seen.waits = [.zero, .milliseconds(5)]
        for left in [1, 0] {
            try channel.writeInbound(ByteBuffer(bytes: Array(text.utf8)))
            channel.read()
            #expect(seen.waits.count == left && seen.reads == 1)
        }
        channel.embeddedEventLoop.advanceTime(by: .milliseconds(5))
        #expect(seen.reads == 2)
        _ = try channel.finish()
    }

    @Test func aConnectionThatEndsWhileItWaitsHandsNothingOn() throws {
        let (channel, seen) = try connect(isAccepted: true)
        seen.waits = [.milliseconds(5)]
        try channel.writeInbound(ByteBuffer(bytes: message))
        _ = try channel.finish()
        channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        #expect(seen.messages.isEmpty)
    }

    @Test func aPeerThatHangsUpWithTooMuchUnreadIsClosed() throws {
        let (channel, seen) = try connect(isAccepted: true)
        seen.waits = [.milliseconds(5)]
        for _ in 0..<20_000 { try channel.writeInbound(ByteBuffer(bytes: message)) }
        channel.embeddedEventLoop.advanceTime(by: .milliseconds(5))
        #expect(!channel.isActive && seen.messages.count == 1)
    }

    @Test func everyOctetMayComeAlone() throws {
        let (channel, seen) = try connect(isAccepted: true)
        for octet in message + message + [13, 10] { try channel.writeInbound(ByteBuffer(bytes: [octet])) }
        #expect(seen.messages == [message, message])
        _ = try channel.finish()
    }

    @Test(arguments: [(1, 1), (4, 4), (50, 4)]) func pingsAreAnsweredWithinBounds(pings: Int, pongs: Int) throws {
        let (channel, _) = try connect(isAccepted: true)
        let octets = (0..<pings).flatMap { _ in Array("\r\n\r\n".utf8) }
        try channel.writeInbound(ByteBuffer(bytes: octets))
        let answer = try channel.readOutbound(as: ByteBuffer.self)
        #expect(answer?.readableBytes == pongs * 2)
        #expect(try channel.readOutbound(as: ByteBuffer.self) == nil)
        _ = try channel.finish()
    }

    @Test func theAnswerToOurPingIsToldOnce() throws {
        let (channel, seen) = try connect(isAccepted: false)
        try channel.pipeline.syncOperations.handler(type: ConnectionHandler.self).pingSent()
        try channel.writeInbound(ByteBuffer(bytes: [13]))
        #expect(seen.pongs == 0)
        try channel.writeInbound(ByteBuffer(bytes: [10]))
        try channel.writeInbound(ByteBuffer(bytes: message))
        #expect(seen.pongs == 1 && seen.messages == [message])
        _ = try channel.finish()
    }

    @Test(arguments: [
        "GET / HTTP/1.1\r\n\r\n", "SIP/2.0 200 OK\r\nContent-Length: 99999999999\r\n\r\n",
        String(repeating: "x", count: 100_000),
    ])
    func whatCannotBeFramedEndsTheConnection(text: String) throws {
        let (channel, seen) = try connect(isAccepted: true)
        try channel.writeInbound(ByteBuffer(bytes: Array(text.utf8)))
        #expect(!channel.isActive && seen.messages.isEmpty)
    }
}
