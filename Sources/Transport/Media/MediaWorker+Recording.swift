import CallEngine
import Glibc
import Media
import Time

extension MediaWorker {
    /// Begins a recording, or ends it.
    func record(_ id: MediaID, path: String?, _ number: Int) {
        guard let slot = slot(id) else { return }
        endRecording(of: slot)
        guard let path else { return }
        guard endedRecordings.count(where: { !$0.isFinished }) < Limits.unfinishedRecordings else {
            return mailbox.report(.recordingFailed(id, number: number))
        }
        let mailbox = mailbox
        slot.recording = SlotRecording(
            CallRecording(path: path, format: recordingFormat, makeNotice: recordingNotice) {
                mailbox.report(.recordingFailed(id, number: number))
            })
    }

    func endRecording(of slot: MediaSlot) {
        guard let recording = slot.recording?.recording else { return }
        recording.end()
        slot.recording = nil
        endedRecordings.removeAll { $0.isFinished }
        endedRecordings.append(recording)
    }

    /// The last samples are on their way to the disk: they are waited for, but not for ever.
    func finishRecordings() {
        let end = Instant.now + .milliseconds(Limits.recordingEndMilliseconds)
        while endedRecordings.contains(where: { !$0.isFinished }), Instant.now < end { usleep(5_000) }
    }

    /// What a peer hears besides the microphone: the other parties of a conference, and that the call is recorded.
    /// - Returns: false: nothing.
    func mixOthers(for slot: MediaSlot) -> Bool {
        var isMixed = false
        if let party = slot.party {
            var target = others.mutableSpan
            conference.writeOthers(than: party, into: &target)
            isMixed = true
        }
        guard let recording = slot.recording, slot.session.microphoneUse != .idle else { return isMixed }
        if !isMixed { for index in others.indices { others[index] = 0 } }
        let isTold = Self.mixNotice(of: recording, into: &others)
        return isTold || isMixed
    }

    private static func mixNotice(of recording: SlotRecording, into frame: inout [Int16]) -> Bool {
        var target = frame.mutableSpan
        return recording.mixNotice(into: &target)
    }
}
