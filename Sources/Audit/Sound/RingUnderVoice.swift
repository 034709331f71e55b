import Configuration
import Scenarios

/// How loud a ring is alone and while the voice speaks, in the ear that the voice is not in.
struct RingUnderVoice: Equatable {
    /// dBFS of the loudest 5 ms.
    var alone: Float
    /// dBFS that a tenth of all 5 ms reaches: the notes of a ring are a sixth of its turn at least, and a voice that a busy computer
    /// holds up leaves less than that uncovered.
    var underVoice: Float

    var lowered: Double { Double(alone - underVoice) }

    /// What is found so far.
    enum Finding: Equatable {
        case levels(RingUnderVoice)
        /// No ring before or after the voice, or a voice that is shorter than a turn of the ring.
        case notYet(isVoiceLong: Bool)
        /// The voice is in both ears, over the ring.
        case inBothEars
    }
}

extension Hearing {
    /// By so much a phrase is more like what one ear hears: the ring is in both.
    private static let apart: Float = 0.2

    /// Of the first utterance from a place on that lasts for a turn of the ring, with the ring before and after it: then notes
    /// would have sounded in it.
    func ringUnderVoice(from first: Int) -> RingUnderVoice.Finding {
        let turn = RingShape.all.map(\.turn).max() ?? 0
        // A voice drifts from its rendering: its ends are not as exact as its middle.
        let edge = EarTrack.rate * 4 / 10
        let long = sounded(from: first).compactMap(\.sound).filter { $0.end - $0.start >= turn + 2 * edge }
        var isInBothEars = false
        for sound in long {
            let ear: EarTrack
            if sound.left > sound.right + Self.apart {
                ear = recording.right
            } else if sound.right > sound.left + Self.apart {
                ear = recording.left
            } else {
                isInBothEars = true
                continue
            }
            guard let before = ring(in: ear, from: max(0, sound.start - 6 * RingShape.longestTurn), to: sound.start),
                ring(in: ear, from: sound.end, to: end) != nil
            else { continue }
            return .levels(
                RingUnderVoice(
                    alone: HeadsetRecording.loudest(ear, before.start, before.end),
                    underVoice: Self.common(ear, sound.start + edge, sound.end - edge)))
        }
        return isInBothEars ? .inBothEars : .notYet(isVoiceLong: !long.isEmpty)
    }

    private static func common(_ ear: EarTrack, _ first: Int, _ last: Int) -> Float {
        let levels = ear.levels(from: first, to: last).map(\.level).sorted()
        return levels.isEmpty ? 0 : levels[levels.count * 9 / 10]
    }

    /// The notes of a ring that lie whole in a stretch of one ear.
    private func ring(in ear: EarTrack, from first: Int, to last: Int) -> (start: Int, end: Int)? {
        for shape in RingShape.all {
            let length = shape.rendering.length
            let found = shape.find(in: ear, from: first, to: last - length)
            if found.likeness >= RingShape.least { return (found.start, found.start + length) }
        }
        return nil
    }
}

extension Stage {
    /// EN 301 549 §5.1.3.10: no other sound that the program makes by itself covers the voice.
    func judgeRingUnderVoice(loweredBy decibels: Double) throws(Stop) {
        let expected = Bilingual(
            "la sonnerie baisse d'au moins \(decibels) dB pendant que la voix parle",
            "the ringing is lowered by at least \(decibels) dB while the voice speaks")
        var finding = RingUnderVoice.Finding.notYet(isVoiceLong: false)
        do {
            try eventually(
                within: Self.patience + Limits.longestUtterance, expected: expected, happened: { expected },
                { () throws(Stop) in
                    finding = hear().ringUnderVoice(from: soundOfBlock)
                    if case .levels = finding { return true }
                    return finding == .inBothEars
                })
        } catch {
            guard case .miss = error, case .notYet(let isVoiceLong) = finding else { throw error }
            throw Stop.obstacle(
                .cantTell,
                isVoiceLong
                    ? Bilingual("rien ne sonne avant et après la voix", "nothing rings before and after the voice")
                    : Bilingual(
                        "la voix parle moins longtemps qu'un tour de la sonnerie",
                        "the voice speaks for less than a turn of the ringing"))
        }
        guard case .levels(let levels) = finding else {
            throw Stop.obstacle(
                .cantTell,
                Bilingual(
                    "la voix couvre la sonnerie, dans les deux oreilles", "the voice is over the ring, in both ears"))
        }
        guard levels.lowered >= decibels else {
            throw Stop.miss(
                expected: expected,
                happened: lastHeard(
                    hear(),
                    Bilingual(
                        "\(Int(levels.alone)) dB seule, \(Int(levels.underVoice)) dB sous la voix",
                        "\(Int(levels.alone)) dB alone, \(Int(levels.underVoice)) dB under the voice")))
        }
    }
}
