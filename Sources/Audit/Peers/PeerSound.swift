import Synchronization
import Time
import Transport

/// What a far end says and hears, at 48 kHz, over all of its calls.
final class PeerSound: Sendable {
    private struct State {
        var speaksUntil: Instant?
        var isEndless = false
        /// The last of what was heard, and what went before.
        var heard: [Int16] = []
        var dropped = 0
    }

    private let state = Mutex(State())
    private let syllable: [Int16]

    init(voice: PeerVoice) { syllable = voice.syllable }

    /// Speaks for so long from now on, or until it falls silent.
    func speak(_ duration: Duration?) {
        state.withLock { state in
            state.isEndless = duration == nil
            state.speaksUntil = duration.map { .now + $0 }
        }
    }

    func fallSilent() {
        state.withLock { state in
            state.isEndless = false
            state.speaksUntil = nil
        }
    }

    /// "Allô": a second, where it does not speak already.
    func greet() {
        state.withLock { state in
            let end = Instant.now + .seconds(1)
            if !state.isEndless { state.speaksUntil = max(state.speaksUntil ?? end, end) }
        }
    }

    /// Samples that were heard so far.
    var heardFrames: Int { state.withLock { $0.dropped + $0.heard.count } }

    /// What was heard from a sample on, as far as it is kept.
    func heard(from frame: Int) -> [Int16] {
        state.withLock { Array($0.heard.dropFirst(max(0, frame - $0.dropped))) }
    }

    /// The end of one call.
    func endpoint() -> InternalEndpoint {
        let mouth = Mouth(syllable: syllable)
        return .live(
            speak: { [self] spoken in mouth.speak(isSpeaking, &spoken) }, heard: { [self] in hear($0) })
    }

    private var isSpeaking: Bool {
        state.withLock { $0.isEndless || ($0.speaksUntil.map { Instant.now < $0 } ?? false) }
    }

    private func hear(_ frame: [Int16]) {
        let most = Limits.heardSeconds * 48_000
        state.withLock { state in
            state.heard += frame
            // Seldom, because all that stays is moved.
            guard state.heard.count > most + 10 * 48_000 else { return }
            let over = state.heard.count - most
            state.heard.removeFirst(over)
            state.dropped += over
        }
    }
}

/// The voice on one call: each speaks its syllables from the beginning.
private final class Mouth: Sendable {
    private let syllable: [Int16]
    private let place = Mutex(0)

    init(syllable: [Int16]) { self.syllable = syllable }

    func speak(_ isSpeaking: Bool, _ spoken: inout [Int16]) {
        place.withLock { place in
            guard isSpeaking, !syllable.isEmpty else {
                place = 0
                for index in spoken.indices { spoken[index] = 0 }
                return
            }
            for index in spoken.indices {
                spoken[index] = syllable[place]
                place = (place + 1) % syllable.count
            }
        }
    }
}
