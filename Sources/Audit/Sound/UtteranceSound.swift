/// What the recording holds of an utterance. Places are samples of 8 kHz.
struct UtteranceSound {
    /// Where its words begin; where it has none, its earcon.
    var start: Int
    /// Where it stops.
    var end: Int
    var likeness: Float
    /// How alike it is in each ear.
    var left: Float
    var right: Float
    /// How much of its words sounded, 1 at most.
    var share: Double
    /// From its first sound to its last.
    var isWhole: Bool
    /// By its likeness; else where the transcript puts it.
    var isPlaced = true
}

extension Rendering {
    /// Below it a 5 ms frame is no voice (dBFS).
    static let voiceLevel: Float = -40
    /// How exactly a place is known where something else sounds at once (60 ms).
    static let drift = 480
    /// Pauses between two words differ by less (120 ms): espeak-ng makes them by what it has said before.
    static let pauseDrift = 960

    /// Where the voice stops in an ear that it began to be heard in.
    /// - Parameter start: its beginning there.
    /// - Returns: its own end where it does not stop before.
    func stop(in ear: EarTrack, from start: Int) -> Int {
        let own = track.levels(from: track.origin, to: track.end).map(\.level)
        let heard = ear.levels(from: start, to: start + length).map(\.level)
        // A softer voice is softer everywhere.
        let gain = min(0, (heard.prefix(40).max() ?? 0) - (own.prefix(40).max() ?? 0))
        let isVoice = { (level: Float) in level > Self.voiceLevel + gain }
        let shift = slack / EarTrack.levelStep
        var frame = 0
        while frame < heard.count {
            guard !isVoice(heard[frame]) else {
                frame += 1
                continue
            }
            let next = heard[frame...].firstIndex(where: isVoice) ?? heard.count
            let near = own[max(0, frame - shift)..<max(max(0, frame - shift), min(own.count, next + shift))]
            // A quiet that is longer than its own pauses there, which are never quite the same.
            let pause = Self.longestRun(in: near, where: { !isVoice($0 + gain) })
            if next - frame >= pause + Self.pauseDrift / EarTrack.levelStep {
                return start + frame * EarTrack.levelStep
            }
            frame = next
        }
        return start + length
    }

    /// How alike its last 200 ms are, so that a phrase that lacks its end is not taken for whole.
    func lastLikeness(in ear: EarTrack, from start: Int) -> Float {
        let first = max(0, length - EarTrack.rate / 5 - BandSpectrum.window)
        let shape = part(from: first, to: length)
        return ear.placeFinely(shape, from: start + first - slack, to: start + first + slack)
            .likeness
    }

    /// The end of the last 100 ms that are still like it.
    func lastLike(in ear: EarTrack, from start: Int) -> Int {
        var last = 0
        for first in stride(from: 0, through: max(0, length - 800), by: 160) {
            let shape = part(from: first, to: first + 800)
            let middle = start + first
            guard ear.place(shape, from: middle - Self.drift, to: middle + Self.drift).likeness >= 0.75 else {
                continue
            }
            last = first + 800
        }
        return start + min(last, length)
    }

    /// How far it goes on after a place, by 150 ms that are like it.
    func lastLike(in ear: EarTrack, from start: Int, after place: Int) -> Int {
        var last = place
        for first in stride(from: max(0, place - start), through: max(0, length - 1_200), by: 160) {
            let shape = part(from: first, to: first + 1_200)
            let middle = start + first
            guard ear.place(shape, from: middle - Self.drift, to: middle + Self.drift).likeness >= 0.85 else {
                return last
            }
            last = middle + 1_200
        }
        return start + length
    }

    private static func longestRun(in levels: ArraySlice<Float>, where holds: (Float) -> Bool) -> Int {
        var (longest, run) = (0, 0)
        for level in levels {
            run = holds(level) ? run + 1 : 0
            longest = max(longest, run)
        }
        return longest
    }
}
