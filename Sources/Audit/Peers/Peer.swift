import CallEngine
import Media
import Scenarios
import Synchronization
import Time
import Transport

/// A call of a far end, as its own user agent sees it.
struct PeerCall: Sendable {
    /// Of the lines of the far end.
    var line: Int
    var snapshot: CallSnapshot
    var end: EndReason?
    /// The program asks it to call somebody else (RFC 3515), and was not answered yet.
    var isTransferAsked = false
    var hasGreeted = false
    /// The last figures of the stream that were asked for.
    var statistics: StreamStatistics?

    var isOver: Bool { end != nil }
    var isRinging: Bool { !isOver && snapshot.direction == .incoming && snapshot.state == .incoming }
    var isCalling: Bool {
        !isOver && snapshot.direction == .outgoing && (snapshot.state == .dialing || snapshot.state == .ringing)
    }
    var isUp: Bool { !isOver && [.active, .held, .heldByPeer].contains(snapshot.state) }
}

/// What a far end was told by its user agent.
struct PeerEvent: Sendable {
    var time: Instant
    var event: EngineEvent
}

/// A far end of the scenario: told apart by its name, with a voice of its own, and what it does when it is called.
final class Peer: Sendable {
    private struct State {
        var lines: [PeerLine] = []
        var calls: [PeerCall] = []
        var events: [PeerEvent] = []
        var behaviour = PeerBehaviour.answers
        var delay: Duration?
        var isOver = false
    }

    let name: String
    /// Under which it is called.
    let user: String
    let voice: PeerVoice
    let sound: PeerSound
    private let encryption: PeerEncryption
    private let offersText: Bool
    private let exchange: Exchange
    private let state = Mutex(State())

    init(
        name: String, user: String, order: Int, encryption: PeerEncryption, offersText: Bool = true, exchange: Exchange
    ) throws(Stop) {
        self.name = name
        self.user = user
        voice = PeerVoice(order: order)
        sound = PeerSound(voice: voice)
        self.encryption = encryption
        self.offersText = offersText
        self.exchange = exchange
        _ = try line(.named)
    }

    // MARK: What is known of it

    /// The oldest first.
    var calls: [PeerCall] { state.withLock { $0.calls } }
    /// Everything that it was told.
    var events: [PeerEvent] { state.withLock { $0.events } }
    /// All users that are it.
    var users: [String] { state.withLock { $0.lines.map(\.user) } }

    /// The digits that came since then (RFC 4733), in order.
    func digits(since time: Instant?) -> String {
        var digits = ""
        for entry in events where time.map({ entry.time >= $0 }) ?? true {
            if case .digitReceived(_, let digit) = entry.event { digits.append(digit) }
        }
        return digits
    }

    /// The text that came since then (RFC 4103), erasures carried out; U+FFFD stands for what was lost.
    func text(since time: Instant?) -> String {
        var text = ""
        for entry in events where time.map({ entry.time >= $0 }) ?? true {
            guard case .textReceived(_, let part, _) = entry.event else { continue }
            for character in part {
                if character == "\u{08}" { _ = text.popLast() } else { text.append(character) }
            }
        }
        return text
    }

    /// When the latest of it came; nil where nothing came since then.
    func lastText(since time: Instant) -> Instant? {
        events.last { entry in
            if case .textReceived = entry.event { entry.time >= time } else { false }
        }?.time
    }

    // MARK: What it does

    /// What it does when it is called from now on.
    func behave(_ behaviour: PeerBehaviour, after delay: Duration?) {
        state.withLock { state in
            state.behaviour = behaviour
            state.delay = delay
        }
    }

    /// The line that shows this; started where there is none.
    func line(_ identity: PeerIdentity) throws(Stop) -> Int {
        if let place = state.withLock({ $0.lines.firstIndex { $0.identity == identity } }) { return place }
        let place = state.withLock { $0.lines.count }
        let user =
            switch identity {
            case .named: user
            case .number(let number): PeerName.number(number)
            case .withheld: "anonymous-" + user
            }
        let line = try PeerLine(
            identity, user: user, name: name, encryption: encryption, offersText: offersText, exchange: exchange,
            sound: sound
        ) { [weak self] event, time in self?.told(event, at: time, line: place) }
        state.withLock { $0.lines.append(line) }
        line.join(exchange)
        return place
    }

    func perform(_ command: EngineCommand, line: Int, after delay: Duration? = nil) {
        state.withLock { perform(command, line: line, after: delay, &$0) }
    }

    /// Commands one after the other, so far apart.
    func perform(_ commands: [EngineCommand], line: Int, apart: Duration) {
        for (place, command) in commands.enumerated() { perform(command, line: line, after: apart * place) }
    }

    /// Does with a call that rings what is said.
    func does(_ behaviour: PeerBehaviour, with call: PeerCall, after delay: Duration?) {
        state.withLock { react(behaviour, call, after: delay, &$0) }
    }

    func clearTransfer(_ call: PeerCall) {
        state.withLock { state in
            for place in state.calls.indices
            where state.calls[place].line == call.line && state.calls[place].snapshot.id == call.snapshot.id {
                state.calls[place].isTransferAsked = false
            }
        }
    }

    /// Blocks for a moment.
    func end() {
        let lines = state.withLock { state in
            state.isOver = true
            return state.lines
        }
        for line in lines { line.end() }
    }

    // MARK: What happens to it

    /// On the signalling loop of a line.
    private func told(_ event: EngineEvent, at time: Instant, line: Int) {
        state.withLock { state in
            guard !state.isOver else { return }
            if state.events.count < Limits.peerEvents { state.events.append(PeerEvent(time: time, event: event)) }
            note(event, line: line, &state)
        }
    }

    private func note(_ event: EngineEvent, line: Int, _ state: inout State) {
        switch event {
        case .callReceived(let snapshot):
            let call = PeerCall(line: line, snapshot: snapshot)
            Self.keep(call, &state)
            react(state.behaviour, call, after: state.delay, &state)
        case .callDialled(let snapshot, _): Self.keep(PeerCall(line: line, snapshot: snapshot), &state)
        case .callChanged(let snapshot):
            Self.change(snapshot.id, line, &state) { call in
                call.snapshot = snapshot
                guard snapshot.state == .active, !call.hasGreeted else { return }
                call.hasGreeted = true
                sound.greet()
            }
        case .callEnded(let snapshot, let reason):
            Self.change(snapshot.id, line, &state) { call in
                call.snapshot = snapshot
                call.end = reason
            }
        case .callReplaced(let old, by: let snapshot):
            Self.change(old, line, &state) { $0.end = EndReason(.endedByPeer) }
            Self.keep(PeerCall(line: line, snapshot: snapshot, hasGreeted: true), &state)
        case .transferRequested(let id, to: _, by: _): Self.change(id, line, &state) { $0.isTransferAsked = true }
        case .statistics(let id, let figures, token: _): Self.change(id, line, &state) { $0.statistics = figures }
        default: break
        }
    }

    private static func keep(_ call: PeerCall, _ state: inout State) {
        if state.calls.count < Limits.peerEvents { state.calls.append(call) }
    }

    private static func change(_ id: CallID, _ line: Int, _ state: inout State, _ body: (inout PeerCall) -> Void) {
        for place in state.calls.indices
        where state.calls[place].line == line && state.calls[place].snapshot.id == id { body(&state.calls[place]) }
    }

    private func react(
        _ behaviour: PeerBehaviour, _ call: PeerCall, after delay: Duration?, _ state: inout State
    ) {
        let command: EngineCommand? =
            switch behaviour {
            case .answers: .answer(call.snapshot.id)
            case .declines: .decline(call.snapshot.id, .declined)
            case .busy: .decline(call.snapshot.id, .busy)
            case .neverAnswers: nil
            }
        if let command { perform(command, line: call.line, after: delay, &state) }
    }

    private func perform(_ command: EngineCommand, line: Int, after delay: Duration?, _ state: inout State) {
        guard state.lines.indices.contains(line), !state.isOver else { return }
        let line = state.lines[line]
        guard let delay, delay > .zero else { return line.perform(command) }
        exchange.later(delay) { line.perform(command) }
    }
}
