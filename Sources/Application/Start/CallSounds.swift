import CallEngine
import Devices
import Media
import Synchronization
import Transport

/// The devices of single calls, by the call's number: lent to the media loop, closed when the call ends.
final class CallSounds: Sendable {
    private let media: MediaLoop
    private let open = Mutex<[Int: AudioDevices]>([:])

    private let onEvent: @Sendable (Int, Devices.DeviceEvent) -> Void

    /// - Parameter onEvent: what happened to a call's device; called on its thread.
    init(_ media: MediaLoop, onEvent: @escaping @Sendable (Int, Devices.DeviceEvent) -> Void) {
        self.media = media
        self.onEvent = onEvent
    }

    /// Every device in use, without those of one call.
    func chosen(besides call: Int?) -> [(role: DeviceRole, device: DeviceURI)] {
        open.withLock { $0.filter { $0.key != call }.values.flatMap(\.chosen) }
    }

    /// The calls that lack a device of their own now.
    var incomplete: Set<Int> { open.withLock { Set($0.filter(\.value.isIncomplete).keys) } }

    /// A call that is over, or that another takes the place of, needs its devices no more.
    func follow(_ event: EngineEvent) {
        switch event {
        case .callEnded(let call, _): close(call.id.number)
        case .callReplaced(let call, _): close(call.number)
        default: return
        }
    }

    func give(_ call: Int, microphone: DeviceURI, headset: DeviceURI) {
        let port = AudioPort()
        // No voice and no ring tone sound there.
        let path = RealtimePath(port: port, speechSamples: 1, ringToneSamples: 1)
        let onEvent = onEvent
        let devices = AudioDevices(
            microphone: [microphone], headset: [headset], port: port, path: path, wakeDescriptor: media.wakeDescriptor,
            onEvent: { onEvent(call, $0) })
        media.lend(port, to: call)
        let old = open.withLock { $0.updateValue(devices, forKey: call) }
        guard let old else { return devices.start() }
        // A card has one owner at a time, and a file one writer. Where they are stopped before they began they never begin.
        BackgroundThread.run("sound-change") {
            old.stop()
            devices.start()
        }
    }

    /// The call is over, or has the devices of all calls again. Their threads end elsewhere: the main loop does not wait.
    func close(_ call: Int) {
        guard let devices = open.withLock({ $0.removeValue(forKey: call) }) else { return }
        media.lend(nil, to: call)
        BackgroundThread.run("sound-close") { devices.stop() }
    }

    func stop() {
        let all = open.withLock { open in
            defer { open = [:] }
            return open.values
        }
        for devices in all { devices.stop() }
    }
}
