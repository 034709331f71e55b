import Media
import Synchronization

/// The agent's microphone and headset, each on a thread of its own that drives the real-time path at its device's pace.
/// A device that is absent, lost or a file is paced by an absolute 10 ms clock in the same place: RTP never stops.
public final class AudioDevices: Sendable {
    private let playback: PlaybackLoop
    private let capture: CaptureLoop
    private let threads = Mutex<[DeviceThread]>([])

    /// - Parameters:
    ///   - port: the rings towards the media loop; must be the path's own.
    ///   - wakeDescriptor: the media loop's eventfd, signalled after each period.
    ///   - onEvent: called on the device's threads; must not block.
    public init(
        microphone: DeviceURI, headset: DeviceURI, port: AudioPort, path: RealtimePath, wakeDescriptor: Int32,
        onEvent: @escaping @Sendable (DeviceEvent) -> Void
    ) {
        precondition(path.port === port, "the path mixes another port")
        port.wakeDescriptor = wakeDescriptor
        // A device's period and 10 ms.
        port.playoutTargetSamples = ALSAStream.periodFrames + 480
        playback = PlaybackLoop(device: headset, path: path, wakeDescriptor: wakeDescriptor, onEvent: onEvent)
        capture = CaptureLoop(device: microphone, path: path, wakeDescriptor: wakeDescriptor, onEvent: onEvent)
    }

    /// Starts both threads; returns at once, what goes wrong comes as events. One start an object.
    public func start() {
        threads.withLock { threads in
            guard threads.isEmpty else { return }
            let (playback, capture) = (playback, capture)
            threads = [
                DeviceThread(name: "playback", isRealtime: true) { playback.run() },
                DeviceThread(name: "capture", isRealtime: true) { capture.run() },
            ]
        }
    }

    /// Ends both threads and waits for them (a fifth of a second at most).
    public func stop() {
        playback.stop()
        capture.stop()
        threads.withLock { threads in
            for thread in threads { thread.join() }
            threads = []
        }
    }
}
