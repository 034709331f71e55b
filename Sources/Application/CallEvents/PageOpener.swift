import AgentDesk
import Configuration
import Synchronization

/// Opens pages of other programs for a call: the address is one argument of the desktop's opener, or of the program that is set.
final class PageOpener: Sendable {
    private let program: String
    private let name: String
    private let seconds: Int
    private let mostStaying: Int
    private let counts = Mutex(Counts())
    private let tell: @Sendable (SinkFault) -> Void

    /// Openers that have not ended.
    struct Counts: Equatable {
        /// Within the time in which one may fail.
        var starting = 0
        /// Started well; they stay as long as the browser that they became.
        var staying = 0
    }

    var living: Counts { counts.withLock { $0 } }

    /// - Parameters:
    ///   - program: nil: `xdg-open`.
    ///   - seconds: within which it tells that it cannot.
    ///   - mostStaying: of those that started well; each has a thread.
    ///   - tell: called on any thread.
    init(
        _ program: String?, seconds: Int = Limits.openerSeconds, mostStaying: Int = Limits.stayingOpeners,
        tell: @escaping @Sendable (SinkFault) -> Void
    ) {
        self.seconds = seconds
        self.mostStaying = mostStaying
        self.program = program.map(ProgramOptions.atHome) ?? "xdg-open"
        name = program?.split(separator: "/").last.map(String.init) ?? "xdg-open"
        self.tell = tell
    }

    /// Opens the page with what is known of the call; returns at once.
    func open(_ template: URLTemplate, for event: CallEvent) {
        // The template begins with https: or http:, so that this is never taken for an option.
        let address = template.filled { event.value(of: $0) }
        let isTaken = counts.withLock { counts in
            guard counts.starting < Limits.openers, counts.staying < mostStaying else { return false }
            counts.starting += 1
            return true
        }
        guard isTaken else { return tell(.tooManyPages) }
        // Without a thread nobody could wait for it but the main loop.
        guard BackgroundThread.starts("page", { self.run(address) }) else {
            counts.withLock { $0.starting -= 1 }
            return tell(.tooManyPages)
        }
    }

    /// A browser that the opener became stays as long as the agent likes: it is not ended, and not left as a dead process.
    private func run(_ address: String) {
        do throws(ChildFault) {
            let child = try ChildProcess(program, arguments: [address])
            let outcome = child.wait(seconds: seconds)
            counts.withLock { counts in
                counts.starting -= 1
                if outcome == .running { counts.staying += 1 }
            }
            if outcome == .running {
                _ = child.finish()
                counts.withLock { $0.staying -= 1 }
            }
            if case .ended(let code) = outcome, code != 0 { tell(.failed(name, code: code)) }
        } catch {
            counts.withLock { $0.starting -= 1 }
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
