import NIOCore
import SIP

/// Cuts the octets of a TCP connection into messages (RFC 3261 §18.3), answers keep-alive pings (RFC 5626 §3.5.1), and
/// closes a connection that sends what cannot be framed: after that no boundary can be trusted.
///
/// A connection that a peer made is not read while its budget is spent: nothing is lost, the peer's own octets wait.
final class ConnectionHandler: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// When the peer last sent a whole message or a keep-alive; before that, when it connected.
    private(set) var heardAt = NIODeadline.now()
    private var hasSentMessage = false
    private var framer = StreamFramer()
    private var silence: Scheduled<Void>?
    /// Runs while the budget is spent.
    private var pause: Scheduled<Void>?
    /// The message whose place in the budget is still to come.
    private var waiting: [UInt8]?
    private let terms: Terms?
    private let onActive: (ConnectionHandler) -> Void
    private let onReceived: (Received) -> Void

    /// What a connection brings.
    enum Received: Equatable {
        case message([UInt8])
        /// The answer to our ping.
        case pong
    }

    /// What is asked of a peer that connected to us.
    struct Terms {
        /// Takes one message off the peer's budget, and tells how long that message waits.
        var reserve: () -> Duration
        /// Whether the engine opened a flow to the peer's host: such a peer may be silent.
        var isNamed: () -> Bool
    }

    /// - Parameters:
    ///   - terms: for a peer that connected to us; nil: we connected.
    ///   - onActive: called once the connection stands, before any message.
    init(terms: Terms?, onActive: @escaping (ConnectionHandler) -> Void, onReceived: @escaping (Received) -> Void) {
        self.terms = terms
        self.onActive = onActive
        self.onReceived = onReceived
    }

    /// A double CRLF is on its way to the peer.
    func pingSent() { framer.pingSent() }

    func channelActive(context: ChannelHandlerContext) {
        heardAt = context.eventLoop.now
        if terms != nil { watchSilence(context, for: .seconds(Limits.firstMessageSeconds)) }
        onActive(self)
    }

    func channelInactive(context: ChannelHandlerContext) {
        silence?.cancel()
        pause?.cancel()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    // MARK: Reading

    func read(context: ChannelHandlerContext) {
        if pause == nil { context.read() }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        framer.append([UInt8](unwrapInboundIn(data).readableBytesView))
        // A peer that hangs up is read to its end even now: what is beyond its budget is then lost with the connection.
        guard pause == nil else { return }
        // Octets that complete no message cost as much as one: drops and pings are no way around the budget.
        if !takeMessages(context), context.channel.isActive { _ = isHeld(nil, context) }
    }

    /// Hands on what is whole, as far as the budget goes.
    /// - Returns: whether there was a message.
    private func takeMessages(_ context: ChannelHandlerContext) -> Bool {
        var isFirst = true
        do {
            while let message = try framer.next() {
                isFirst = false
                guard !isHeld(message, context), handOn(.message(message), context) else { return true }
            }
            if framer.hasPong {
                framer.hasPong = false
                guard handOn(.pong, context) else { return !isFirst }
            }
            answerPings(context)
        } catch {
            context.close(promise: nil)
        }
        return !isFirst
    }

    /// Takes one message, or as much, off the budget; where it has to wait, the connection waits with it.
    private func isHeld(_ message: [UInt8]?, _ context: ChannelHandlerContext) -> Bool {
        guard let wait = terms?.reserve(), wait > .zero else { return false }
        waiting = message
        pause = context.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(wait)) { self.goOn(context) }
        return true
    }

    private func goOn(_ context: ChannelHandlerContext) {
        pause = nil
        if let message = waiting {
            waiting = nil
            guard handOn(.message(message), context) else { return }
        }
        _ = takeMessages(context)
        if pause == nil, context.channel.isActive { context.read() }
    }

    /// - Returns: whether the connection still stands.
    private func handOn(_ received: Received, _ context: ChannelHandlerContext) -> Bool {
        heardAt = context.eventLoop.now
        if case .message = received { hasSentMessage = true }
        onReceived(received)
        return context.channel.isActive
    }

    private func answerPings(_ context: ChannelHandlerContext) {
        let pongs = min(framer.keepAlivesToAnswer, Limits.pongsPerRead)
        framer.keepAlivesToAnswer = 0
        guard pongs > 0 else { return }
        heardAt = context.eventLoop.now
        var buffer = context.channel.allocator.buffer(capacity: pongs * 2)
        for _ in 0..<pongs { buffer.writeString("\r\n") }
        context.writeAndFlush(wrapOutboundOut(buffer), promise: nil)
    }

    // MARK: Silence

    private func watchSilence(_ context: ChannelHandlerContext, for time: TimeAmount) {
        silence = context.eventLoop.assumeIsolated().scheduleTask(in: time) { self.judgeSilence(context) }
    }

    private func judgeSilence(_ context: ChannelHandlerContext) {
        let longest = TimeAmount.seconds(Limits.strangerSilenceSeconds)
        let left = longest - (context.eventLoop.now - heardAt)
        switch (hasSentMessage, terms?.isNamed() ?? true) {
        case (false, _): context.close(promise: nil)
        case (true, true): watchSilence(context, for: longest)
        case (true, false): left > .zero ? watchSilence(context, for: left) : context.close(promise: nil)
        }
    }
}
