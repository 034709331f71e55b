/// The sum of a conference's parties for one frame, of which each party is given all but its own part. All its storage is
/// one allocation made by `init`. Confined to the media loop.
public final class ConferenceSum {
    private let total: UnsafeMutableBufferPointer<Int32>

    public init() {
        total = .allocate(capacity: RealtimeLimits.frameSamples)
        total.initialize(repeating: 0)
    }

    deinit { total.deallocate() }

    /// Begins a frame.
    public func clear() {
        for index in 0..<total.count { total[index] = 0 }
    }

    /// Adds a party's current frame. So many parties as there are sessions stay far from the end of 32 bits.
    public func add(_ party: ConferenceParty) {
        for index in 0..<total.count { total[index] = total[index] &+ Int32(party.current[index]) }
    }

    /// What the others say, limited to 16 bits: the sum without this party's own frame.
    public func writeOthers(than party: ConferenceParty, into frame: inout MutableSpan<Int16>) {
        for index in 0..<min(frame.count, total.count) {
            frame[index] = saturated(Int(total[index]) - Int(party.current[index]))
        }
    }
}
