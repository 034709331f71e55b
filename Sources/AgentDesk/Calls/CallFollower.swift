import CallEngine
import Time

/// Makes call events of what the engine tells: for each call in their order, and each once.
///
/// `ringing` is the first of every call: it rings here, or the agent dialled it. `answered` comes once; `held` and `resumed` each time
/// that one of both ends holds and nobody does any more; `transferred` where the other end was handed over; `missed` or `ended` is the
/// last.
public struct CallFollower: Sendable {
    /// One line of the agent, as events tell it.
    public struct Line: Sendable, Equatable {
        public var name: String
        /// The user part of its address.
        public var user: String?

        public init(name: String, user: String?) {
            self.name = name
            self.user = user
        }
    }

    private struct Followed {
        var call: CallSnapshot
        var isAnswered = false
        var isHeld = false
        var isTransferred = false
        var newest: CallEvent
    }

    private let run: String
    private let agent: String?
    private let lines: [Line]
    /// Who a party is that is not withheld: its number in E.164 and the name by which it is known are found here.
    public var identify: @Sendable (Party) -> CallEvent.End
    private var calls: [CallID: Followed] = [:]
    private var last: (call: CallID, event: CallEvent)?

    /// - Parameters:
    ///   - run: a UUID of this run of the program (`CallKey`).
    ///   - agent: the agent's login where events tell it.
    ///   - lines: in the order of the engine's accounts.
    public init(
        run: String, agent: String?, lines: [Line],
        identify: @escaping @Sendable (Party) -> CallEvent.End = { CallEvent.End($0) }
    ) {
        self.run = run
        self.agent = agent
        self.lines = lines
        self.identify = identify
    }

    /// The newest event of a call that goes on, or of the one that ended last; nil: nothing is known of it any more.
    public func newest(of call: CallID) -> CallEvent? {
        calls[call]?.newest ?? (last?.call == call ? last?.event : nil)
    }

    /// The newest event of the call that ended last.
    public var ofLastEnded: CallEvent? { last?.event }

    /// Takes one event of the engine in.
    /// - Parameter clock: the clock on the wall, in milliseconds since 1970-01-01 UTC.
    public mutating func receive(_ event: EngineEvent, at now: Instant, clock: Int) -> [CallEvent] {
        switch event {
        case .callReceived(let call), .callDialled(let call, token: _):
            return begin(call, at: now, clock: clock)
        case .callChanged(let call):
            return change(call, at: now, clock: clock)
        case .qualityChanged(let id, let quality, from: _):
            calls[id]?.call.quality = quality
            return []
        case .transferChanged(let id, .done):
            guard calls[id]?.isTransferred == false else { return [] }
            calls[id]?.isTransferred = true
            return tell(.transferred, id, at: now, clock: clock)
        case .callEnded(let call, let reason):
            return end(call, reason, at: now, clock: clock)
        case .callReplaced(let old, by: let call):
            return replace(old, by: call, at: now, clock: clock)
        case .accountChanged, .dialRefused, .callMeasured, .callRefusedInClear, .digitReceived, .textReceived,
            .statistics, .commandRefused, .transferChanged, .transferRequested, .conferenceChanged,
            .doNotDisturbChanged, .forwardingChanged, .voicemailChanged, .watchedChanged, .messageReceived,
            .messageAnswered, .strangersRefused, .shutDownFinished:
            return []
        }
    }

    private mutating func begin(_ call: CallSnapshot, at now: Instant, clock: Int) -> [CallEvent] {
        guard calls[call.id] == nil, calls.count < Limits.followedCalls else { return [] }
        let event = record(.ringing, call, at: now, clock: clock)
        calls[call.id] = Followed(call: call, newest: event)
        return [event]
    }

    private mutating func change(_ call: CallSnapshot, at now: Instant, clock: Int) -> [CallEvent] {
        guard let known = calls[call.id] else { return [] }
        calls[call.id]?.call = call
        if call.quality == nil { calls[call.id]?.call.quality = known.call.quality }
        var events: [CallEvent] = []
        if !known.isAnswered, call.answeredAt != nil {
            calls[call.id]?.isAnswered = true
            events += tell(.answered, call.id, at: now, clock: clock)
        }
        let isHeld = call.state == .held || call.state == .heldByPeer
        if isHeld != known.isHeld, isHeld || call.state == .active {
            calls[call.id]?.isHeld = isHeld
            events += tell(isHeld ? .held : .resumed, call.id, at: now, clock: clock)
        }
        return events
    }

    private mutating func end(_ call: CallSnapshot, _ reason: EndReason, at now: Instant, clock: Int) -> [CallEvent] {
        guard let known = calls.removeValue(forKey: call.id) else { return [] }
        var ended = call
        if ended.quality == nil { ended.quality = known.call.quality }
        if ended.answeredAt == nil { ended.answeredAt = known.call.answeredAt }
        let isMissed = ended.direction == .incoming && ended.answeredAt == nil && reason.cause == .missed
        let event = record(
            isMissed ? .missed : .ended, ended, endCause: reason.cause.rawValue, at: ended.endedAt ?? now, clock: clock)
        last = (call.id, event)
        return [event]
    }

    /// The second call takes the place of the first, which ends without a word of the engine (RFC 3891).
    private mutating func replace(_ old: CallID, by call: CallSnapshot, at now: Instant, clock: Int) -> [CallEvent] {
        var events: [CallEvent] = []
        if let known = calls.removeValue(forKey: old) {
            let event = record(.ended, known.call, endCause: "replaced", at: now, clock: clock)
            last = (old, event)
            events.append(event)
        }
        return events + begin(call, at: now, clock: clock) + change(call, at: now, clock: clock)
    }

    private mutating func tell(_ kind: CallEvent.Kind, _ id: CallID, at now: Instant, clock: Int) -> [CallEvent] {
        guard let call = calls[id]?.call else { return [] }
        let event = record(kind, call, at: now, clock: clock)
        calls[id]?.newest = event
        return [event]
    }

    private func record(
        _ kind: CallEvent.Kind, _ call: CallSnapshot, endCause: String? = nil, at now: Instant, clock: Int
    ) -> CallEvent {
        let isIncoming = call.direction == .incoming
        let line = lines.indices.contains(call.account.number) ? lines[call.account.number] : nil
        let own = CallEvent.End(raw: isIncoming ? call.dialledUser : line?.user, display: line?.name, isAsserted: true)
        let other = end(call.remote)
        let isOver = endCause != nil
        return CallEvent(
            kind: kind, call: CallKey.of(call.id, run: run), sipCallID: call.sipCallID, isIncoming: isIncoming,
            from: isIncoming ? other : own, to: isIncoming ? own : other, divertedBy: call.forwardedBy.first.map(end),
            queue: call.queue, account: line?.name ?? "", agent: agent, at: clock,
            ringMilliseconds: call.answeredAt.map { milliseconds(call.startedAt, $0) }
                ?? (isOver ? milliseconds(call.startedAt, now) : nil),
            talkMilliseconds: isOver ? call.answeredAt.map { milliseconds($0, now) } : nil, endCause: endCause,
            quality: isOver ? call.quality.map { $0.scoreTenths &* 10 } : nil)
    }

    /// A caller who asked not to be shown is shown to no program.
    private func end(_ party: Party) -> CallEvent.End { party.isWithheld ? CallEvent.End() : identify(party) }

    private func milliseconds(_ start: Instant, _ end: Instant) -> Int {
        let parts = start.duration(to: end).components
        return Int(clamping: parts.seconds &* 1_000 &+ parts.attoseconds / 1_000_000_000_000_000)
    }
}

extension CallEvent.End {
    /// A party as the network names it.
    public init(_ party: Party) {
        self.init(raw: party.number, display: party.name, isAsserted: party.isAsserted)
        if party.isWithheld { self = CallEvent.End() }
    }
}
