import JSONText

/// An item as the disk keeps it, without what stands in columns of its own.
extension OutboxItem {
    /// The record or event, and what came of it.
    public var body: JSON {
        .record([
            "record": record.map(\.json), "event": event.map(\.stored), "reason": reason.map { .text($0) },
            "number": receipt.map { .text($0.number) }, "url": receipt?.url.map { .text($0) },
            "news": news.map(\.json), "wait_told": isWaitTold ? .boolean(true) : nil,
            "drop": isDropWanted ? .boolean(true) : nil, "erased": isErased ? .boolean(true) : nil,
        ])
    }

    private var event: CallEvent? { if case .event(let event) = content { event } else { nil } }

    /// - Parameter body: as `body` gave it; nil comes of anything else.
    public init?(
        key: String, number: Int, connector: String, call: String?, state: String, attempts: Int, body: JSON
    ) {
        guard let state = State(rawValue: state), number >= 0, number < Int.max, !key.isEmpty else { return nil }
        let content: Content
        if let record = body["record"].flatMap(IncidentRecord.init(json:)) {
            content = .record(record)
        } else if let event = body["event"].flatMap(CallEvent.init(stored:)) {
            content = .event(event)
        } else {
            return nil
        }
        self.init(key: key, number: number, connector: connector, call: call, content: content)
        self.state = state
        self.attempts = min(max(0, attempts), 1_000)
        reason = body["reason"]?.text
        receipt = body["number"]?.text.map { Receipt(number: $0, url: body["url"]?.text) }
        news = body["news"].flatMap(IncidentNews.init(json:))
        isWaitTold = body["wait_told"]?.boolean ?? false
        isDropWanted = body["drop"]?.boolean ?? false
        isErased = body["erased"]?.boolean ?? false
    }
}

extension IncidentNews {
    fileprivate var json: JSON {
        switch self {
        case .kept: .record(["is": .text("kept")])
        case .waits: .record(["is": .text("waits")])
        case .uncertain: .record(["is": .text("uncertain")])
        case .refused(let reason): .record(["is": .text("refused"), "reason": .text(reason)])
        case .sent(let number, let url):
            .record(["is": .text("sent"), "number": .text(number), "url": url.map { .text($0) }])
        }
    }

    fileprivate init?(json: JSON) {
        switch json["is"]?.text {
        case "kept": self = .kept
        case "waits": self = .waits
        case "uncertain": self = .uncertain
        case "refused": self = .refused(json["reason"]?.text ?? "")
        case "sent": self = .sent(number: json["number"]?.text ?? "", url: json["url"]?.text)
        default: return nil
        }
    }
}
