import SIP
import Time

// The peer asks that we call somebody else (RFC 3515 §2.4, RFC 5589): never obeyed without the agent's word.
extension UserAgentCore {
    /// REFER in the dialog of a call. It is accepted for asking (202), and a notice says that the asking goes on.
    mutating func receiveReferral(
        _ request: Message, _ transaction: ServerTransactionID, of id: CallID, at now: Instant
    ) {
        guard let place = place(of: id), let path = servers[transaction]?.path,
            table[place].phase == .accepted || table[place].phase == .established, !isShuttingDown
        else { return answer(request, transaction, 403, at: now) }
        let account = table[place].account
        let domain = line(account)?.uri.host ?? ""
        let asked: (target: NameAddress, replaces: Replaces?, fields: [HeaderField])
        do throws(ReferralProblem) {
            asked = try request.referral(domain: domain)
        } catch {
            return answer(request, transaction, error.status, at: now)
        }
        guard !pointsAtUs(asked.target.uri, asked.replaces, account) else {
            return answer(request, transaction, 403, at: now)
        }
        // One at a time: a second question would only confuse the agent.
        guard !referrals.contains(where: { $0.call == id && !$0.isFinished }), referrals.count < Limits.referrals,
            table[place].transfer == nil
        else { return answer(request, transaction, 491, at: now) }
        let isSilent = request.header("Refer-Sub")?.lowercased().hasPrefix("false") == true
        let contact = HeaderField.contact(contact(account, path))
        answer(
            request, transaction, 202, headers: [contact] + (isSilent ? [.other("Refer-Sub", "false")] : []), at: now)
        referrals.removeAll { $0.call == id }
        let referrer = request.referredBy.map { Party(claimed: $0) }
        table[place].referrals += 1
        referrals.append(
            Referral(
                call: id, account: account, target: asked.target.uri, fields: asked.fields, referredBy: referrer,
                dialog: isSilent ? nil : table[place].dialog, path: path,
                eventID: table[place].referrals > 1 ? "\(request.cSeq.number)" : nil))
        setTimer(.referral(id), at: now + .seconds(Limits.referralQuestionSeconds))
        sendNotice(of: id, at: now)
        tell(.transferRequested(id, to: Party(claimed: asked.target), by: referrer))
    }

    /// A call to ourselves, or one that would replace a call of ours with itself: a loop, whoever asks for it.
    /// - Parameter account: whose peer asks; where each line is somebody by itself, it alone is meant by "us".
    private func pointsAtUs(_ target: URI, _ replaces: Replaces?, _ account: AccountID) -> Bool {
        let areIndependent = settings.linesAreIndependent
        if let replaces {
            let ours = table.filter { !areIndependent || $0.account == account }
            let mine = ours.compactMap(\.dialog?.id).contains { dialog in
                dialog.callID == replaces.callID
                    && Set([dialog.localTag, dialog.remoteTag]) == [replaces.toTag, replaces.fromTag]
            }
            if mine { return true }
        }
        return lines.contains { line in
            guard !areIndependent || line.id == account else { return false }
            // The user part of our Contact is nobody else's.
            if target.user != nil, line.contactUser == target.user, line.user != target.user { return true }
            guard line.user == target.user else { return false }
            let host = target.host.lowercased()
            if host == line.uri.host.lowercased() { return true }
            let local = line.flow.flatMap { flowTable[$0]?.local }
            return local.map { $0.host == host && $0.port == (target.port ?? 5_060) } ?? false
        }
    }

    // MARK: The agent's word

    mutating func answerTransferRequest(_ id: CallID, accept: Bool, _ command: EngineCommand, at now: Instant) {
        guard let index = referrals.firstIndex(where: { $0.call == id && !$0.isFinished }) else {
            let isKnown = isLiving(id)
            return tell(.commandRefused(command, isKnown ? .notInThisState : .unknownCall))
        }
        guard referrals[index].newCall == nil else { return tell(.commandRefused(command, .notInThisState)) }
        clearTimer(.referral(id))
        guard accept else { return finishReferral(id, status: 603, at: now) }
        let referral = referrals[index]
        guard !isShuttingDown, let line = line(referral.account), calls.count < settings.maximumCalls,
            table.count < Limits.calls
        else {
            tell(.commandRefused(command, .tooMany))
            return finishReferral(id, status: 486, at: now)
        }
        let terms = CallTerms(fields: referral.fields, referredBy: referral.referredBy ?? party(of: id))
        // The token is of no `dial`: nobody waits for it.
        guard let call = beginCall(to: referral.target, on: line, terms: terms, token: Self.noToken, at: now) else {
            return finishReferral(id, status: 503, at: now)
        }
        guard let index = referrals.firstIndex(where: { $0.call == id }) else { return }
        referrals[index].newCall = call
        sendNotice(of: id, at: now)
    }

    static let noToken = -1

    /// Who the peer of a call is; nil once it is forgotten.
    private func party(of id: CallID) -> Party? { place(of: id).map { table[$0].snapshot.remote } }

    /// The agent said nothing.
    mutating func referralTimedOut(_ id: CallID, at now: Instant) { finishReferral(id, status: 408, at: now) }

    // MARK: What becomes of it

    /// Tells the peers of referrals what the calls made for them have come to. Called after each input, so that no way by which
    /// a call changes can be forgotten.
    mutating func followReferrals(at now: Instant) {
        for referral in referrals { follow(referral.call, at: now) }
    }

    private mutating func follow(_ id: CallID, at now: Instant) {
        guard let index = referrals.firstIndex(where: { $0.call == id }), !referrals[index].isFinished else { return }
        if let place = place(of: id) {
            if referrals[index].dialog != nil { referrals[index].dialog = table[place].dialog }
            // Our own BYE says that we want no more of this dialog.
            if let end = end(of: id), end.cause != .endedByPeer { referrals[index].dialog = nil }
        }
        guard let made = referrals[index].newCall else { return }
        if let end = end(of: made) {
            finishReferral(id, status: end.referralStatus, at: now)
            return takeBackReferrer(id, at: now)
        }
        guard let call = self.call(made) else { return finishReferral(id, status: 503, at: now) }
        switch call.snapshot.state {
        case .dialing, .incoming, .ended: break
        case .ringing:
            guard referrals[index].status < 180 else { return }
            referrals[index].status = 180
            sendNotice(of: id, at: now)
        case .active, .held, .heldByPeer: finishReferral(id, status: 200, at: now)
        }
    }

    /// Why a call ended, where it did during this input.
    private func end(of id: CallID) -> EndReason? {
        for case .event(.callEnded(let call, let reason)) in outbox where call.id == id { return reason }
        return nil
    }

    /// The call that was to follow came to nothing: the agent is back with who asked for it, unless something else goes on.
    private mutating func takeBackReferrer(_ id: CallID, at now: Instant) {
        guard !isShuttingDown, let place = place(of: id), !table[place].isOver,
            !table.contains(where: { !$0.isOver && $0.id != id && $0.snapshot.state == .active })
        else { return }
        _ = resume(id, at: now)
    }

    private mutating func finishReferral(_ id: CallID, status: Int, at now: Instant) {
        guard let index = referrals.firstIndex(where: { $0.call == id }), !referrals[index].isFinished else { return }
        clearTimer(.referral(id))
        referrals[index].status = status
        referrals[index].isFinished = true
        sendNotice(of: id, at: now)
    }

    // MARK: Notices (RFC 3515 §2.4.4)

    private mutating func sendNotice(of id: CallID, fields: [HeaderField] = [], at now: Instant) {
        guard let index = referrals.firstIndex(where: { $0.call == id }) else { return }
        guard referrals[index].transaction == nil else {
            referrals[index].owesNotice = true
            return
        }
        let referral = referrals[index]
        let live = place(of: id).flatMap { table[$0].isOver ? nil : $0 }
        guard var dialog = referral.dialog, let way = livePath(referral.path, of: referral.account) else {
            if referral.isFinished { referrals.remove(at: index) }
            return
        }
        if let live, let current = table[live].dialog { dialog = current }
        let path = path(in: dialog, way)
        let state =
            referral.isFinished
            ? "terminated;reason=noresource"
            : (referral.newCall == nil ? "pending" : "active") + ";expires=\(Limits.referralSubscriptionSeconds)"
        let request = dialog.request(
            .notify, via: via(path), contact: contact(referral.account, path),
            headers: [
                .other("Event", "refer" + (referral.eventID.map { ";id=" + $0 } ?? "")),
                .other("Subscription-State", state), .allow(Self.allowedMethods), .userAgent(settings.userAgent),
            ] + fields, body: SIPFragment.octets(status: referral.status),
            contentType: SIPFragment.contentType + ";version=2.0")
        referrals[index].dialog = dialog
        if let live { table[live].dialog = dialog }
        referrals[index].owesNotice = false
        if fields.isEmpty { referrals[index].attempts = DigestAttempts() }
        let transaction = send(request, by: path, for: .notice(id), at: now)
        if let index = referrals.firstIndex(where: { $0.call == id }) { referrals[index].transaction = transaction }
    }

    mutating func receiveNoticeResponse(
        _ response: Message, _ transaction: ClientTransactionID, of id: CallID, at now: Instant
    ) {
        let status = response.statusCode ?? 0
        guard status >= 200, let record = clients[transaction],
            let index = referrals.firstIndex(where: { $0.call == id }), referrals[index].transaction == transaction
        else { return }
        if status == 401 || status == 407, isTrusted(record.path, of: referrals[index].account) {
            var attempts = referrals[index].attempts
            if case .retry(let fields) = authorize(
                record.request, challengedBy: response, account: referrals[index].account, attempts: &attempts)
            {
                referrals[index].attempts = attempts
                referrals[index].transaction = nil
                return sendNotice(of: id, fields: fields, at: now)
            }
        }
        // Some take no notice while a re-INVITE of the same dialog is under way: our hold, as often as not.
        if status == 491 || status == 500, referrals[index].retries < Limits.transferRetries {
            referrals[index].retries += 1
            let delay = referrals[index].dialog?.glareDelay(using: &randomness) ?? .seconds(2)
            return setTimer(.noticeRetry(id), at: now + delay)
        }
        referrals[index].retries = 0
        noticeEnded(transaction, of: id, isRefused: status >= 300, at: now)
    }

    /// The notice that could not be taken is sent again, with what is to be told by now.
    mutating func retryNotice(_ id: CallID, at now: Instant) {
        guard let index = referrals.firstIndex(where: { $0.call == id }) else { return }
        referrals[index].transaction = nil
        sendNotice(of: id, at: now)
    }

    /// The peer wants no notices, or none reaches it: the call itself goes on (RFC 3515 §2.4.4).
    mutating func noticeEnded(
        _ transaction: ClientTransactionID, of id: CallID, isRefused: Bool = true, at now: Instant
    ) {
        guard let index = referrals.firstIndex(where: { $0.call == id }), referrals[index].transaction == transaction
        else { return }
        referrals[index].transaction = nil
        if isRefused { referrals[index].dialog = nil }
        if referrals[index].owesNotice, !isRefused {
            sendNotice(of: id, at: now)
        } else if referrals[index].isFinished {
            referrals.remove(at: index)
        }
    }
}

extension EndReason {
    /// The status that tells the end of a call, made for somebody else, to whom asked for it.
    fileprivate var referralStatus: Int {
        if let status, status >= 300 { return status }
        return switch cause {
        case .cancelledByMe, .endedByMe, .declinedByMe, .missed, .answeredElsewhere: 487
        case .busy: 486
        case .noAnswer: 408
        case .declinedByPeer: 603
        case .unknownNumber: 404
        case .noCommonMedia, .noEncryption, .fingerprintMismatch, .handshakeFailed: 488
        case .credentialsRefused, .endedByPeer, .unavailable, .networkFailure, .serverFailure, .other: 503
        }
    }
}
