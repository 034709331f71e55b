/// How long sound waits before it is played, against how long it must: what to leave out or to put in.
///
/// A value in 48 kHz samples. The lead of a packet is the time at which the playing side asked for it minus its media time:
/// it had to come before. The playing side asks at whole periods only, so the lead moves in steps of a period while the
/// sound's delay (lead plus what was still queued) moves by single samples; shortening by less than a step never costs lead
/// that is needed.
struct PlayoutDelay: Sendable, Equatable {
    /// Frames between two corrections, so that the ear is not told: 200 ms; 50 ms where the delay is far off.
    private static let framesWatched = 20
    private static let framesWatchedFarOff = 5
    static let farOff: Int64 = 1_920
    /// Less is not worth a splice.
    private static let leastCorrection: Int64 = 240

    private var frames = 0
    private var leastLead: Int64?
    private var queuedAtLeast: Int64 = 0
    private var lastFrame: Int64 = .min
    private var burst: Int64 = 1
    private var longestBurst: Int64 = 1

    /// A frame is asked for. Frames asked for within 5 ms are one period of the device.
    mutating func noteFrame(at now: Int64) {
        burst = now < lastFrame &+ 240 ? min(burst + 1, 10) : 1
        lastFrame = now
        longestBurst = max(longestBurst, burst)
        frames += 1
    }

    /// A packet is asked for while `queued` samples still wait to be played before it.
    mutating func note(lead: Int64, queued: Int) {
        if let leastLead, leastLead <= lead { return }
        leastLead = lead
        queuedAtLeast = Int64(queued)
    }

    /// Whether the sound is far off its time, or could not be put right for 2 s: a splice may then be heard.
    func isUrgent(_ correction: Int64) -> Bool { correction.magnitude > Self.farOff.magnitude || frames > 200 }

    /// Begins to watch anew: the sound was shifted.
    mutating func restart() {
        frames = 0
        leastLead = nil
        longestBurst = burst
    }

    /// What to leave out at most (positive) or to put in at least (negative), 0 for nothing or not yet.
    /// - Parameters:
    ///   - needed: the lead that packets need to come in time.
    ///   - wavering: by how much `needed` may be wrong: no step is given up for less.
    mutating func correction(needed: Int64, wavering: Int64) -> Int64 {
        guard frames >= Self.framesWatchedFarOff, let leastLead else { return 0 }
        let excess = leastLead &- needed
        guard frames >= Self.framesWatched || excess.magnitude > Self.farOff.magnitude else { return 0 }
        let step = 480 * longestBurst
        if excess < 0 {
            let deficit = (step - 1 - excess) / step * step - queuedAtLeast
            return deficit > 0 ? -deficit : watchAgain()
        }
        let spare = queuedAtLeast + max(0, excess - wavering) / step * step
        return spare >= Self.leastCorrection ? spare : watchAgain()
    }

    private mutating func watchAgain() -> Int64 {
        restart()
        return 0
    }
}
