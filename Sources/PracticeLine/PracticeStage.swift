import CallEngine
import SIP
import Synchronization
import Time
import Transport

/// Plays the script: hands it the engine's events and the time, and its commands to the engine.
final class PracticeStage: Sendable {
    private struct State {
        var script = PracticeScript()
        /// Where the message came from that the engine was last told; nil where it was told something else.
        var source: TransportAddress?
        /// The media session that the engine opened for its last input, and the call that it told of.
        var opened: MediaID?
        var received: CallID?
        /// Which far end speaks on which media session; the rest are calls that ring back.
        var behaviours: [MediaID: PracticeEntry.Behaviour] = [:]
        var agent: UserAgent?
        var timer: Task<Void, Never>?
        var timerDeadline: Instant?
    }

    private let state = Mutex(State())
    private let sounds: PracticeSounds

    init(welcome: [Int16]) {
        sounds = PracticeSounds(welcome: welcome)
    }

    func attach(_ agent: UserAgent) {
        state.withLock {
            $0.agent = agent
            if let port = agent.listeningAddress?.port { $0.script.port = port }
        }
    }

    /// Nothing is asked of the engine afterwards.
    func close() {
        state.withLock { state in
            state.agent = nil
            state.timer?.cancel()
            state.timer = nil
        }
    }

    /// On the signalling loop, before the engine takes the input: its events follow on the same thread.
    func note(_ input: EngineInput) {
        state.withLock { state in
            if case .received(_, _, let from) = input { state.source = from } else { state.source = nil }
            state.opened = nil
            state.received = nil
        }
    }

    /// On the signalling loop: the media session that an INVITE opens belongs to the call that it begins.
    func note(_ action: EngineAction) {
        guard case .media(let request) = action else { return }
        state.withLock { state in
            switch request {
            case .open(let media, _):
                state.opened = media
                match(&state)
            case .close(let media): state.behaviours[media] = nil
            case .rebind, .apply, .mute, .record, .ownSound, .tone, .digits, .statistics, .conference, .partyNames,
                .openText,
                .applyText,
                .text, .expectHandshake, .gather:
                break
            }
        }
    }

    /// On the signalling loop.
    func told(_ event: EngineEvent, at now: Instant) {
        state.withLock { state in
            let commands = state.script.receive(event, from: state.source, at: now)
            if case .callReceived(let snapshot) = event {
                state.received = snapshot.id
                match(&state)
            }
            perform(commands, &state)
        }
    }

    private func match(_ state: inout State) {
        guard let media = state.opened, let call = state.received else { return }
        state.behaviours[media] = state.script.behaviour(of: call)
    }

    /// On the media loop: what the far end of a call says.
    func endpoint(for media: MediaID) -> InternalEndpoint {
        let behaviour = state.withLock { $0.behaviours[media] }
        return sounds.endpoint(of: behaviour ?? .ringBack)
    }

    private func perform(_ commands: [EngineCommand], _ state: inout State) {
        for command in commands { state.agent?.perform(command) }
        setTimer(&state)
    }

    private func setTimer(_ state: inout State) {
        let deadline = state.script.nextDeadline
        guard deadline != state.timerDeadline else { return }
        state.timer?.cancel()
        state.timer = nil
        state.timerDeadline = deadline
        guard let deadline, state.agent != nil else { return }
        state.timer = Task { [weak self] in
            try? await Task.sleep(for: deadline - .now, clock: .continuous)
            if !Task.isCancelled { self?.wake() }
        }
    }

    private func wake() {
        state.withLock { state in
            state.timerDeadline = nil
            let commands = state.script.handleTimeout(at: .now)
            perform(commands, &state)
        }
    }
}
