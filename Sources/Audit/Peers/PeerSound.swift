import Synchronization
import Transport

/// What a far end says and hears, at 48 kHz, over all of its calls.
final class PeerSound: Sendable {
    private struct State {
        /// Counts the wishes to speak or to be silent.
        var wish = 0
        /// How many samples each call says of it; nil: without an end.
        var length: Int? = 0
        /// In place of the voice.
        var tone: [Int16]?
        /// The last of what was heard, and what went before.
        var heard: [Int16] = []
        var dropped = 0
    }

    private let state = Mutex(State())
    private let syllable: [Int16]

    init(voice: PeerVoice) { syllable = voice.syllable }

    /// Speaks for so long from now on, or until it falls silent. Counted in samples: a call whose thread is late says as much.
    func speak(_ duration: Duration?) { ask(duration.map(Self.samples)) }

    /// Plays a steady tone in the same way.
    func play(hertz: Int, _ duration: Duration?) { ask(duration.map(Self.samples), PeerVoice.tone(hertz: hertz)) }

    private static func samples(_ duration: Duration) -> Int { duration.wholeMilliseconds * 48 }

    func fallSilent() { ask(0) }

    /// "Allô": a second, where it does not speak without an end.
    func greet() { if state.withLock({ $0.length != nil }) { speak(.seconds(1)) } }

    private func ask(_ length: Int?, _ tone: [Int16]? = nil) {
        state.withLock { state in
            state.wish += 1
            (state.length, state.tone) = (length, tone)
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
        let mouth = Mouth()
        return .live(
            speak: { [self] spoken in
                let (wish, length, sound) = state.withLock { ($0.wish, $0.length, $0.tone ?? syllable) }
                mouth.speak(wish, length, sound, &spoken)
            }, heard: { [self] in hear($0) })
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
    private struct State {
        var wish = 0
        /// Samples of the wish that were said.
        var said = 0
    }

    private let state = Mutex(State())

    /// - Parameters:
    ///   - length: samples that the wish has; nil: without an end.
    ///   - sound: what is repeated.
    func speak(_ wish: Int, _ length: Int?, _ sound: [Int16], _ spoken: inout [Int16]) {
        state.withLock { state in
            if state.wish != wish { (state.wish, state.said) = (wish, 0) }
            for index in spoken.indices {
                let isOver = length.map { state.said >= $0 } ?? false
                spoken[index] = isOver || sound.isEmpty ? 0 : sound[state.said % sound.count]
                if !isOver { state.said += 1 }
            }
        }
    }
}
