import CLinux
import CallEngine
import Glibc
import Media
import Synchronization

/// The media loop: a thread of its own that owns every media session, its sockets and its clock.
///
/// It carries out the engine's `MediaRequest`s and reports `MediaReport`s. One endpoint stands for this computer's
/// sound: an `AudioPort` that a device drives, or an internal one. While no device drives a side of the port, a 10 ms
/// timer does, so that RTP never stops.
public final class MediaLoop: Sendable {
    private let mailbox: MediaMailbox
    private let port: AudioPort?
    private let thread: Mutex<pthread_t?>

    /// Starts the thread.
    /// - Parameters:
    ///   - rtpPorts: the ports that RTP and RTCP may use; nil: any.
    ///   - voiceProcessing: what is done to the port's microphone, once for all calls.
    ///   - onMicrophone: what the port's microphone tells while calls are up; called on the loop, must not block.
    ///   - onFarEnd: whether the other ends are heard through the port, where that changes, at most six times a second; called
    ///     on the loop, must not block.
    ///   - recordingNotice: what the peer of a recorded call is told first, as 48 kHz mono samples; nil: nothing; empty: it
    ///     cannot be made, and nothing is recorded. Called on a recording's own thread.
    ///   - recordingFormat: of recordings that are named by the time.
    /// - Throws: `TransportError.mediaUnavailable` where the kernel gives no descriptor or thread.
    public init(
        endpoint: MediaEndpoint, rtpPorts: ClosedRange<UInt16>? = nil,
        voiceProcessing: VoiceProcessingChoice = .off,
        onMicrophone: (@Sendable (MicrophoneWatch.Finding) -> Void)? = nil,
        onFarEnd: (@Sendable (Bool) -> Void)? = nil,
        recordingNotice: @escaping @Sendable () -> [Int16]? = { nil },
        recordingFormat: RecordingFormat = .wav
    ) throws {
        guard let mailbox = MediaMailbox() else { throw TransportError.mediaUnavailable }
        self.mailbox = mailbox
        switch endpoint {
        case .port(let port):
            port.wakeDescriptor = mailbox.wakeDescriptor
            self.port = port
        case .internal: port = nil
        }
        guard let clock = MediaClock(mailbox: mailbox),
            let started = MediaThread.start(
                named: "media loop", isRealtime: true,
                {
                    MediaWorker(
                        mailbox: mailbox, clock: clock, endpoint: endpoint, rtpPorts: rtpPorts,
                        voiceProcessing: voiceProcessing, onMicrophone: onMicrophone, onFarEnd: onFarEnd,
                        recordingNotice: recordingNotice,
                        recordingFormat: recordingFormat
                    ).run()
                })
        else { throw TransportError.mediaUnavailable }
        thread = Mutex(started)
    }

    deinit { stop() }

    /// The eventfd that a device's thread signals after each period.
    public var wakeDescriptor: Int32 { mailbox.wakeDescriptor }

    /// Where reports go from now on, called on the media loop; must not block.
    public func report(to sink: @escaping @Sendable (MediaReport) -> Void) {
        mailbox.setSink(sink)
    }

    /// Whether `onFarEnd` is wanted, from any thread and at once; true at first. Where it is not, nothing is measured; who was
    /// heard is told to be heard no longer, once.
    public var watchesFarEnds: Bool {
        get { mailbox.watchesFarEnds }
        set { mailbox.watchesFarEnds = newValue }
    }

    /// Lends a port for the sound of one call alone, under the call's number; nil takes it back. Its devices must drive both sides.
    public func lend(_ port: AudioPort?, to call: Int) { mailbox.lend(port, to: call) }

    /// Carries out a request, from any thread, in order. Beyond `Limits.mediaRequests` waiting requests the oldest
    /// wait on and the new one is lost: an `open` or a `rebind` is then answered `failed`.
    public func perform(_ request: MediaRequest) {
        guard !mailbox.post(request) else { return }
        switch request {
        case .open(let media, _), .rebind(let media, _): mailbox.report(.failed(media))
        case .record(let media, path: .some, let number): mailbox.report(.recordingFailed(media, number: number))
        case .close(let media): mailbox.report(.closed(media, StreamStatistics()))
        case .record, .ownSound, .apply, .mute, .tone, .digits, .statistics, .conference, .partyNames, .openText,
            .applyText, .text,
            .expectHandshake, .gather:
            break
        }
    }

    /// Says whether a device's clock drives each side of the port; the loop's timer drives a side without one. The
    /// same as setting the port's two flags, and heeded at once.
    public func setDevicePresent(capture: Bool, playback: Bool) {
        port?.isCaptureRunning = capture
        port?.isPlaybackRunning = playback
        clinux_eventfd_signal(mailbox.wakeDescriptor)
    }

    /// Closes every session and ends the thread. Blocks for a moment; may be called twice.
    public func stop() {
        let started = thread.withLock { thread -> pthread_t? in
            defer { thread = nil }
            return thread
        }
        guard let started else { return }
        mailbox.stop()
        pthread_join(started, nil)
    }
}
