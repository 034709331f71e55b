import JSONText

// One object on one line, the same for every program that is told. A member that is not known is left out.
extension CallEvent {
    public var json: JSON {
        .record([
            "v": .integer(Self.version), "event": .text(kind.rawValue), "call_id": .text(call),
            "sip_call_id": sipCallID.map { .text($0) }, "direction": .text(isIncoming ? "incoming" : "outgoing"),
            "from": from.json, "to": to.json, "diverted_by": divertedBy.map(\.json), "queue": queue.map { .text($0) },
            "account": .text(account), "agent_login": agent.map { .text($0) }, "t": .integer(at),
            "ring_ms": ringMilliseconds.map { .integer($0) }, "talk_ms": talkMilliseconds.map { .integer($0) },
            "end_cause": endCause.map { .text($0) }, "quality": quality.map { .integer($0) },
        ])
    }

    /// The event as it was written, such as from a file of events; nil: it is none of this version. Members of other names are passed
    /// over.
    public init?(_ json: JSON) {
        guard json["v"]?.integer == Self.version, let kind = json["event"]?.text.flatMap(Kind.init(rawValue:)),
            let call = json["call_id"]?.text, let at = json["t"]?.integer, let account = json["account"]?.text,
            let from = json["from"].flatMap(End.init), let to = json["to"].flatMap(End.init)
        else { return nil }
        let isIncoming: Bool
        switch json["direction"]?.text {
        case "incoming": isIncoming = true
        case "outgoing": isIncoming = false
        case _: return nil
        }
        self.init(
            kind: kind, call: call, sipCallID: json["sip_call_id"]?.text, isIncoming: isIncoming, from: from, to: to,
            divertedBy: json["diverted_by"].flatMap(End.init), queue: json["queue"]?.text, account: account,
            agent: json["agent_login"]?.text, at: at, ringMilliseconds: json["ring_ms"]?.integer,
            talkMilliseconds: json["talk_ms"]?.integer, endCause: json["end_cause"]?.text,
            quality: json["quality"]?.integer)
    }

    /// The event of one line.
    public init?(line: [UInt8]) {
        guard let json = try? JSONParser.parse(line, most: Limits.callEventOctets) else { return nil }
        self.init(json)
    }
}

extension CallEvent.End {
    var json: JSON {
        .record([
            "number_e164": e164.map { .text($0) }, "raw": raw.map { .text($0) }, "display": display.map { .text($0) },
            "asserted": .boolean(isAsserted),
        ])
    }

    init?(_ json: JSON) {
        guard case .object = json else { return nil }
        self.init(
            e164: json["number_e164"]?.text, raw: json["raw"]?.text, display: json["display"]?.text,
            isAsserted: json["asserted"]?.boolean ?? false)
    }
}
