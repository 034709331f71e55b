import Media
import SIP
import Time

/// What the engine itself has to do at a moment; the machines keep their own.
enum EngineTimer: Sendable, Hashable {
    /// 183 came and no sound: the ring-back tone begins.
    case ringBack(CallID)
    /// The flow or the ports never came.
    case preparation(CallID)
    /// A call rings too long, from either side.
    case ringing(CallID)
    /// The PBX wants this call answered without the agent.
    case autoAnswer(CallID)
    /// A transfer of ours hears nothing more.
    case transfer(CallID)
    /// REFER is sent again.
    case transferRetry(CallID)
    /// The agent does not answer the peer's wish for a transfer.
    case referral(CallID)
    /// A subscription has something to do.
    case subscription(SubscriptionID)
    /// A publication of a line has something to do.
    case publication(AccountID)
    /// A message waits for its flow no longer.
    case message(OutgoingMessageID)
    /// A notice to who sent REFER is sent again.
    case noticeRetry(CallID)
    /// A ringing call goes on to where unanswered ones go.
    case forward(CallID)
    /// A code of the PBX is not answered, or its call not ended.
    case serviceCode
    /// The session is to be refreshed.
    case sessionRefresh(CallID)
    /// The session was not refreshed.
    case sessionExpiry(CallID)
    /// Our reliable 180 is sent again, or given up.
    case provisional(CallID)
    /// The tone after a call is over.
    case endTone(MediaID)
    /// A line of a large process begins.
    case lineStart(AccountID)
    /// Another place is tried for a way's REGISTER.
    case registrarSilent(AccountID, Int)
    /// A flow's next keep-alive.
    case keepAlive(FlowID)
    /// The answer to a keep-alive is overdue.
    case keepAliveSilence(FlowID)
    /// Flows that nobody uses are looked for.
    case idleFlows
    /// A connection for a large request has not come.
    case connection(FlowID)
    /// A request found no place among the transactions.
    case refused(ClientTransactionID)
    /// Strangers that were not told of yet.
    case strangers
    /// The shutdown does not wait longer.
    case shutDown
}

extension UserAgentCore {
    /// Sets a timer, anew where it runs.
    mutating func setTimer(_ timer: EngineTimer, at deadline: Instant) {
        timersSet &+= 1
        timers.set(timer, at: deadline, rank: timersSet)
        if case .endTone(let media) = timer { endTones.append(media) }
    }

    mutating func clearTimer(_ timer: EngineTimer) {
        timers.remove(timer)
        if case .endTone(let media) = timer { endTones.removeAll { $0 == media } }
    }

    /// Serves what is due: transactions, lines, calls, then the engine's own timers, each the earliest first.
    mutating func handleTimeout(at now: Instant) {
        perform(transactions.handleTimeout(at: now), fallback: nil, at: now)
        for index in lines.takeDue(at: now) { handleLineTimeout(index, at: now) }
        for call in table.takeDue(at: now) { handleCallTimeout(call, at: now) }
        for timer in timers.takeDue(at: now) {
            switch timer {
            case .ringBack(let call): startRingBack(call)
            case .preparation(let call): end(call, EndReason(.networkFailure), at: now)
            case .ringing(let call): stopRinging(call, at: now)
            case .autoAnswer(let call): answerAutomatically(call, at: now)
            case .transfer(let call): transferTimedOut(call)
            case .transferRetry(let call): retryTransfer(call, at: now)
            case .referral(let call): referralTimedOut(call, at: now)
            case .subscription(let id): handleSubscriptionTimeout(id, at: now)
            case .publication(let account): handlePublicationTimeout(account, at: now)
            case .message(let id): messageAnswered(id, status: nil)
            case .noticeRetry(let call): retryNotice(call, at: now)
            case .forward(let call): forwardUnanswered(call, at: now)
            case .serviceCode: serviceCodeTimedOut(at: now)
            case .sessionRefresh(let call): refreshSession(call, at: now)
            case .sessionExpiry(let call): sessionExpired(call, at: now)
            case .provisional(let call): repeatProvisional(call, at: now)
            case .endTone(let media): stopEndTone(media)
            case .lineStart(let account): beginLine(account, at: now)
            case .registrarSilent(let account, let way): registrarIsSilent(account, way, at: now)
            case .keepAlive(let flow): sendKeepAlive(on: flow, at: now)
            case .keepAliveSilence(let flow): keepAliveIsSilent(flow, at: now)
            case .idleFlows: closeIdleFlows(at: now)
            case .connection(let flow): connectionIsLate(flow, at: now)
            case .refused(let request):
                requestFailed(request, status: 503, at: now)
                forget(request)
            case .strangers: tellStrangers(at: now)
            case .shutDown: finishShutDown()
            }
        }
    }

    /// `Call.nextDeadline` has come: whichever of its deadlines it was.
    private mutating func handleCallTimeout(_ call: CallID, at now: Instant) {
        handleAcceptanceTimeout(call, at: now)
        handleGlareTimeout(call, at: now)
    }
}

extension Call {
    /// The earliest of the call's own deadlines, each with its turn in `handleCallTimeout`; a deadline of the engine's that
    /// is set and cleared by hand is an `EngineTimer`.
    var nextDeadline: Instant? {
        guard acceptance != nil || change != nil else { return nil }
        return [acceptance?.retransmission.nextDeadline, change?.retryAt].compactMap { $0 }.min()
    }
}
