/// Brings a voice to −20 dB below full scale, by 24 dB at most, and lowers a loud one by 6 dB at most. A value; works on
/// frames of any rate, 10 ms a turn, without delay. Only speech moves the gain: silence and its noise stay what they are.
struct AutomaticGain: Sendable, Equatable {
    /// Mean square of −20 dB below full scale.
    static let target: Float = 3_277 * 3_277
    static let most: Float = 16
    static let least: Float = 0.5
    /// Mean square of −60 dB below full scale, under which nothing is speech.
    static let quietestSpeech: Float = 33 * 33
    /// Speech stands out of its room by 10 dB.
    static let speechOverRoom: Float = 10
    /// The loudest sample that leaves: −1 dB.
    static let loudest: Float = 29_000

    private(set) var gain: Float = 1
    private var applied: Float = 1
    private var room: Float?
    private var level: Float = 0
    private var heardFrames = 0

    /// Changes the frame in place.
    /// - Parameter learns: the frame is the agent's, if anybody's; false: it may be an echo, and moves nothing.
    mutating func process(_ frame: inout MutableSpan<Int16>, learns: Bool = true) {
        guard !frame.isEmpty else { return }
        var sum: Float = 0
        var peak: Float = 0
        for index in 0..<frame.count {
            let sample = Float(frame[index])
            sum += sample * sample
            peak = max(peak, abs(sample))
        }
        if learns { follow(power: sum / Float(frame.count)) }
        let limit = Self.loudest / max(peak, 1)
        let wanted = min(gain, limit)
        // Down at once where the frame would be cut, otherwise over the frame.
        let start = min(applied, limit)
        let stride = (wanted - start) / Float(frame.count)
        for index in 0..<frame.count {
            let factor = start + stride * Float(index + 1)
            frame[index] = Int16(max(min((Float(frame[index]) * factor).rounded(), 32_767), -32_768))
        }
        applied = wanted
    }

    /// The level of speech over some 500 ms of it; the gain goes there by 10 dB a second.
    private mutating func follow(power: Float) {
        let room = min(power, self.room.map { $0 * 1.005 + 0.1 } ?? power)
        self.room = room
        guard power > Self.quietestSpeech, power > Self.speechOverRoom * room else { return }
        heardFrames = min(heardFrames + 1, 50)
        level += (power - level) / Float(heardFrames)
        // The first syllables say too little.
        guard heardFrames >= 20 else { return }
        let wanted = min(max((Self.target / max(level, 1)).squareRoot(), Self.least), Self.most)
        gain = min(max(wanted, gain * 0.9886), gain * 1.0116)
    }
}
