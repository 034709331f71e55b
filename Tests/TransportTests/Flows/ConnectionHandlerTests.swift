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
    }

    private let message = Array("SIP/2.0 200 OK\r\nContent-Length: 2\r\n\r\nok".utf8)

    private func connect(isAccepted: Bool) throws -> (EmbeddedChannel, Seen) {
        let seen = Seen()
        let handler = ConnectionHandler(
            isAccepted: isAccepted, onActive: { _ in seen.isActive = true },
            onReceived: {
                switch $0 {
                case .message(let bytes): seen.messages.append(bytes)
                case .pong: seen.pongs += 1
                }
            })
        let channel = EmbeddedChannel()
        try channel.pipeline.syncOperations.addHandler(handler)
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 5_060)).wait()
        return (channel, seen)
    }

    @Test func aSilentPeerIsCutOffInTime() throws {
        let (channel, seen) = try connect(isAccepted: true)
        #expect(seen.isActive)
        channel.embeddedEventLoop.advanceTime(by: .seconds(Transport.Limits.firstMessageSeconds) - .milliseconds(1))
        #expect(channel.isActive)
        try channel.writeInbound(ByteBuffer(bytes: message.dropLast()))
        channel.embeddedEventLoop.advanceTime(by: .milliseconds(1))
        #expect(!channel.isActive)
    }

    @Test(arguments: [true, false]) func aPeerThatSpokeAndOurOwnPeerMayBeSilent(isAccepted: Bool) throws {
        let (channel, seen) = try connect(isAccepted: isAccepted)
        if isAccepted { try channel.writeInbound(ByteBuffer(bytes: message)) }
        channel.embeddedEventLoop.advanceTime(by: .hours(10))
        #expect(channel.isActive && seen.messages == (isAccepted ? [message] : []))
        _ = try channel.finish()
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
