import SIP
import Time

// Transfers that the agent asks for, blind and attended (RFC 5589 §6.2, §7.3): REFER in the call's own dialog.
extension UserAgentCore {
    /// Blind transfer: the peer is sent to an address or number.
    mutating func transfer(_ id: CallID, to text: String, _ command: EngineCommand, at now: Instant) {
        guard let call = transferable(id, command) else { return }
        guard let line = line(call.account), let target = DialledAddress.parse(text, domain: line.uri.host),
            !call.leads(to: target)
        else { return tell(.commandRefused(command, .invalidAddress)) }
        begin(OutgoingTransfer(target: target.forOthers(of: line)), of: id, at: now)
    }

    /// Attended transfer: the peers of both calls are joined.
    ///
    /// Where the second call only rings it is given up, and the first one's peer is sent to its address, which then rings
    /// for that peer: a dialog that is not answered cannot be replaced by another caller (RFC 3891 §4).
    mutating func attendedTransfer(_ id: CallID, with other: CallID, _ command: EngineCommand, at now: Instant) {
        guard let call = transferable(id, command) else { return }
        guard id != other, let second = self.call(other), !second.isOver else {
            return tell(.commandRefused(command, id == other ? .notInThisState : .unknownCall))
        }
        switch second.phase {
        case .preparing, .inviting:
            guard !call.leads(to: second.target) else { return tell(.commandRefused(command, .invalidAddress)) }
            giveUp(other, reason: EndReason(.cancelledByMe), at: now)
            let target = line(second.account).map { second.target.forOthers(of: $0) } ?? second.target
            begin(OutgoingTransfer(target: target), of: id, at: now)
        case .accepted, .established:
            guard let dialog = second.dialog, second.transfer == nil, !second.snapshot.isInConference else {
                return tell(.commandRefused(command, .notInThisState))
            }
            begin(OutgoingTransfer(target: dialog.remoteTarget, with: other), of: id, at: now)
        case .alerting, .ended: tell(.commandRefused(command, .notInThisState))
        }
    }

    /// The call, where it is answered and neither transferred already nor in the conference.
    private mutating func transferable(_ id: CallID, _ command: EngineCommand) -> Call? {
        guard let call = self.call(id), !call.isOver else {
            tell(.commandRefused(command, .unknownCall))
            return nil
        }
        guard call.phase == .accepted || call.phase == .established, call.dialog != nil, call.transfer == nil,
            !call.snapshot.isInConference, !isShuttingDown
        else {
            tell(.commandRefused(command, .notInThisState))
            return nil
        }
        return call
    }

    private mutating func begin(_ transfer: OutgoingTransfer, of id: CallID, at now: Instant) {
        guard let place = place(of: id) else { return }
        table[place].transfer = transfer
        setTimer(.transfer(id), at: now + .seconds(Limits.transferSeconds))
        _ = hold(id, at: now)
        changeIsSettled(id, at: now)
    }

    /// No re-INVITE of ours is under way any more: a transfer that waited for the hold goes on. Where the peer refused the
    /// hold our sound is off all the same, and the transfer goes on too.
    mutating func changeIsSettled(_ id: CallID, at now: Instant) {
        guard let place = place(of: id), !table[place].isOver, table[place].transfer?.stage == .holding,
            table[place].change == nil
        else { return }
        // The agent took the call back meanwhile.
        guard table[place].isHeldByMe else { return failTransfer(id, status: nil) }
        sendReferral(id, fields: [], at: now)
    }

    private mutating func sendReferral(_ id: CallID, fields: [HeaderField], at now: Instant) {
        guard let place = place(of: id), var dialog = table[place].dialog, let transfer = table[place].transfer,
            let line = line(table[place].account)
        else { return }
        var target = transfer.target
        if let other = transfer.with {
            guard let second = self.call(other), !second.isOver, let leg = second.dialog else {
                return failTransfer(id, status: nil)
            }
            target = leg.remoteTarget.replacing(leg.id)
        }
        guard let own = table[place].path, let live = livePath(own, of: line.id) else {
            return failTransfer(id, status: nil)
        }
        let path = path(in: dialog, live)
        let request = dialog.request(
            .refer, via: via(path), contact: contact(in: table[place], path),
            headers: [
                .referTo(target), .referredBy(NameAddress(uri: line.uri)), .allow(Self.allowedMethods),
                .userAgent(settings.userAgent),
            ] + fields)
        table[place].dialog = dialog
        table[place].transfer?.stage = .referring
        table[place].transfer?.sequence = request.cSeq.number
        tellTransfer(id, .requested)
        let transaction = send(request, by: path, for: .referral(id), at: now)
        if let place = self.place(of: id) { table[place].transfer?.transaction = transaction }
    }

    // MARK: The answer to REFER

    mutating func receiveReferralResponse(
        _ response: Message, _ transaction: ClientTransactionID, of id: CallID, at now: Instant
    ) {
        let status = response.statusCode ?? 0
        guard status >= 200, let place = place(of: id), !table[place].isOver, let record = clients[transaction] else {
            return
        }
        table[place].dialog?.receive(response)
        guard table[place].transfer?.transaction == transaction else { return }
        table[place].transfer?.transaction = nil
        switch status {
        case ..<300:
            table[place].transfer?.stage = .awaitingWord
            // RFC 4488 §4: no notice will come; the peer's BYE would tell.
            let hasNotices = response.header("Refer-Sub")?.lowercased().hasPrefix("false") != true
            let wait = hasNotices ? Limits.transferSeconds : Limits.unreportedTransferSeconds
            setTimer(.transfer(id), at: now + .seconds(wait))
        case 401, 407:
            guard var attempts = table[place].transfer?.attempts, isTrusted(record.path, of: table[place].account),
                case .retry(let fields) = authorize(
                    record.request, challengedBy: response, account: table[place].account, attempts: &attempts)
            else { return failTransfer(id, status: status) }
            table[place].transfer?.attempts = attempts
            sendReferral(id, fields: fields, at: now)
        case 491, 500, 503:
            guard let retries = table[place].transfer?.retries, retries < Limits.transferRetries else {
                return failTransfer(id, status: status)
            }
            table[place].transfer?.retries = retries + 1
            let glare = table[place].dialog?.glareDelay(using: &randomness) ?? .seconds(2)
            let asked = response.retryAfter.map { Duration.seconds(min($0, Limits.transferRetrySeconds)) }
            setTimer(.transferRetry(id), at: now + (status == 491 ? glare : asked ?? .seconds(2)))
        case _: refuseTransfer(id, status: status, at: now)
        }
    }

    /// No answer to REFER (408), or it could not be sent (503).
    mutating func referralFailed(_ transaction: ClientTransactionID, of id: CallID, status: Int, at now: Instant) {
        guard let place = place(of: id), table[place].transfer?.transaction == transaction else { return }
        refuseTransfer(id, status: status, at: now)
    }

    /// The call stands as it was, held; only where the peer knows it no more (RFC 3261 §12.2.1.2) it ends too.
    private mutating func refuseTransfer(_ id: CallID, status: Int, at now: Instant) {
        failTransfer(id, status: status)
        if status == 481 { hangUpNow(id, EndReason(dialogEndedBy: status), at: now) }
    }

    mutating func retryTransfer(_ id: CallID, at now: Instant) {
        guard let place = place(of: id), table[place].transfer?.stage == .referring,
            table[place].transfer?.transaction == nil
        else { return }
        sendReferral(id, fields: [], at: now)
    }

    // MARK: The notices (RFC 3515 §2.4.5)

    /// NOTIFY of event "refer" in a call's dialog.
    mutating func receiveTransferNotice(
        _ request: Message, _ transaction: ServerTransactionID, of id: CallID, at now: Instant
    ) {
        guard let place = place(of: id), let transfer = table[place].transfer, transfer.stage != .holding,
            request.eventID == nil || request.eventID == transfer.sequence.map({ "\($0)" })
        else { return answer(request, transaction, 481, at: now) }
        if !request.body.isEmpty, request.contentType?.name != SIPFragment.contentType {
            return answer(request, transaction, 415, headers: [.accept([SIPFragment.contentType])], at: now)
        }
        answer(request, transaction, 200, at: now)
        let status = SIPFragment.statusCode(in: request.body) ?? 100
        if status >= 300 { return failTransfer(id, status: status) }
        if status >= 200 { return finishTransfer(id, at: now) }
        if request.endsSubscription { return failTransfer(id, status: nil) }
        table[place].transfer?.stage = .awaitingWord
        setTimer(.transfer(id), at: now + .seconds(Limits.transferSeconds))
        if status > 100 { tellTransfer(id, .ringing) }
    }

    /// The peer speaks with the target: it has no need of us, and of an attended transfer's target neither.
    private mutating func finishTransfer(_ id: CallID, at now: Instant) {
        guard let place = place(of: id), let transfer = table[place].transfer else { return }
        tellTransfer(id, .done)
        clearTransfer(id)
        hangUpNow(id, EndReason(.endedByMe), at: now)
        if let other = transfer.with { hangUpNow(other, EndReason(.endedByMe), at: now) }
    }

    private mutating func failTransfer(_ id: CallID, status: Int?) {
        tellTransfer(id, .failed(status: status))
        clearTransfer(id)
    }

    /// Nothing was heard for too long: the call is still there, held.
    mutating func transferTimedOut(_ id: CallID) { failTransfer(id, status: nil) }

    /// BYE from the peer while it is transferred. Exchanges end the call as soon as they have accepted REFER and send no
    /// notice; nobody can know more than that it left as it was asked to.
    mutating func peerLeavesTransfer(_ id: CallID) {
        guard let place = place(of: id), let transfer = table[place].transfer else { return }
        tellTransfer(id, transfer.stage == .awaitingWord ? .done : .failed(status: nil))
        clearTransfer(id)
    }

    mutating func clearTransfer(_ id: CallID) {
        clearTimer(.transfer(id))
        clearTimer(.transferRetry(id))
        if let place = place(of: id) { table[place].transfer = nil }
    }

    private mutating func tellTransfer(_ id: CallID, _ progress: TransferProgress) {
        guard let place = place(of: id), let transfer = table[place].transfer, transfer.told != progress else { return }
        table[place].transfer?.told = progress
        tell(.transferChanged(id, progress))
    }
}

extension Call {
    /// Whether an address is the peer's own: nobody is transferred to himself.
    fileprivate func leads(to target: URI) -> Bool {
        guard let dialog else { return false }
        return [dialog.remoteAddress.uri, self.target, dialog.remoteTarget].contains { uri in
            uri.user == target.user && uri.host.lowercased() == target.host.lowercased()
        }
    }
}

extension URI {
    /// An address of the line's domain as others must write it: with the port of the line's own address, which we ourselves need
    /// not name since our requests go by the line's server.
    func forOthers(of line: AccountLine) -> URI {
        guard port == nil, host.lowercased() == line.uri.host.lowercased() else { return self }
        var uri = self
        uri.port = line.uri.port
        return uri
    }

    /// Refer-To of an attended transfer (RFC 5589 §7.3): the target of a dialog of ours, told to replace that dialog.
    func replacing(_ dialog: DialogID) -> URI {
        var uri = self
        uri.headers = ""
        uri.parameters.removeAll { $0.name.lowercased() == "method" }
        return uri.adding(header: "Replaces", value: Replaces(asPeerOf: dialog).description)
    }
}
