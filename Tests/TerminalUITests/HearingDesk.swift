import Announcements
import CallEngine
import Time

@testable import TerminalUI

/// A desk with a voice: what is asked of it takes its time, is cut by what cuts it, and what was heard whole is known.
struct HearingDesk {
    struct Spoken {
        var utterance: Utterance
        var begins: Instant
        var ends: Instant
    }

    var desk: Desk
    /// Asked for and not over, in order: the first is being said.
    private var saying: [Spoken] = []
    /// What was heard whole, and when.
    private(set) var heard: [(text: String, at: Instant, isRequested: Bool)] = []
    /// What was begun, and when.
    private(set) var begun: [(text: String, at: Instant)] = []
    /// What sounded, whole or until it was cut.
    private(set) var sounded: [(text: String, from: Instant, until: Instant, isWhole: Bool)] = []
    /// The last keys.
    private(set) var pressed: [(chord: KeyChord, at: Instant)] = []
    private(set) var longestQueue = 0
    private var taken = 0

    init(_ desk: Desk) {
        self.desk = desk
        takeEffects()
    }

    static func length(_ text: String) -> Duration { .milliseconds(60 + 22 * text.count) }

    mutating func send(_ event: AppEvent) {
        desk.send(event)
        takeEffects()
    }

    mutating func press(_ chord: KeyChord) {
        pressed = pressed.suffix(9) + [(chord, desk.now)]
        send(.key(chord))
    }

    /// The engine's part goes through the desk.
    mutating func happen(_ work: (inout Desk) -> Void) {
        work(&desk)
        takeEffects()
    }

    private mutating func takeEffects() {
        for effect in desk.effects.dropFirst(taken) {
            guard case .speech(let action) = effect else { continue }
            switch action {
            case .speak(let utterance) where utterance.text.isEmpty: continue
            case .speak(let utterance):
                let begins = max(desk.now, saying.last?.ends ?? desk.now)
                saying.append(Spoken(utterance: utterance, begins: begins, ends: begins + Self.length(utterance.text)))
                begun.append((utterance.text, begins))
                longestQueue = max(longestQueue, saying.count)
            case .cut:
                if let first = saying.first, first.begins < desk.now {
                    sounded.append((first.utterance.text, first.begins, desk.now, false))
                }
                saying.removeAll()
            case .log: continue
            }
        }
        taken = desk.effects.count
        if taken > 10_000 {
            desk.forget()
            taken = 0
        }
    }

    /// Time goes by; the voice ends what it says, and what is due happens.
    mutating func pass(_ duration: Duration) {
        let end = desk.now + duration
        var turns = 0
        while turns < 10_000 {
            turns += 1
            let voice = saying.first?.ends
            let due = desk.state.nextDeadline
            guard let next = [voice, due].compactMap({ $0 }).min(), next <= end else { break }
            desk.now = max(desk.now, next)
            if let voice, voice <= desk.now {
                let spoken = saying.removeFirst()
                sounded.append((spoken.utterance.text, spoken.begins, spoken.ends, true))
                heard.append((spoken.utterance.text, desk.now, spoken.utterance.priority == .text))
                send(.speech(id: spoken.utterance.id, .started))
                send(.speech(id: spoken.utterance.id, .finished))
            } else {
                send(.timeout)
            }
        }
        desk.now = end
    }

    /// Whether the agent knew whom the last of these keys meant: the name had sounded to its end, or for 700 ms, or one of these keys (or
    /// the one that led to the call's line) had told it half a second before, with nothing but the prefix between.
    func wasNamed(_ name: String, by keys: [KeyChord]) -> Bool {
        guard let last = pressed.lastIndex(where: { keys.contains($0.chord) }) else { return false }
        let key = pressed[last]
        let named = sounded.filter { $0.text.contains(name) && $0.until <= key.at }
        if named.contains(where: { $0.isWhole || $0.until - $0.from >= .milliseconds(700) }) { return true }
        for before in pressed[..<last].reversed() where before.chord != .character("²") {
            let told = begun.last { $0.text.contains(name) && $0.at == before.at }?.text
            if let told, key.at - before.at >= .milliseconds(500) {
                return told.hasPrefix("Sonne") || keys.contains(before.chord)
            }
            guard keys.contains(before.chord) else { return false }
        }
        return false
    }

    func hasHeard(_ name: String) -> Bool { heard.contains { $0.text.contains(name) } }

    mutating func forgetEffects() {
        takeEffects()
        desk.forget()
        taken = 0
    }

    mutating func forgetHeard() {
        heard = []
        sounded = []
        begun = []
    }
}
