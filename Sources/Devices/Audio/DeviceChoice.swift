import Synchronization

/// Which device a loop serves, and whether it is to go on with it. The loop's thread reads, any thread changes.
final class DeviceChoice: Sendable {
    private let chosen: Mutex<DeviceURI>
    private let isChanged = Atomic<Bool>(false)
    private let isStopping = Atomic<Bool>(false)

    init(_ device: DeviceURI) { chosen = Mutex(device) }

    var device: DeviceURI { chosen.withLock { $0 } }

    /// The loop leaves the device that it has within a period (100 ms where that is stuck), and takes this one.
    func change(to device: DeviceURI) {
        chosen.withLock { $0 = device }
        isChanged.store(true, ordering: .releasing)
    }

    func stop() { isStopping.store(true, ordering: .releasing) }

    /// The loop's thread: the device to begin with now; nil: the end.
    func begin() -> DeviceURI? {
        guard !isStopping.load(ordering: .acquiring) else { return nil }
        // Before the look: a change after it is seen by `goesOn`.
        isChanged.store(false, ordering: .releasing)
        return device
    }

    /// The loop's thread, each period.
    var goesOn: Bool { !isStopping.load(ordering: .acquiring) && !isChanged.load(ordering: .acquiring) }
}
