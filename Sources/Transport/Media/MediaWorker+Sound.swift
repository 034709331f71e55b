import CallEngine
import Media
import Time

#if FAULTS
    import Faults
#endif

/// How sound moves between the sessions and this computer's end. Capture's clock sends; playback's clock pops the
/// jitter buffers; the timer stands in for a clock that is not there.
extension MediaWorker {
    /// - Parameter ticks: periods of 10 ms that the timer counted.
    func serveEndpoint(ticks: Int, at now: Instant) {
        switch endpoint {
        case .internal:
            for _ in 0..<ticks { serveInternal(at: now) }
        case .port(let port):
            for _ in 0..<ticks { port.headset.run() }
            serveCapture(port, ticks: ticks, at: now)
            servePlayback(port, ticks: ticks, at: now)
            for slot in slots { if let slot, slot.isPlanned, let own = slot.ownPort { serve(slot, by: own, at: now) } }
        }
    }

    /// A call with a microphone and a headset of its own, by their clocks.
    private func serve(_ slot: MediaSlot, by port: AudioPort, at now: Instant) {
        while Self.take(port, into: &microphone) { sendMicrophone(to: slot, at: now) }
        for _ in 0..<min(port.playoutFramesWanted(reserve: 0), Limits.playoutFramesPerTurn) {
            hear(slot, at: now)
            port.putPlayoutFrame(heard.span)
        }
    }

    /// Whether anything waits for the timer.
    func needsTimer(at now: Instant) -> Bool {
        switch endpoint {
        case .internal: true
        case .port(let port):
            port.headset.isLent || !pacing.isCaptureDriven(port.isCaptureRunning, at: now)
                || !pacing.isPlaybackDriven(port.isPlaybackRunning, at: now)
        }
    }

    // MARK: Internal endpoints

    private func serveInternal(at now: Instant) {
        for slot in slots {
            guard let slot, slot.isPlanned else { continue }
            Self.play(slot.session, into: &heard, at: now)
            slot.sound?.next(heard: heard, spoken: &microphone)
            slot.session.captured(microphone.span, at: now, into: packets)
            slot.send(packets)
        }
    }

    // MARK: The port

    private func serveCapture(_ port: AudioPort, ticks: Int, at now: Instant) {
        let isRunning = port.isCaptureRunning
        while isRunning && Self.take(port, into: &microphone) {
            pacing.noteCapture(at: now)
            let use = microphoneUse
            port.isMicrophoneSent = use == .sent
            // The watch hears the microphone itself: a gate that closes is no dead microphone, and a gain no louder agent.
            watchMicrophone(use)
            cleaner?.clean(&microphone, played: port.played)
            #if FAULTS
                if let leaked = port.leaked { Self.leak(leaked, into: &microphone) }
            #endif
            sendMicrophone(at: now)
        }
        guard ticks > 0, !pacing.isCaptureDriven(isRunning, at: now) else { return }
        for index in microphone.indices { microphone[index] = 0 }
        for _ in 0..<ticks { sendMicrophone(at: now) }
    }

    #if FAULTS
        /// The voice, as it is said, on top of the microphone.
        private static func leak(_ leaked: SampleRing, into frame: inout [Int16]) {
            var voice = [Int16](repeating: 0, count: frame.count)
            var target = voice.mutableSpan
            leaked.read(into: &target)
            add(voice, to: &frame)
        }
    #endif
    /// A call that hears the microphone counts before one that would.
    private var microphoneUse: MicrophoneUse {
        var use = MicrophoneUse.idle
        for slot in slots {
            guard let slot, slot.isPlanned, slot.ownPort == nil, use != .sent else { continue }
            if slot.session.microphoneUse != .idle { use = slot.session.microphoneUse }
        }
        return use
    }

    private func watchMicrophone(_ use: MicrophoneUse) {
        guard let onMicrophone else { return }
        var watch = microphoneWatch
        let finding = watch.take(microphone.span, use: use)
        microphoneWatch = watch
        if let finding { onMicrophone(finding) }
    }

    private static func take(_ port: AudioPort, into frame: inout [Int16]) -> Bool {
        var target = frame.mutableSpan
        return port.takeCapturedFrame(into: &target)
    }

    private static func play(_ session: MediaSession, into frame: inout [Int16], at now: Instant) {
        var target = frame.mutableSpan
        session.playout(into: &target, at: now)
    }

    private func sendMicrophone(at now: Instant) {
        if hasConference { sumConference() }
        for slot in slots {
            guard let slot, slot.isPlanned, slot.ownPort == nil else { continue }
            sendMicrophone(to: slot, at: now)
        }
    }

    private func sendMicrophone(to slot: MediaSlot, at now: Instant) {
        if mixOthers(for: slot) {
            slot.session.captured(microphone.span, with: others.span, at: now, into: packets)
        } else {
            slot.session.captured(microphone.span, at: now, into: packets)
        }
        slot.send(packets)
        if let recording = slot.recording {
            Self.record(microphone, by: recording, isSent: slot.session.microphoneUse == .sent)
        }
    }

    private static func record(_ frame: [Int16], by recording: SlotRecording, isSent: Bool) {
        recording.take(frame.span, isSent: isSent)
    }

    private func sumConference() {
        conference.clear()
        for slot in slots {
            guard let party = slot?.party else { continue }
            party.advance()
            conference.add(party)
        }
    }

    private func servePlayback(_ port: AudioPort, ticks: Int, at now: Instant) {
        let isRunning = port.isPlaybackRunning
        pacing.notePlayback(position: port.playout.readPosition, at: now)
        if isRunning {
            reserve.note(missingSamples: port.playout.missingSamples, at: now)
            let wanted = port.playoutFramesWanted(reserve: reserve.samples)
            for _ in 0..<min(wanted, Limits.playoutFramesPerTurn) {
                mixPlayout(at: now)
                port.putPlayoutFrame(mixed.span)
            }
        }
        guard !pacing.isPlaybackDriven(isRunning, at: now) else { return }
        for _ in 0..<ticks { mixPlayout(at: now) }
    }

    /// What one session plays, tones for the agent included.
    private func hear(_ slot: MediaSlot, at now: Instant) {
        Self.hear(slot.session, into: &heard, at: now)
        noteFarEnd()
        slot.party?.put(heard.span)
        slot.recording?.hear(heard.span)
        Self.mixTone(of: slot.session, into: &heard)
    }

    private static func hear(_ session: MediaSession, into frame: inout [Int16], at now: Instant) {
        var target = frame.mutableSpan
        session.hear(into: &target, at: now)
    }

    private static func mixTone(of session: MediaSession, into frame: inout [Int16]) {
        var target = frame.mutableSpan
        session.mixTone(into: &target)
    }

    /// The sum of what the sessions play, limited to 16 bits. The other parties of a conference hear the peer's sound,
    /// and not the tones that are for the agent.
    private func mixPlayout(at now: Instant) {
        Self.clear(&mixed)
        for slot in slots {
            guard let slot, slot.ownPort == nil else { continue }
            hear(slot, at: now)
            Self.add(heard, to: &mixed)
        }
        tellFarEnds()
    }

    private func tellFarEnds() {
        guard let onFarEnd else { return }
        let change = mailbox.watchesFarEnds ? farEnds.endPeriod() : farEnds.rest()
        if let change { onFarEnd(change) }
    }

    private func noteFarEnd() {
        guard onFarEnd != nil, mailbox.watchesFarEnds else { return }
        var activity = farEnds
        activity.hear(heard.span)
        farEnds = activity
    }

    // Static, as the others here: what a class holds is looked up and checked anew for each sample.
    private static func clear(_ frame: inout [Int16]) {
        for index in frame.indices { frame[index] = 0 }
    }

    private static func add(_ frame: [Int16], to sum: inout [Int16]) {
        for index in sum.indices where index < frame.count {
            sum[index] = saturated(Int(sum[index]) + Int(frame[index]))
        }
    }
}
