import Media
import Synchronization

/// A device that plays besides the headset.
public struct AudioOutput: Sendable {
    public var role: DeviceRole
    /// The preferred one first.
    public var devices: [DeviceURI]
    /// What it plays. A path of its own: each device takes sound at its own pace.
    public var path: RealtimePath

    public init(role: DeviceRole, devices: [DeviceURI], path: RealtimePath) {
        self.role = role
        self.devices = devices
        self.path = path
    }
}

/// The agent's microphone, headset and further outputs, each on a thread of its own that drives the real-time path at its device's pace;
/// a microphone that is no card, beside a headset that plays into nothing, is driven by the headset's thread, and both by the
/// media loop while calls are up (`PeriodLoan`).
/// A device that is absent, lost or a file is paced by an absolute 10 ms clock in the same place: RTP never stops.
public final class AudioDevices: Sendable {
    private let playbacks: [PlaybackLoop]
    private let capture: CaptureLoop
    private let preferred: [DeviceRole: [DeviceURI]]
    private let threads = Mutex<[DeviceThread]>([])

    /// - Parameters:
    ///   - microphone: the preferred one first, as for the headset: the first that is there is used.
    ///   - port: the rings towards the media loop; must be the path's own.
    ///   - others: where else the voice and the ring tone go.
    ///   - wakeDescriptor: the media loop's eventfd, signalled after each period.
    ///   - onUse: which device a role has, told before any sound goes to it. Called as `onEvent` is.
    ///   - onEvent: called on the device's threads; must not block.
    public init(
        microphone: [DeviceURI], headset: [DeviceURI], port: AudioPort, path: RealtimePath, others: [AudioOutput] = [],
        wakeDescriptor: Int32, onUse: @escaping @Sendable (DeviceRole, DeviceUse) -> Void = { _, _ in },
        onEvent: @escaping @Sendable (DeviceEvent) -> Void
    ) {
        precondition(path.port === port, "the path mixes another port")
        port.wakeDescriptor = wakeDescriptor
        port.playoutTargetSamples = ALSAStream.periodFrames
        let watcher = DeviceWatcher(onUse: onUse, onEvent: onEvent)
        let outputs = [AudioOutput(role: .headset, devices: headset, path: path)] + others
        preferred = [.microphone: microphone].merging(outputs.map { ($0.role, $0.devices) }) { first, _ in first }
        let loan = PeriodLoan()
        playbacks = outputs.map { PlaybackLoop($0, wakeDescriptor: wakeDescriptor, watcher: watcher, microphone: loan) }
        capture = CaptureLoop(
            devices: microphone, path: path, wakeDescriptor: wakeDescriptor, watcher: watcher, loan: loan)
    }

    /// Starts the threads; returns at once, what goes wrong comes as events. One start an object.
    public func start() {
        threads.withLock { threads in
            guard threads.isEmpty else { return }
            let capture = capture
            threads = playbacks.map { playback in
                DeviceThread(name: "playback", isRealtime: true) { playback.run() }
            }
            threads.append(DeviceThread(name: "capture", isRealtime: true) { capture.run() })
        }
    }

    /// The devices in use, those that play in the order of their making, and what each is for.
    public var chosen: [(role: DeviceRole, device: DeviceURI)] {
        [(.microphone, capture.choice.use.device)] + playbacks.map { ($0.role, $0.choice.use.device) }
    }

    /// Goes over to another device within a period; what becomes of it comes as events. While it is missing, those that were preferred
    /// from the start are used. With several of a role, the first.
    /// - Returns: false where the role has no device of its own.
    public func select(_ device: DeviceURI, for role: DeviceRole) -> Bool {
        let choice = role == .microphone ? capture.choice : playbacks.first { $0.role == role }?.choice
        choice?.change(to: [device] + (preferred[role] ?? []).filter { $0 != device })
        heedChoices()
        return choice != nil
    }

    private func heedChoices() {
        capture.heedChoice()
        for playback in playbacks { playback.heedChoice() }
    }

    /// Ends the threads and waits for them (a fifth of a second at most).
    public func stop() {
        for playback in playbacks { playback.choice.stop() }
        capture.choice.stop()
        heedChoices()
        threads.withLock { threads in
            for thread in threads { thread.join() }
            threads = []
        }
    }
}
