import JSONText

/// An event as the outbox keeps it on the disk until it has come to its server.
extension CallEvent {
    var stored: JSON {
        .record([
            "kind": .text(kind.rawValue), "call": .text(call), "sip": sipCallID.map { .text($0) },
            "incoming": .boolean(isIncoming), "from": from.stored, "to": to.stored,
            "diverted_by": divertedBy.map(\.stored), "queue": queue.map { .text($0) }, "account": .text(account),
            "agent": agent.map { .text($0) }, "at": .integer(at), "ring": ringMilliseconds.map { .integer($0) },
            "talk": talkMilliseconds.map { .integer($0) }, "cause": endCause.map { .text($0) },
            "quality": quality.map { .integer($0) },
        ])
    }

    init?(stored: JSON) {
        guard let kind = stored["kind"]?.text.flatMap(Kind.init), let call = stored["call"]?.text,
            let from = stored["from"].map(End.init(stored:)), let to = stored["to"].map(End.init(stored:)),
            let at = stored["at"]?.integer
        else { return nil }
        self.init(
            kind: kind, call: call, sipCallID: stored["sip"]?.text, isIncoming: stored["incoming"]?.boolean ?? true,
            from: from, to: to, divertedBy: stored["diverted_by"].map(End.init(stored:)),
            queue: stored["queue"]?.text, account: stored["account"]?.text ?? "", agent: stored["agent"]?.text, at: at,
            ringMilliseconds: stored["ring"]?.integer, talkMilliseconds: stored["talk"]?.integer,
            endCause: stored["cause"]?.text, quality: stored["quality"]?.integer)
    }
}

extension CallEvent.End {
    fileprivate var stored: JSON {
        .record([
            "e164": e164.map { .text($0) }, "raw": raw.map { .text($0) }, "display": display.map { .text($0) },
            "asserted": .boolean(isAsserted),
        ])
    }

    fileprivate init(stored: JSON) {
        self.init(
            e164: stored["e164"]?.text, raw: stored["raw"]?.text, display: stored["display"]?.text,
            isAsserted: stored["asserted"]?.boolean ?? false)
    }
}
