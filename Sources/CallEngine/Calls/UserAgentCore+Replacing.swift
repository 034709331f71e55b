import SIP
import Time

// Replaces received (RFC 3891 §3): a new INVITE takes the place of a dialog of ours, without ringing.
extension UserAgentCore {
    /// What the Replaces field of an INVITE asks for.
    enum Replacement: Sendable, Equatable {
        /// There is none.
        case nothing
        /// The place of this call.
        case call(CallID)
        /// It cannot be: the status says why.
        case refused(Int)
    }

    /// Finds the call whose place an INVITE wants (RFC 3891 §3): answered, or dialled by us and not answered yet.
    func replacement(by request: Message, from origin: Origin) -> Replacement {
        let wanted: Replaces
        do {
            guard let value = try request.replaces() else { return .nothing }
            wanted = value
        } catch {
            return .refused(400)
        }
        let found = table.filter { call in
            call.replaces == nil && call.dialogs.contains { wanted.matches($0.id) }
        }
        guard found.count == 1, let call = found.first else {
            let wasThere = found.isEmpty && endedDialogs.contains { wanted.matches($0) }
            return .refused(wasThere ? 603 : 481)
        }
        if !call.isOver, !mayReplace(call, from: origin) { return .refused(403) }
        // One successor at a time: a second one would hold a place that nobody counts.
        if table.contains(where: { $0.replaces == call.id && !$0.isOver }) { return .refused(486) }
        switch call.phase {
        case .ended: return .refused(603)
        // An early dialog that the peer began: not ours to give away.
        case .alerting: return .refused(481)
        case .accepted, .established: return wanted.isEarlyOnly ? .refused(486) : .call(call.id)
        case .preparing, .inviting: return .call(call.id)
        }
    }

    /// RFC 3891 §3 wants the replacing party authorised. The line's own server has authenticated whoever calls through it. A
    /// line without any server has no such word: there the Call-ID and both tags of the dialog, known to its parties alone,
    /// are the proof.
    private func mayReplace(_ call: Call, from origin: Origin) -> Bool {
        guard let line = line(call.account) else { return false }
        return line.ways.isEmpty || isFromServer(origin, of: call.account)
    }

    /// The new call is answered: it takes over what the agent had set, and the old one goes without a word of its own.
    mutating func takePlace(of old: CallID, by id: CallID, at now: Instant) {
        guard let place = place(of: id) else { return }
        table[place].replaces = nil
        table[place].told = table[place].snapshot
        tell(.callReplaced(old, by: table[place].snapshot))
        guard let former = self.place(of: old), !table[former].isOver else { return }
        table[former].isSilent = true
        switch table[former].phase {
        case .preparing, .inviting: giveUp(old, reason: EndReason(.cancelledByMe), at: now)
        case .alerting, .accepted, .established: hangUpNow(old, EndReason(.endedByMe), at: now)
        case .ended: break
        }
    }

    /// Keeps the dialog of a call that ended, so that a late Replaces is declined and does not ring (RFC 3891 §3).
    mutating func remember(_ dialog: Dialog?) {
        guard let dialog else { return }
        endedDialogs.append(dialog.id)
        if endedDialogs.count > Limits.rememberedDialogs { endedDialogs.removeFirst() }
    }
}

extension Call {
    /// The chosen dialog, or the early ones of every branch.
    var dialogs: [Dialog] { (dialog.map { [$0] } ?? []) + forks.map(\.dialog) }
}
