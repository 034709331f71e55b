import Devices

/// The notes of a ring tone, as they are looked for: by their rhythm and their pitch.
struct RingShape {
    /// From here on it is the ring.
    static let least: Float = 0.85
    /// Samples of 8 kHz of the longest turn and the notes that begin the next one.
    static let longestTurn = 5 * EarTrack.rate

    static let all = RingTone.allCases.map { RingShape($0) }

    let rendering: Rendering
    /// Samples of 8 kHz from one beginning of its notes to the next.
    let turn: Int
    private let shape: SpectralShape

    init(_ tone: RingTone) {
        let turn = Voice.sound(of: tone)
        self.turn = turn.count / Decimator.factor
        let last = turn.lastIndex { $0 != 0 } ?? 0
        rendering = Rendering(EarTrack(whole: Array(turn.prefix(last + 1))))
        shape = rendering.part(from: 0, to: rendering.length)
    }

    /// Where its notes are the most alike.
    func find(in ear: EarTrack, from first: Int, to last: Int) -> FoundPlace {
        ear.place(shape, from: first, to: last)
    }
}

extension Hearing {
    /// Where the notes of a ring end; nil where none is heard.
    func ring(from first: Int) -> Int? {
        for shape in RingShape.all {
            for ear in [recording.left, recording.right] {
                let found = shape.find(in: ear, from: first, to: end)
                if found.likeness >= RingShape.least { return found.start + shape.rendering.length }
            }
        }
        return nil
    }
}
