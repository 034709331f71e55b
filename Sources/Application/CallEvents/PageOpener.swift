import AgentDesk
import Configuration
import Synchronization

/// Opens pages of other programs for a call: the address is one argument of the desktop's opener, or of the program that is set.
final class PageOpener: Sendable {
    private let program: String
    private let name: String
    private let running = Mutex(0)
    private let tell: @Sendable (SinkFault) -> Void

    /// - Parameters:
    ///   - program: nil: `xdg-open`.
    ///   - tell: called on any thread.
    init(_ program: String?, tell: @escaping @Sendable (SinkFault) -> Void) {
        self.program = program.map(ProgramOptions.atHome) ?? "xdg-open"
        name = program?.split(separator: "/").last.map(String.init) ?? "xdg-open"
        self.tell = tell
    }

    /// Opens the page with what is known of the call; returns at once.
    func open(_ template: URLTemplate, for event: CallEvent) {
        // The template begins with https: or http:, so that this is never taken for an option.
        let address = template.filled { event.value(of: $0) }
        let isTaken = running.withLock { running in
            guard running < Limits.openers else { return false }
            running += 1
            return true
        }
        guard isTaken else { return tell(.tooManyPages) }
        BackgroundThread.run("page") {
            self.run(address)
            self.running.withLock { $0 -= 1 }
        }
    }

    /// A browser that the opener became stays as long as the agent likes: it is not ended, and not left as a dead process.
    private func run(_ address: String) {
        do throws(ChildFault) {
            let child = try ChildProcess(program, arguments: [address])
            var outcome = child.wait(seconds: Limits.openerSeconds)
            if outcome == .running {
                _ = child.finish()
                outcome = .ended(code: 0)
            }
            if case .ended(let code) = outcome, code != 0 { tell(.failed(name, code: code)) }
        } catch {
            tell(.notStarted(name, error))
        }
    }
}

extension CallEvent {
    /// What a place of a page's address is filled with; nil: not known, or withheld.
    func value(of field: URLTemplate.Field) -> String? {
        let peer = isIncoming ? from : to
        return switch field {
        case .event: kind.rawValue
        case .direction: isIncoming ? "incoming" : "outgoing"
        case .queue: queue
        case .account: account
        case .agent: agent
        case .callID: call
        case .sipCallID: sipCallID
        case .time: String(at)
        case .fromNumber: from.e164 ?? from.raw
        case .fromE164: from.e164
        case .fromRaw: from.raw
        case .fromName: from.display
        case .toNumber: to.e164 ?? to.raw
        case .toE164: to.e164
        case .toRaw: to.raw
        case .toName: to.display
        case .peerNumber: peer.e164 ?? peer.raw
        case .peerName: peer.display
        case .divertedBy: divertedBy.flatMap { $0.e164 ?? $0.raw }
        }
    }
}
