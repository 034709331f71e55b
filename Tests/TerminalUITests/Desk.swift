import Announcements
import CallEngine
import Configuration
import Time

@testable import TerminalUI

/// An agent's desk in virtual time: keys and events in, lines, focus, utterances and effects out.
struct Desk {
    var state: AppState
    var now: Instant
    /// All effects since the last `forget`.
    var effects: [Effect] = []
    let start: Instant

    init(
        language: Language = .french, level: SpeechLevel = .short, keyboard: KeyboardLayout = .azerty,
        delivery: SpeechDelivery = .own, hasLine: Bool = true, configuration: Settings = Settings()
    ) {
        start = Instant.now
        now = start
        state = AppState(
            settings: InterfaceSettings(
                language: language, level: level, keyboard: keyboard, speechDelivery: delivery),
            accounts: hasLine ? [AccountLine(id: AccountID(0), name: "Accueil")] : [],
            dialEntries: [
                DialEntry(name: "Entraînement : Écho", address: "1"),
                DialEntry(name: "Entraînement : Occupé", address: "2"),
                DialEntry(name: "Accueil du site", address: "0476001122"),
            ], configuration: configuration, wallSeconds: 14 * 3600 + 5 * 60, at: start)
    }

    var screen: Screen { view(state) }
    var focusedLine: String { screen.items.isEmpty ? "" : screen.items[screen.focus] }

    mutating func send(_ event: AppEvent) { effects += update(&state, event, at: now) }

    mutating func press(_ chords: KeyChord...) {
        for chord in chords { send(.key(chord)) }
    }

    mutating func type(_ text: String, every gap: Duration = .milliseconds(300)) {
        for character in text {
            send(.key(.character(character)))
            pass(gap)
        }
    }

    /// Time goes by; what is due happens when it is due.
    mutating func pass(_ duration: Duration) {
        let end = now + duration
        var turns = 0
        while let due = state.nextDeadline, due <= end, turns < 1_000 {
            now = max(now, due)
            send(.timeout)
            turns += 1
        }
        now = end
    }

    /// The voice says everything to its end.
    mutating func hearAll() {
        for _ in 0..<50 {
            guard let id = lastSpokenID, state.speech.isSpeaking else { return }
            send(.speech(id: id, .started))
            send(.speech(id: id, .finished))
        }
    }

    private var lastSpokenID: Int? {
        effects.last { if case .speech(.speak(let said)) = $0 { !said.text.isEmpty } else { false } }.flatMap {
            if case .speech(.speak(let said)) = $0 { said.id } else { nil }
        }
    }

    mutating func forget() { effects = [] }

    // MARK: What came out

    var utterances: [Utterance] {
        effects.compactMap { if case .speech(.speak(let utterance)) = $0 { utterance } else { nil } }
    }
    var said: [String] { utterances.map(\.text).filter { !$0.isEmpty } }
    var earcons: [Earcon] { utterances.compactMap(\.earcon) }
    var commands: [EngineCommand] {
        effects.compactMap { if case .engine(let command) = $0 { command } else { nil } }
    }

    // MARK: The engine's part

    static func party(_ name: String?, _ number: String?, withheld: Bool = false) -> Party {
        Party(
            name: name, number: number, address: "sip:\(number ?? "anonymous")@example.org", isWithheld: withheld)
    }

    func call(
        _ id: Int, _ name: String? = "Dupont", _ callState: CallState = .incoming, number: String? = "0476001122",
        muted: Bool = false, withheld: Bool = false
    ) -> CallSnapshot {
        let known = state.calls.first { $0.id == CallID(id) }
        let isUp = callState == .active || callState == .held || callState == .heldByPeer
        return CallSnapshot(
            id: CallID(id), account: AccountID(0),
            direction: known?.direction ?? (callState == .incoming ? .incoming : .outgoing), state: callState,
            remote: Self.party(name, number, withheld: withheld), dialledUser: "100", isMuted: muted,
            startedAt: known?.startedAt ?? now, answeredAt: known?.answeredAt ?? (isUp ? now : nil))
    }

    mutating func rings(_ id: Int, _ name: String? = "Dupont", number: String? = "0476001122") {
        send(.engine(.callReceived(call(id, name, number: number))))
    }

    mutating func becomes(_ id: Int, _ callState: CallState, muted: Bool = false, hasText: Bool = false) {
        let remote = state.calls.first { $0.id == CallID(id) }?.remote
        var changed = call(id, remote?.name, callState, number: remote?.number, muted: muted)
        changed.hasText = hasText
        send(.engine(.callChanged(changed)))
    }

    mutating func ends(_ id: Int, _ cause: EndReason.Cause) {
        let remote = state.calls.first { $0.id == CallID(id) }?.remote
        send(.engine(.callEnded(call(id, remote?.name, .ended, number: remote?.number), EndReason(cause))))
    }

    /// Dupont is on the line.
    mutating func talk(_ id: Int = 1, _ name: String = "Dupont", hasText: Bool = false) {
        rings(id, name)
        pass(.seconds(1))
        press(.function(4))
        becomes(id, .active, hasText: hasText)
        pass(.seconds(6))
        hearAll()
        forget()
    }
}
