import Time

@testable import Announcements

/// A queue in virtual time with a record of what it asked for.
struct Voice {
    var queue = SpeechQueue()
    let start: Instant = .now
    var now: Instant
    var actions: [SpeechAction] = []

    init() { now = start }

    mutating func say(
        _ text: String, _ priority: SpeechPriority, earcon: Earcon? = nil, requested: Bool = true,
        _ persistence: SpeechPersistence = .once, topic: SpeechTopic? = nil, replaces: Bool = false,
        validity: SpeechValidity = .lasting, party: String? = nil, reminder: String? = nil
    ) {
        actions += queue.enqueue(
            SpeechRequest(
                text: text, earcon: earcon, language: .french, priority: priority, isRequested: requested,
                persistence: persistence, topic: topic, replacesTopic: replaces, validity: validity, party: party,
                reminder: reminder), at: now)
    }

    mutating func key() { actions += queue.keyPressed(at: now) }

    mutating func finish() {
        guard let id = queue.current?.id else { return }
        actions += queue.outcome(id, .started, at: now) + queue.outcome(id, .finished, at: now)
    }

    mutating func pass(milliseconds: Int) {
        let end = now + .milliseconds(milliseconds)
        var turns = 0
        while let due = queue.nextDeadline, due <= end, turns < 100 {
            now = max(now, due)
            actions += queue.handleTimeout(at: now)
            turns += 1
        }
        now = end
    }

    mutating func forget() { actions = [] }

    /// What was said or sounded, and "✂" for a cut, in order.
    var story: [String] {
        actions.compactMap {
            switch $0 {
            case .speak(let utterance):
                (utterance.earcon.map { "♪\($0.rawValue) " } ?? "") + utterance.text
            case .cut: "✂"
            case .log: nil
            }
        }
    }

    func logged(_ outcome: SpeechOutcome) -> [String] {
        actions.compactMap { if case .log(let utterance, outcome) = $0 { utterance.text } else { nil } }
    }
}
