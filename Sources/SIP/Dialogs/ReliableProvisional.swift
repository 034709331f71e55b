import Time

/// RAck (RFC 3262 §7.2): which reliable provisional answer a PRACK acknowledges.
public struct ProvisionalAcknowledgement: Sendable, Hashable, CustomStringConvertible {
    /// RSeq of the answer.
    public var sequence: UInt32
    /// CSeq of the request that it answers.
    public var requestSequence: UInt32
    public var methodName: String

    public init(sequence: UInt32, requestSequence: UInt32, methodName: String) {
        self.sequence = sequence
        self.requestSequence = requestSequence
        self.methodName = methodName
    }

    /// Reads one value; nil where it is none.
    public init?(parsing text: String) {
        let words = text.split(whereSeparator: \.isWhitespace)
        guard words.count == 3, let sequence = UInt32(words[0]), let request = UInt32(words[1]) else { return nil }
        self.init(sequence: sequence, requestSequence: request, methodName: String(words[2]))
    }

    /// The value as it stands in the header.
    public var description: String { "\(sequence) \(requestSequence) \(methodName)" }
}

extension Message {
    /// RSeq of an answer that demands a PRACK (RFC 3262 §4): 101–199, required to be reliable, with a number. Otherwise nil.
    public var reliableSequence: UInt32? {
        guard let status = statusCode, (101..<200).contains(status),
            require.contains(where: { $0.lowercased() == "100rel" }), let text = header("RSeq"),
            let number = UInt32(text.filter { !$0.isWhitespace }), number > 0
        else { return nil }
        return number
    }

    /// RAck of a PRACK; nil where it is absent or unreadable.
    public var provisionalAcknowledgement: ProvisionalAcknowledgement? {
        header("RAck").flatMap { ProvisionalAcknowledgement(parsing: $0) }
    }
}

/// A provisional answer of ours that is sent again until its PRACK comes (RFC 3262 §3): T1 doubling without a longest wait,
/// over every transport, for 64 × T1.
public struct ReliableProvisional: Sendable, Equatable {
    /// What is to be done.
    public enum Step: Sendable, Equatable {
        case send(Message)
        /// No PRACK came: the request SHOULD be refused with a 5xx.
        case unacknowledged
        case wait
    }

    private let response: Message
    private let sequence: UInt32
    /// The answer bears a description: the 2xx waits for the PRACK (§3).
    public let bearsDescription: Bool
    private var retransmission: Backoff?
    private let end: Instant

    /// The answer was sent for the first time now.
    public init(
        _ response: Message, sequence: UInt32, timers: TimerValues = .standard, at now: Instant
    ) {
        self.response = response
        self.sequence = sequence
        bearsDescription = !response.body.isEmpty
        retransmission = Backoff(.g, longest: nil, isReliable: false, timers: timers, at: now)
        end = now.advanced(by: timers.patience)
    }

    /// When to call `handleTimeout` next.
    public var nextDeadline: Instant { min(retransmission?.deadline ?? end, end) }

    public mutating func handleTimeout(at now: Instant) -> Step {
        if now >= end { return .unacknowledged }
        guard (retransmission?.deadline).isDue(at: now) else { return .wait }
        retransmission?.fire(at: now)
        return .send(response)
    }

    /// Whether a PRACK is for this answer.
    public func isAcknowledged(by request: Message) -> Bool {
        let wanted = ProvisionalAcknowledgement(
            sequence: sequence, requestSequence: response.cSeq.number, methodName: response.methodName)
        return request.provisionalAcknowledgement == wanted
    }
}
