import Media

/// The media loop's side of a recording: both ends brought onto capture's clock, and the notice that the peer hears.
final class SlotRecording {
    let recording: CallRecording
    /// The peer's sound, on its way from playback's clock to capture's.
    private let peer = ConferenceParty()
    private var notice: [Int16] = []
    private var noticePlayed = 0
    private var isNoticeTaken = false
    private var stereo = [Int16](repeating: 0, count: 2 * RealtimeLimits.frameSamples)

    init(_ recording: CallRecording) { self.recording = recording }

    /// Playback's clock: a frame of the peer's sound.
    func hear(_ frame: Span<Int16>) { peer.put(frame) }

    /// Capture's clock: a frame of the agent's sound, silence where it is not sent. Nothing is recorded before the peer was
    /// told so.
    func take(_ agent: Span<Int16>, isSent: Bool) {
        peer.advance()
        guard isNoticeTaken, noticePlayed == notice.count else { return }
        for index in 0..<min(agent.count, RealtimeLimits.frameSamples) {
            stereo[2 * index] = isSent ? agent[index] : 0
            stereo[2 * index + 1] = peer.sample(at: index)
        }
        let frame = stereo
        recording.take(frame.span)
    }

    /// Adds the next frame of the notice, if there is one left. False: there is none.
    func mixNotice(into frame: inout MutableSpan<Int16>) -> Bool {
        if !isNoticeTaken, let made = recording.takeNotice() {
            notice = made
            isNoticeTaken = true
        }
        let count = min(frame.count, notice.count - noticePlayed)
        guard count > 0 else { return false }
        for index in 0..<count {
            frame[index] = saturated(Int(frame[index]) + Int(notice[noticePlayed + index]))
        }
        noticePlayed += count
        return true
    }
}
