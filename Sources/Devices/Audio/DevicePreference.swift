#if FAULTS
    import Faults
#endif

/// Which of some devices, in order of preference, to have: the first that is there. A value that is told the time (nanoseconds of the
/// monotonic clock) and what became of each device.
struct DevicePreference: Equatable {
    /// A device that opens and never moves takes the sound away from one that works: it is tried less and less often.
    static let longestRetrySeconds = 32

    let devices: [DeviceURI]
    /// The place of the one in use; nil: none of them is there.
    private(set) var used: Int?
    /// When those that are missing may be tried again, by place.
    private var triedAgainAt: [Int: Int] = [:]
    private var stuckSeconds: [Int: Int] = [:]

    init(_ devices: [DeviceURI]) { self.devices = devices }

    /// The place of the device to try now: better than the one in use, and not missing within the last second.
    func wanted(at now: Int) -> Int? {
        #if FAULTS
            if Fault.replugIgnored.isOn, !triedAgainAt.isEmpty { return nil }
        #endif
        return (0..<(used ?? devices.count)).first { place in triedAgainAt[place].map { $0 <= now } ?? true }
    }

    /// It was opened, and is used from now on.
    mutating func isOpened(_ place: Int) {
        used = place
        triedAgainAt[place] = nil
    }

    /// It really plays or captures.
    mutating func works(_ place: Int) { stuckSeconds[place] = nil }

    /// - Parameter isStuck: it was opened, and nothing moved.
    mutating func isMissing(_ place: Int, isStuck: Bool, at now: Int) {
        if used == place { used = nil }
        let seconds = isStuck ? min(2 * (stuckSeconds[place] ?? 1), Self.longestRetrySeconds) : 1
        if isStuck { stuckSeconds[place] = seconds }
        triedAgainAt[place] = now &+ seconds &* 1_000_000_000
    }
}
