import CallEngine
import NIOCore
import SIP

/// One TCP connection that carries SIP: ours to a peer, or a peer's to us. Confined to the loop.
final class Connection {
    let flow: FlowID
    let channel: any Channel
    let local: TransportAddress
    let remote: TransportAddress
    private let handler: ConnectionHandler
    private var unsentOctets = 0

    init(
        flow: FlowID, channel: any Channel, handler: ConnectionHandler, local: TransportAddress,
        remote: TransportAddress
    ) {
        self.flow = flow
        self.channel = channel
        self.handler = handler
        self.local = local
        self.remote = remote
    }

    /// Writes one message. A peer that takes nothing, or a failing write, closes the connection.
    func send(_ bytes: [UInt8]) {
        guard unsentOctets + bytes.count <= Limits.unsentOctets else {
            close()
            return
        }
        unsentOctets += bytes.count
        channel.writeAndFlush(channel.allocator.buffer(bytes: bytes)).assumeIsolated().whenComplete { result in
            self.unsentOctets -= bytes.count
            if case .failure = result { self.close() }
        }
    }

    /// RFC 5626 §3.5.1: a double CRLF between two messages.
    func ping() {
        handler.pingSent()
        send([13, 10, 13, 10])
    }

    /// When the peer last gave a sign of life.
    var heardAt: NIODeadline { handler.heardAt }

    func close() {
        channel.close(promise: nil)
    }
}
