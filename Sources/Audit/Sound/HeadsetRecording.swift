import Media

/// The sound of the headset, in the file that the program writes: 48 kHz, the left ear and the right one.
final class HeadsetRecording {
    private let file: GrowingFile
    /// Octets of a frame that is not whole yet, the header's among them.
    private var rest: [UInt8] = []
    private var headerIsOver = false
    private(set) var left = EarTrack()
    private(set) var right = EarTrack()
    private var taken = 0

    init(path: String) { file = GrowingFile(path: path) }

    /// Frames so far: the file grows as the sound would be heard.
    var frames: Int {
        follow()
        return taken
    }

    /// Takes what was written since the last look.
    func follow() { file.follow { take($0) } }

    /// Whether both ears heard nothing so long (−60 dBFS).
    func isQuiet(for duration: Duration) -> Bool {
        follow()
        let end = min(left.levelsEnd, right.levelsEnd)
        let first = end - max(0, duration.wholeMilliseconds) * 8
        return loudest(from: first, to: end) <= Hearing.silence
    }

    /// dBFS of the loudest 5 ms of both ears.
    func loudest(from first: Int, to last: Int) -> Float {
        max(Self.loudest(left, first, last), Self.loudest(right, first, last))
    }

    static func loudest(_ ear: EarTrack, _ first: Int, _ last: Int) -> Float {
        ear.levels(from: first, to: last).reduce(-120) { max($0, $1.level) }
    }

    /// What each ear heard from a frame on, as it was recorded (48 kHz).
    func stretch(from frame: Int) -> (left: [Int16], right: [Int16]) {
        let count = max(0, frames - frame)
        return Self.ears(file.octets(from: WaveFile.headerOctets + max(0, frame) * 4, count: count * 4))
    }

    /// Whole frames, the left ear's sample first.
    private static func ears(_ octets: [UInt8]) -> (left: [Int16], right: [Int16]) {
        let count = octets.count / 4
        var (left, right) = ([Int16](), [Int16]())
        left.reserveCapacity(count)
        right.reserveCapacity(count)
        octets.withUnsafeBufferPointer { octets in
            for frame in 0..<count {
                let place = frame * 4
                left.append(Int16(bitPattern: UInt16(octets[place]) | UInt16(octets[place + 1]) << 8))
                right.append(Int16(bitPattern: UInt16(octets[place + 2]) | UInt16(octets[place + 3]) << 8))
            }
        }
        return (left, right)
    }

    private func take(_ octets: [UInt8]) {
        rest += octets
        if !headerIsOver {
            guard rest.count >= WaveFile.headerOctets else { return }
            rest.removeFirst(WaveFile.headerOctets)
            headerIsOver = true
        }
        let heard = Self.ears(rest)
        rest.removeFirst(heard.left.count * 4)
        left.append(heard.left)
        right.append(heard.right)
        taken += heard.left.count
    }
}
