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
        pressed = pressed.suffix(4) + [(chord, desk.now)]
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
            case .cut: saying.removeAll()
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
                heard.append((spoken.utterance.text, desk.now, spoken.utterance.priority == .text))
                send(.speech(id: spoken.utterance.id, .started))
                send(.speech(id: spoken.utterance.id, .finished))
            } else {
                send(.timeout)
            }
        }
        desk.now = end
    }

    func hasHeard(_ name: String) -> Bool { heard.contains { $0.text.contains(name) } }

    mutating func forgetEffects() {
        takeEffects()
        desk.forget()
        taken = 0
    }

    mutating func forgetHeard() {
        heard = []
        begun = []
    }
}
