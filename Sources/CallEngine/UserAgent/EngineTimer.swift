import Media
import SIP

/// A moment at which the engine itself has something to do; the machines keep their own.
struct EngineTimer: Sendable, Equatable {
    enum Purpose: Sendable, Equatable {
        /// 183 came and no sound: the ring-back tone begins.
        case ringBack(CallID)
        /// The flow or the ports never came.
        case preparation(CallID)
        /// A call rings too long, from either side.
        case ringing(CallID)
        /// A transfer of ours hears nothing more.
        case transfer(CallID)
        /// REFER is sent again.
        case transferRetry(CallID)
        /// The tone after a call is over.
        case endTone(MediaID)
        /// The shutdown does not wait longer.
        case shutDown
    }

    var deadline: Instant
    var purpose: Purpose
}

extension UserAgentCore {
    mutating func setTimer(_ purpose: EngineTimer.Purpose, at deadline: Instant) {
        timers.removeAll { $0.purpose == purpose }
        timers.append(EngineTimer(deadline: deadline, purpose: purpose))
    }

    mutating func clearTimer(_ purpose: EngineTimer.Purpose) { timers.removeAll { $0.purpose == purpose } }

    mutating func handleTimeout(at now: Instant) {
        perform(transactions.handleTimeout(at: now), fallback: nil, at: now)
        for index in lines.indices { handleLineTimeout(index, at: now) }
        for call in table.map(\.id) {
            handleAcceptanceTimeout(call, at: now)
            handleGlareTimeout(call, at: now)
        }
        let due = timers.filter { $0.deadline <= now }
        timers.removeAll { $0.deadline <= now }
        for timer in due {
            switch timer.purpose {
            case .ringBack(let call): startRingBack(call)
            case .preparation(let call): end(call, EndReason(.networkFailure), at: now)
            case .ringing(let call): stopRinging(call, at: now)
            case .transfer(let call): transferTimedOut(call)
            case .transferRetry(let call): retryTransfer(call, at: now)
            case .endTone(let media): stopEndTone(media)
            case .shutDown: finishShutDown()
            }
        }
    }
}
