/// The syllables of a far end's voice in a recording that grows: each stretch is looked at once.
struct SyllableScan {
    /// Where they begin (samples of 8 kHz), of those that have ended.
    private(set) var found: [Int] = []
    private var next: Int
    /// The one that is under way: where it began, its steps, its greatest power.
    private var (begin, length, peak): (Int, Int, Float) = (0, 0, 0)

    init(from first: Int) { next = first }

    /// Looks at what was recorded since the last look.
    mutating func goOn(_ tone: PeerTone, in ear: EarTrack, to last: Int) {
        next = max(next, ear.origin)
        while next + PeerTone.window <= min(last, ear.end) {
            if let power = tone.voicePower(ear, next), power > peak / 10 {
                if length == 0 { begin = next }
                length += 1
                peak = max(peak, power)
            } else {
                if length >= 10 { found.append(begin) }
                (length, peak) = (0, 0)
            }
            next += PeerTone.step
        }
    }
}
