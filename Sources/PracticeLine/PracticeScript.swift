import CallEngine
import SIP
import Time

/// What the far ends do, as a value: told the engine's events and the time, it answers with commands.
///
/// Each number is an account of its own, in the order of `PracticeEntry.all`; the account that a call comes in on
/// says who was dialled.
struct PracticeScript: Sendable, Equatable {
    /// How long a far end rings before it answers.
    static let answerDelay = Duration.seconds(1)
    /// How long `ringBack` stays on the line, and how long it then waits before it calls.
    static let ringBackTalk = Duration.milliseconds(1_500)
    static let ringBackPause = Duration.seconds(3)
    /// How long `tenSeconds` stays on the line.
    static let tenSeconds = Duration.seconds(10)
    /// How long two far ends that the agent joined by a transfer stay together: nobody hears them.
    static let joinedTalk = Duration.seconds(5)

    private enum Step: Equatable {
        case answer, hangUp
    }

    private struct Call: Equatable {
        var behaviour: PracticeEntry.Behaviour
        /// Where to call back: an address made of the caller's name and of where the INVITE came from.
        var caller: String?
        var isOutgoing = false
        /// The agent sent this far end there by a transfer.
        var isJoined = false
        var isAnswered = false
        var due: (step: Step, at: Instant)?

        static func == (left: Call, right: Call) -> Bool {
            left.behaviour == right.behaviour && left.caller == right.caller && left.isOutgoing == right.isOutgoing
                && left.isJoined == right.isJoined && left.isAnswered == right.isAnswered
                && left.due?.step == right.due?.step
                && left.due?.at == right.due?.at
        }
    }

    private struct RingBack: Equatable {
        var address: String
        var due: Instant
    }

    /// Where the far ends are.
    var port: UInt16 = 5060
    private let behaviours: [PracticeEntry.Behaviour]
    private var calls: [CallID: Call] = [:]
    private var ringBacks: [RingBack] = []

    init(behaviours: [PracticeEntry.Behaviour] = PracticeEntry.all.map(\.behaviour)) {
        self.behaviours = behaviours
    }

    /// What the caller of this call hears; nil where there is no such call.
    func behaviour(of call: CallID) -> PracticeEntry.Behaviour? { calls[call]?.behaviour }

    /// - Parameter source: where the message that caused the event came from, where one did.
    mutating func receive(_ event: EngineEvent, from source: TransportAddress?, at now: Instant) -> [EngineCommand] {
        switch event {
        case .callReceived(let snapshot):
            return answer(snapshot, from: source, at: now)
        case .callDialled(let snapshot, _):
            var call = Call(behaviour: .ringBack, isOutgoing: true)
            call.isJoined = snapshot.referredBy != nil
            call.due = (.hangUp, now + .seconds(Limits.ringingSeconds))
            calls[snapshot.id] = call
        case .callChanged(let snapshot):
            changed(snapshot, at: now)
        case .callEnded(let snapshot, _):
            ended(snapshot.id, at: now)
        case .callReplaced(let old, by: let snapshot):
            calls[snapshot.id] = calls.removeValue(forKey: old)
        case .transferRequested(let id, to: let target, by: _):
            return [.answerTransferRequest(id, accept: PracticeEntry.isFarEnd(target, at: port))]
        case .textReceived(let id, let text, from: nil): return echo(text, to: id)
        case .accountChanged, .dialRefused, .digitReceived, .textReceived, .statistics, .commandRefused,
            .shutDownFinished,
            .transferChanged, .conferenceChanged, .doNotDisturbChanged, .forwardingChanged, .voicemailChanged,
            .watchedChanged, .messageReceived, .messageAnswered, .strangersRefused, .callRefusedInClear,
            .callMeasured, .qualityChanged:
            break
        }
        return []
    }

    /// When to call `handleTimeout`.
    var nextDeadline: Instant? {
        (calls.values.compactMap { $0.due?.at } + ringBacks.map(\.due)).min()
    }

    mutating func handleTimeout(at now: Instant) -> [EngineCommand] {
        var commands: [EngineCommand] = []
        for (id, call) in calls.sorted(by: { $0.key < $1.key }) {
            guard let due = call.due, due.at <= now else { continue }
            calls[id]?.due = nil
            switch due.step {
            case .answer: commands.append(.answer(id))
            case .hangUp: commands.append(.hangUp(id))
            }
        }
        for ringBack in ringBacks where ringBack.due <= now {
            commands.append(.dial(to: ringBack.address, account: account(of: .ringBack), token: 0))
        }
        ringBacks.removeAll { $0.due <= now }
        return commands
    }

    // MARK: The far ends

    private func account(of behaviour: PracticeEntry.Behaviour) -> AccountID? {
        behaviours.firstIndex(of: behaviour).map { AccountID($0) }
    }

    private mutating func answer(
        _ snapshot: CallSnapshot, from source: TransportAddress?, at now: Instant
    ) -> [EngineCommand] {
        let number = snapshot.account.number
        let isListed = PracticeEntry.all.contains { $0.user == snapshot.dialledUser }
        guard isListed, behaviours.indices.contains(number), calls.count < Limits.calls else {
            return [.decline(snapshot.id, .unavailable)]
        }
        let behaviour = behaviours[number]
        var call = Call(behaviour: behaviour)
        switch behaviour {
        case .busy: return [.decline(snapshot.id, .busy)]
        case .refuse: return [.decline(snapshot.id, .declined)]
        case .silent: break
        case .echo, .welcome, .tenSeconds: call.due = (.answer, now + Self.answerDelay)
        case .ringBack:
            call.due = (.answer, now + Self.answerDelay)
            // Another far end that was sent here waits for nobody.
            if PracticeEntry.isFarEnd(snapshot.remote, at: port) { break }
            call.caller = source.map { Self.address(user: snapshot.remote.number ?? "agent", at: $0) }
        }
        calls[snapshot.id] = call
        return []
    }

    /// The moment of the answer sets how long the far end stays.
    private mutating func changed(_ snapshot: CallSnapshot, at now: Instant) {
        guard snapshot.state == .active, var call = calls[snapshot.id], !call.isAnswered else { return }
        call.isAnswered = true
        switch call.behaviour {
        case _ where call.isJoined: call.due = (.hangUp, now + Self.joinedTalk)
        case .ringBack where !call.isOutgoing: call.due = (.hangUp, now + Self.ringBackTalk)
        case .tenSeconds: call.due = (.hangUp, now + Self.tenSeconds)
        case .echo, .welcome, .ringBack, .busy, .refuse, .silent:
            call.due = (.hangUp, now + .seconds(Limits.callSeconds))
        }
        calls[snapshot.id] = call
    }

    private mutating func ended(_ id: CallID, at now: Instant) {
        guard let call = calls.removeValue(forKey: id), call.isAnswered, let caller = call.caller,
            ringBacks.count < Limits.ringBacks
        else { return }
        ringBacks.append(RingBack(address: caller, due: now + Self.ringBackPause))
    }

    /// What is written to the echo comes back. What others write through the agent's conference does not: two echoes would
    /// write to each other without an end.
    private func echo(_ text: String, to id: CallID) -> [EngineCommand] {
        guard calls[id]?.behaviour == .echo else { return [] }
        let kept = text.filter { $0 != "\u{07}" && $0 != "\u{FFFD}" }.map { $0 == "\n" ? "\u{2028}" : $0 }
        return kept.isEmpty ? [] : [.sendText(id, String(kept))]
    }

    /// `sip:user@host:port;transport=…` (RFC 3261 §19.1.1), with only unreserved characters of the user kept.
    private static func address(user: String, at source: TransportAddress) -> String {
        let kept = user.filter { $0.isASCII && ($0.isLetter || $0.isNumber || "+-_.".contains($0)) }
        let host = source.host.contains(":") ? "[\(source.host)]" : source.host
        let transport = source.transport == .udp ? "" : ";transport=\(source.transport.rawValue)"
        return "sip:\(kept.isEmpty ? "agent" : kept)@\(host):\(source.port)\(transport)"
    }
}
