import CallEngine
import NIOCore
import NIOSSL
import NIOTLS

/// Stands between TLS and SIP: what is behind it learns of the connection once the server has been believed, so nothing is
/// sent before. A handshake that never ends is cut off, and every failure gets its reason.
final class HandshakeHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    /// What our judge said, before the library made a general failure of it.
    private var judgement: CertificateProblem?
    private var isOver = false
    private var isTold = false
    private var deadline: Scheduled<Void>?
    private let judge: CertificateJudge
    private let onProblem: (FlowProblem) -> Void

    /// - Parameter onProblem: told at most once before the channel closes.
    init(judge: CertificateJudge, onProblem: @escaping (FlowProblem) -> Void) {
        self.judge = judge
        self.onProblem = onProblem
    }

    /// Called by the library with the server's certificates, its own first.
    func verify(_ certificates: [NIOSSLCertificate]) -> NIOSSLVerificationResult {
        let chain = certificates.prefix(Limits.certificates + 1).compactMap { try? $0.toDERBytes() }
        judgement = judge.problem(of: chain)
        return judgement == nil && !chain.isEmpty ? .certificateVerified : .failed
    }

    func channelActive(context: ChannelHandlerContext) {
        deadline = context.eventLoop.assumeIsolated().scheduleTask(in: .seconds(Limits.openingSeconds)) {
            self.tell(.timedOut)
            context.close(mode: .all, promise: nil)
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .handshakeCompleted? = event as? TLSUserEvent, !isOver {
            isOver = true
            deadline?.cancel()
            context.fireChannelActive()
        }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        deadline?.cancel()
        tell(problem(of: error))
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        deadline?.cancel()
        if !isOver { tell(.lost) }
        context.fireChannelInactive()
    }

    private func tell(_ problem: FlowProblem) {
        guard !isTold else { return }
        isTold = true
        onProblem(problem)
    }

    private func problem(of error: any Error) -> FlowProblem {
        if let judgement { return .certificate(judgement) }
        switch error {
        case NIOSSLError.handshakeFailed(.sslError(let stack)):
            return stack.contains(.eofDuringHandshake) ? .lost : .certificate(.refused)
        case BoringSSLError.sslError(let stack):
            // A TLS 1.3 server that does not believe our certificate says so after the handshake.
            return stack.contains { $0.description.contains("ALERT") } ? .certificate(.refused) : .lost
        default: return .lost
        }
    }
}
