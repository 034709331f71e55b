import Glibc
import Media
import Synchronization

/// A call written into a file, the agent left and the peer right. The media loop hands over frames
/// without waiting; a thread of its own makes the notice for the peer, opens the file and writes.
final class CallRecording: Sendable {
    /// Interleaved stereo on its way to the file.
    private let ring = SampleRing(minimumCapacity: Limits.recordingRingSamples)
    /// What the peer hears first; taken by the media loop once it is made.
    private let notice = Mutex<[Int16]?>(nil)
    private let isEnding = Atomic<Bool>(false)
    private let isOver = Atomic<Bool>(false)
    private let path: String
    private let format: RecordingFormat
    private let makeNotice: @Sendable () -> [Int16]?
    private let onFailure: @Sendable () -> Void

    /// - Parameters:
    ///   - path: a file that is not there yet; or a folder's, ending with "/".
    ///   - format: of a file in a folder.
    ///   - makeNotice: the words for the peer as 48 kHz samples, nil where none are wanted, empty where they cannot be made:
    ///     then nothing is recorded. Called on the recording's thread.
    ///   - onFailure: called once, on the recording's thread, where it ended before `end`.
    init(
        path: String, format: RecordingFormat, makeNotice: @escaping @Sendable () -> [Int16]?,
        onFailure: @escaping @Sendable () -> Void
    ) {
        self.path = path
        self.format = format
        self.makeNotice = makeNotice
        self.onFailure = onFailure
        if let thread = MediaThread.start(named: "recording", { [self] in run() }) {
            pthread_detach(thread)
        } else {
            isOver.store(true, ordering: .releasing)
            onFailure()
        }
    }

    /// What was handed over is still written.
    func end() { isEnding.store(true, ordering: .releasing) }

    /// The file is written to its end and closed, or was given up.
    var isFinished: Bool { isOver.load(ordering: .acquiring) }

    /// The words for the peer, empty where none are wanted; nil while they are being made, and once they were taken.
    func takeNotice() -> [Int16]? { notice.withLock { $0.take() } }

    /// The media loop: one frame of interleaved stereo at 48 kHz.
    func take(_ stereo: Span<Int16>) { ring.write(stereo) }

    // MARK: The recording's thread

    private func run() {
        defer { isOver.store(true, ordering: .releasing) }
        let words = makeNotice()
        if isEnding.load(ordering: .acquiring) { return }
        guard words?.isEmpty != true, let file = RecordingFile(path: path, format: format) else { return fail() }
        notice.withLock { $0 = words ?? [] }
        var piece = [Int16](repeating: 0, count: 9_600)
        var isLast = false
        var missing = 0
        while true {
            var isTaken = false
            while ring.readableCount >= piece.count || (isLast && ring.readableCount > 0) {
                var target = piece.mutableSpan
                ring.read(into: &target)
                guard file.write(piece) else { return fail() }
                isTaken = true
            }
            // What the disk was too slow for is silence: the two voices keep their places in time.
            while ring.overrunSamples - missing >= 2 {
                let lost = min(piece.count, (ring.overrunSamples - missing) / 2 * 2)
                guard file.write([Int16](repeating: 0, count: lost)) else { return fail() }
                missing += lost
            }
            if isLast { break }
            isLast = isEnding.load(ordering: .acquiring)
            if !isTaken, !isLast { usleep(Limits.recordingPauseMicroseconds) }
        }
        if !file.close() { fail() }
    }

    private func fail() { if !isEnding.load(ordering: .acquiring) { onFailure() } }
}
