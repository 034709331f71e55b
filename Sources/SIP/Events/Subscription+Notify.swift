import Time

// The notifier's turn (RFC 6665 §4.1.3, §4.4.1).
extension Subscription {
    /// What to answer to a NOTIFY, and what follows from it.
    public struct Notice: Sendable, Equatable {
        /// The status of the answer; the body counts only where it is 200.
        public var status: Int
        public var actions: [SubscriptionAction]
    }

    /// Whether a NOTIFY names this subscription: its Call-ID, our tag and the event package. The tag of ours cannot be guessed,
    /// so nobody who has not seen our SUBSCRIBE gets so far.
    public func matches(_ request: Message) -> Bool {
        !callID.isEmpty && request.callID == callID && request.toTag == localTag
            && request.event == settings.package.lowercased()
    }

    /// A NOTIFY that `matches`.
    public mutating func receive(
        notify request: Message, at now: Instant, using randomness: inout Randomness
    ) -> Notice {
        switch state {
        case .idle, .waiting, .ended: return Notice(status: 481, actions: [])
        case .subscribing, .pending, .active, .leaving: break
        }
        if var dialog {
            // Another fork of our SUBSCRIBE: the first one has the subscription.
            guard dialog.id.remoteTag == request.fromTag ?? "" else { return Notice(status: 481, actions: []) }
            let verdict = dialog.receive(request: request)
            self.dialog = dialog
            if let status = verdict.status { return Notice(status: status, actions: []) }
        } else {
            dialog = Dialog(
                asSubscriber: settings.subscriber.tagged(localTag), localSequence: lastSequence, notify: request)
            guard dialog != nil else { return Notice(status: 400, actions: []) }
        }
        notifyBy = state == .leaving ? notifyBy : nil
        let said = SubscriptionState(request.header("Subscription-State"))
        switch said.phase {
        case .active: stand(.active, said, at: now, using: &randomness)
        case .pending: stand(.pending, said, at: now, using: &randomness)
        case .terminated: return Notice(status: 200, actions: terminated(said, at: now, using: &randomness))
        }
        return Notice(status: 200, actions: [])
    }

    /// How a NOTIFY whose notice has status 200 was answered in the end: only then it moves the dialog's target.
    public mutating func answered(notify status: Int) { dialog?.answered(.notify, status: status) }

    private mutating func stand(
        _ next: State, _ said: SubscriptionState, at now: Instant, using randomness: inout Randomness
    ) {
        guard state != .leaving else { return }
        state = next
        // The life that NOTIFY tells is the newest; before the 2xx it is the only one (RFC 6665 §4.1.3).
        if let seconds = said.expires, seconds > 0 {
            setLife(seconds, at: now, using: &randomness)
        } else if !hasLife {
            setLife(settings.expirySeconds, at: now, using: &randomness)
        }
    }

    /// RFC 6665 §4.1.3: what each reason lets us do.
    private mutating func terminated(
        _ said: SubscriptionState, at now: Instant, using randomness: inout Randomness
    ) -> [SubscriptionAction] {
        if state == .leaving { return end(.unsubscribed) }
        switch said.reason {
        case "rejected", "noresource", "invariant": return end(.terminated(reason: said.reason ?? ""))
        case "deactivated", "timeout": return renew(at: now, using: &randomness)
        case "probation", "giveup": return wait(atLeast: said.retryAfter, at: now, using: &randomness)
        case _:
            return said.retryAfter == nil
                ? renew(at: now, using: &randomness)
                : wait(atLeast: said.retryAfter, at: now, using: &randomness)
        }
    }
}
