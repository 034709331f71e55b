/// A device that was found, and opened where there is anything to open.
struct FoundDevice {
    enum Opened {
        /// A stream to `take`.
        case card(DeviceConnection)
        case file(WaveRecorder)
        case sound(MicrophoneSource)
        case nobody
    }

    /// In the order of preference.
    var place: Int
    var device: DeviceURI
    var opened: Opened
}

/// Looks for the devices that `DevicePreference` wants, without waiting for any.
struct DeviceSearch {
    enum Finding {
        case found(FoundDevice)
        case missing(reason: String)
    }

    var preference: DevicePreference
    private let connections: [DeviceConnection]
    private var opening: (place: Int, until: Int)?

    init(_ devices: [DeviceURI], isInput: Bool) {
        preference = DevicePreference(devices)
        connections = devices.map { DeviceConnection($0, isInput: isInput) }
    }

    /// Whether another device is to be tried at once.
    var hasMore: Bool { opening != nil || preference.wanted(at: PeriodClock.now()) != nil }

    /// Once a period: the device to go over to, or one that is not there; nil: nothing new.
    mutating func look() -> Finding? {
        let now = PeriodClock.now()
        if let opening { return answer(opening.place, until: opening.until, at: now) }
        guard let place = preference.wanted(at: now) else { return nil }
        connections[place].open()
        opening = (place, now &+ Limits.openingNanoseconds)
        return nil
    }

    private mutating func answer(_ place: Int, until: Int, at now: Int) -> Finding? {
        switch connections[place].answer() {
        case .ready(let opened): return find(place, opened)
        case .failed(let reason): return miss(place, reason, at: now)
        // A stuck sound server or disk: the next device is tried, and this one's answer is heeded when it comes.
        case .nothing: return now < until ? nil : miss(place, "no answer", at: now)
        }
    }

    private mutating func find(_ place: Int, _ opened: FoundDevice.Opened) -> Finding {
        opening = nil
        return .found(FoundDevice(place: place, device: preference.devices[place], opened: opened))
    }

    private mutating func miss(_ place: Int, _ reason: String, at now: Int) -> Finding {
        opening = nil
        preference.isMissing(place, isStuck: false, at: now)
        return .missing(reason: reason)
    }
}
