import CallEngine
import Devices
import Media
import Synchronization
import Transport

/// The devices of single calls, by the call's number: lent to the media loop, closed when the call ends.
final class CallSounds: Sendable {
    private struct Own {
        var devices: AudioDevices
        /// Tells the devices apart that a call has one after the other.
        var number: Int
        /// What was told as absent or lost, and not as back or replaced.
        var missing: Set<DeviceRole> = []
    }

    private let media: MediaLoop
    private let open = Mutex<[Int: Own]>([:])
    private let numbers = Atomic<Int>(0)

    private let onEvent: @Sendable (Int, Devices.DeviceEvent?) -> Void

    /// - Parameter onEvent: what happened to a call's device, called on its thread; nil: the call has other devices now, or those
    ///   of all calls.
    init(_ media: MediaLoop, onEvent: @escaping @Sendable (Int, Devices.DeviceEvent?) -> Void) {
        self.media = media
        self.onEvent = onEvent
    }

    /// Every device in use, without those of one call.
    func chosen(besides call: Int?) -> [(role: DeviceRole, device: DeviceURI)] {
        open.withLock { $0.filter { $0.key != call }.values.flatMap(\.devices.chosen) }
    }

    /// The calls that lack a device of their own now.
    var incomplete: Set<Int> { open.withLock { Set($0.filter { !$0.value.missing.isEmpty }.keys) } }

    private func take(_ event: Devices.DeviceEvent, ofCall call: Int, _ number: Int) {
        let isCurrent = open.withLock { open in
            guard var own = open[call], own.number == number else { return false }
            switch event {
            case .absent(let role, _), .lost(let role, _): own.missing.insert(role)
            case .back(let role), .replaced(let role, _): own.missing.remove(role)
            case .microphone, .speechService: break
            }
            open[call] = own
            return true
        }
        if isCurrent { onEvent(call, event) }
    }

    /// A call that is over, or that another takes the place of, needs its devices no more.
    func follow(_ event: EngineEvent) {
        switch event {
        case .callEnded(let call, _): end(call.id.number)
        case .callReplaced(let call, _): end(call.number)
        default: return
        }
    }

    func give(_ call: Int, microphone: DeviceURI, headset: DeviceURI) {
        let port = AudioPort()
        // No voice and no ring tone sound there.
        let path = RealtimePath(port: port, speechSamples: 1, ringToneSamples: 1)
        let number = numbers.wrappingAdd(1, ordering: .relaxed).newValue
        let devices = AudioDevices(
            microphone: [microphone], headset: [headset], port: port, path: path, wakeDescriptor: media.wakeDescriptor,
            onEvent: { [weak self] in self?.take($0, ofCall: call, number) })
        media.lend(port, to: call)
        let old = open.withLock { $0.updateValue(Own(devices: devices, number: number), forKey: call)?.devices }
        guard let old else { return devices.start() }
        onEvent(call, nil)
        // A card has one owner at a time, and a file one writer. Where they are stopped before they began they never begin.
        BackgroundThread.run("sound-change") {
            old.stop()
            devices.start()
        }
    }

    /// The call has the devices of all calls again.
    func close(_ call: Int) {
        if end(call) { onEvent(call, nil) }
    }

    /// Their threads end elsewhere: the main loop does not wait.
    @discardableResult private func end(_ call: Int) -> Bool {
        guard let devices = open.withLock({ $0.removeValue(forKey: call) })?.devices else { return false }
        media.lend(nil, to: call)
        BackgroundThread.run("sound-close") { devices.stop() }
        return true
    }

    func stop() {
        let all = open.withLock { open in
            defer { open = [:] }
            return open.values.map(\.devices)
        }
        for devices in all { devices.stop() }
    }
}
