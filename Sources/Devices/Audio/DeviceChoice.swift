import Synchronization

/// Which devices a loop serves, in order of preference, and whether it is to go on with them. The loop's thread reads, any thread changes.
final class DeviceChoice: Sendable {
    private let state: Mutex<(devices: [DeviceURI], use: DeviceUse)>
    private let isChanged = Atomic<Bool>(false)
    private let isStopping = Atomic<Bool>(false)

    /// Nothing to choose from is nothing to hear.
    init(_ devices: [DeviceURI]) {
        let devices = devices.isEmpty ? [.null] : devices
        state = Mutex((devices, .preferred(devices[0])))
    }

    /// The device in use. Written by the loop's thread before any sound goes to it.
    var use: DeviceUse {
        get { state.withLock { $0.use } }
        set { state.withLock { $0.use = newValue } }
    }

    /// The loop leaves the device that it has within a period (100 ms where that is stuck), and takes the first of these that is there.
    func change(to devices: [DeviceURI]) {
        guard let first = devices.first else { return }
        state.withLock { $0 = (devices, .preferred(first)) }
        isChanged.store(true, ordering: .releasing)
    }

    func stop() { isStopping.store(true, ordering: .releasing) }

    /// The loop's thread: the devices to look for now; nil: the end.
    func begin() -> [DeviceURI]? {
        guard !isStopping.load(ordering: .acquiring) else { return nil }
        // Before the look: a change after it is seen by `goesOn`.
        isChanged.store(false, ordering: .releasing)
        return state.withLock { state in
            state.use = .preferred(state.devices[0])
            return state.devices
        }
    }

    /// The loop's thread, each period.
    var goesOn: Bool { !isStopping.load(ordering: .acquiring) && !isChanged.load(ordering: .acquiring) }
}
