import Announcements

extension Hearing {
    /// Whether words sounded since a place, as the transcript says and the recording bears out.
    /// - Parameter last: what begins from there on does not count.
    func says(_ text: String, from first: Int, before last: Int = .max) -> Bool {
        sounded(from: first).contains { Self.says($0, text, isPart: true) && ($0.sound?.start ?? .max) < last }
    }

    /// How often a phrase sounded.
    func count(of text: String, from first: Int) -> Int {
        sounded(from: first).count { Self.says($0, text, isPart: false) && $0.sound?.isWhole == true }
    }

    /// Where the last of phrases ends that sound one after the other; nil where they do not.
    func order(of texts: [String], from first: Int) -> Int? {
        var (next, end) = (0, first)
        for utterance in sounded(from: first).sorted(by: { ($0.sound?.start ?? 0) < ($1.sound?.start ?? 0) }) {
            guard next < texts.count else { break }
            guard Self.says(utterance, texts[next], isPart: false), utterance.sound?.isWhole == true else { continue }
            next += 1
            end = utterance.sound?.end ?? end
        }
        return next == texts.count ? end : nil
    }

    /// An utterance that began, and stopped before its end after a place, as exact as the recording is written. What is cut while
    /// it pauses between two words was silent before: there the transcript tells when it was cut.
    func cut(_ text: String, after act: Int) -> UtteranceSound? {
        utterances.last { utterance in
            guard same(utterance.line.text, text), let sound = utterance.sound else { return false }
            guard !sound.isWhole, sound.share < 0.97 else { return false }
            if sound.end + Self.writing >= act { return true }
            let told = offset.map { utterance.line.ended * 8 + $0 + Rendering.pauseDrift } ?? sound.end
            return sound.end + Self.longestPause >= act && told >= act
        }?.sound
    }

    /// Between two words of a slow voice (half a second).
    private static let longestPause = EarTrack.rate / 2

    /// Where the voice falls silent after a place, for longer than it pauses between two words; nil while it goes on.
    func voiceStop(after act: Int) -> Int? {
        let left = recording.left.levels(from: act, to: end)
        let right = recording.right.levels(from: act, to: end)
        var quiet = 0
        for (one, other) in zip(left, right) {
            quiet = max(one.level, other.level) > Rendering.voiceLevel ? 0 : quiet + 1
            if quiet == 60 { return max(act, one.start - 59 * EarTrack.levelStep) }
        }
        return nil
    }

    /// Where what sounded already at a place has ended: 100 ms later at most.
    func quietAfter(_ first: Int) -> Int {
        for start in stride(from: first, to: first + 800, by: EarTrack.levelStep)
        where start + 160 <= end && recording.loudest(from: start, to: start + 160) <= Self.silence {
            return start
        }
        return recording.loudest(from: first - 160, to: first) > Self.silence ? first + 800 : first
    }
}

extension Hearing {
    /// Where one of these earcons ends; nil where none of them sounds after a place.
    func earcon(among wanted: Set<Earcon>, after act: Int) -> Int? {
        for utterance in utterances {
            guard let earcon = utterance.line.earcon, wanted.contains(earcon), let started = utterance.line.started
            else {
                continue
            }
            let shape = shape(of: earcon)
            var expected = started * 8 + (offset ?? 0)
            if let sound = utterance.sound { expected = sound.start - (utterance.line.text.isEmpty ? 0 : shape.length) }
            guard expected + 2_400 >= act else { continue }
            let (first, last) = (max(act, expected - 2_400), expected + 2_400)
            for ear in [recording.left, recording.right] {
                let found = shape.find(in: ear, from: first, to: last)
                if found.likeness >= ToneShape.least { return found.start + shape.length }
            }
        }
        return nil
    }
}
