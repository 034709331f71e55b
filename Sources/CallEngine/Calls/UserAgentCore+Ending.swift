import Media
import SIP
import Time

// How calls end, from either side (RFC 3261 §15).
extension UserAgentCore {
    /// Tells the end once, stops the sound, and leaves the protocol what it needs.
    mutating func end(_ id: CallID, _ reason: EndReason, at now: Instant) {
        guard let place = place(of: id), !table[place].isOver else { return }
        for timer in [
            EngineTimer.ringBack(id), .preparation(id), .ringing(id), .sessionRefresh(id), .sessionExpiry(id),
            .provisional(id), .autoAnswer(id), .forward(id),
        ] {
            clearTimer(timer)
        }
        clearTransfer(id)
        _ = messaging.digits.removeValue(forKey: id)
        let isUnanswered = table[place].direction == .outgoing && table[place].snapshot.answeredAt == nil
        table[place].phase = .ended
        table[place].snapshot.state = .ended
        table[place].snapshot.endedAt = now
        table[place].snapshot.hasEarlyMedia = false
        table[place].change = nil
        table[place].answersWhenReady = false
        let media = table[place].media
        closeMedia(of: place, after: isUnanswered ? reason.tone : nil, at: now)
        remember(table[place].dialog)
        // Who took its place was told; who was to take one and could not never showed itself.
        if !table[place].isSilent, table[place].replaces == nil {
            tell(.callEnded(table[place].snapshot, reason))
            if table[place].snapshot.answeredAt != nil, let media, id != services.codes?.call { closing[media] = id }
        }
        updateCallWaiting()
    }

    /// BYE to the chosen dialog, and the end.
    mutating func hangUpNow(_ id: CallID, _ reason: EndReason, at now: Instant) {
        guard let place = place(of: id), !table[place].isOver else { return }
        if table[place].acceptance != nil, table[place].phase == .accepted {
            // RFC 3261 §15: the callee sends no BYE before the ACK has come or was given up.
            table[place].owesBye = true
        } else {
            table[place].owesBye = true
            sendOwedBye(id, at: now)
        }
        end(id, reason, at: now)
    }

    mutating func sendOwedBye(_ id: CallID, at now: Instant) {
        guard let place = place(of: id), table[place].owesBye, let dialog = table[place].dialog,
            let path = table[place].path
        else { return }
        table[place].owesBye = false
        table[place].acceptance = nil
        sendBye(dialog, table[place].account, by: path, at: now)
    }

    mutating func receiveBye(
        _ request: Message, _ transaction: ServerTransactionID, of id: CallID, at now: Instant
    ) {
        answer(request, transaction, 200, at: now)
        guard let place = place(of: id) else { return }
        if let received = table[place].received {
            // A BYE in the early dialog ends the INVITE too (RFC 3261 §15.1.2).
            table[place].received = nil
            respond(
                Message.response(to: received.request, status: 487, toTag: table[place].localTag, headers: []),
                to: received.transaction, at: now)
        }
        table[place].acceptance = nil
        table[place].owesBye = false
        peerLeavesTransfer(id)
        let isMissed = table[place].snapshot.answeredAt == nil
        let isElsewhere = request.reasons.contains(where: \.isCompletedElsewhere)
        end(id, EndReason(!isMissed ? .endedByPeer : isElsewhere ? .answeredElsewhere : .missed), at: now)
    }

    /// The way that a call has, or where its connection is gone that of its line; nil: none.
    func livePath(_ path: Path, of account: AccountID) -> Path? {
        if flowTable.isOpen(path.flow) { return path }
        guard let flow = line(account)?.flow, let remote = flowTable[flow]?.remote else { return nil }
        return Path(flow: flow, destination: remote)
    }

    /// Where a request in a dialog goes: to the next hop on UDP where it is numeric, else along the flow that we have.
    func path(in dialog: Dialog, _ path: Path) -> Path {
        pathForDialog(dialog.nextHop, path)
    }

    func pathForDialog(_ nextHop: URI, _ path: Path) -> Path {
        guard path.destination.transport == .udp, nextHop.scheme == .sip,
            NumericHost.isAddress(nextHop.host)
        else { return path }
        return Path(
            flow: path.flow,
            destination: TransportAddress(transport: .udp, host: nextHop.host, port: nextHop.port ?? 5_060))
    }

    /// Forgets ended calls that the protocol needs no more, and finishes a shutdown that waits for nothing.
    mutating func tidy(at now: Instant) {
        table.forgetFinished()
        lines.lookAgain()
        watchIdleFlows(at: now)
        if isShuttingDown { finishShutDownIfQuiet() }
    }
}

extension Call {
    var direction: CallSnapshot.Direction { snapshot.direction }
}
