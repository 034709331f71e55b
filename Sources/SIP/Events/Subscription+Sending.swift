import Time

// The SUBSCRIBE requests (RFC 6665 §4.1.2, §4.4.1), and which answers are the last word on them.
extension Subscription {
    private func fields(expires: UInt32) -> [HeaderField] {
        [.other("Event", settings.package), .accept(settings.accepts), .expires(expires)] + settings.headers
    }

    mutating func send(at now: Instant, using randomness: inout Randomness) -> [SubscriptionAction] {
        guard let binding else { return wait(at: now, using: &randomness) }
        lastSequence &+= 1
        var headers: [HeaderField] = [.via(binding.via(using: &randomness)), .maxForwards(70)]
        headers += binding.routes.map { .route($0) }
        headers += [
            .from(settings.subscriber.tagged(localTag)), .to(NameAddress(uri: settings.resource)), .callID(callID),
            .cSeq(lastSequence, .subscribe), .contact(binding.contact),
        ]
        let message = Message.request(
            .subscribe, uri: settings.resource, headers: headers + fields(expires: expirySeconds))
        request = message
        notifyBy = now.advanced(by: EventLimits.notifyWait)
        return [.send(message)]
    }

    mutating func sendInDialog(
        expires: UInt32, at now: Instant, using randomness: inout Randomness
    ) -> [SubscriptionAction] {
        guard let binding, var dialog else { return wait(at: now, using: &randomness) }
        let message = dialog.request(
            .subscribe, via: binding.via(using: &randomness), contact: binding.contact,
            headers: fields(expires: expires))
        self.dialog = dialog
        request = message
        notifyBy = now.advanced(by: EventLimits.notifyWait)
        return [.send(message)]
    }

    /// Answers that no later try of ours changes.
    static func isFinal(_ status: Int) -> Bool {
        switch status {
        case 408, 480...483, 486, 487, 491, 494, 500, 502...504, 600: false
        case _: true
        }
    }
}
