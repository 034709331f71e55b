/// The measures of voice processing.
enum VoiceFrame {
    /// 10 ms at 16 kHz.
    static let hop = 160
    /// The length of a transform.
    static let size = 512
    /// The bins of a transform of real sound.
    static let bins = size / 2 + 1
}

/// Raises the treble of a voice, and lowers it again: loud low tones would else leak into soft high ones, where a short
/// transform cannot keep them apart. A value.
struct Emphasis {
    /// How much of a sample is taken out of the next: vowels then fall by some 3 dB an octave instead of 9.
    private static let share: Float = 0.8
    private var before: Float = 0

    mutating func raise(_ frame: FloatBuffer) {
        for index in 0..<frame.count {
            let sample = frame[index]
            frame[index] = sample - Self.share * before
            before = sample
        }
    }

    mutating func lower(_ frame: FloatBuffer) {
        for index in 0..<frame.count {
            before = frame[index] + Self.share * before
            frame[index] = before
        }
    }
}

/// Floats of one owner, zeroed when made.
typealias FloatBuffer = UnsafeMutableBufferPointer<Float>

extension UnsafeMutableBufferPointer<Float> {
    static func zeros(_ count: Int) -> Self {
        let made = allocate(capacity: count)
        made.initialize(repeating: 0)
        return made
    }

    /// The `count` floats from `start` on.
    func part(_ start: Int, _ count: Int) -> Self { Self(rebasing: self[start..<start + count]) }

    /// Moves all towards the front by `frame.count` and puts `frame` at the end.
    func slide(_ frame: Self) {
        let kept = count - frame.count
        for index in 0..<kept { self[index] = self[index + frame.count] }
        for index in 0..<frame.count { self[kept + index] = frame[index] }
    }
}
