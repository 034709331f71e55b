import Media
import SIP
import Time

// The sound of calls: asked for, described, run, closed; and the progress tones.
extension UserAgentCore {
    mutating func receive(_ report: MediaReport, at now: Instant) {
        switch report {
        case .ready(let media, let host, let rtpPort, let rtcpPort, let fingerprint):
            guard let place = table.place(of: media) else {
                return emit(.media(.close(media)))
            }
            table[place].capability = AudioCapability(
                codecs: settings.codecs, host: host, rtpPort: rtpPort, rtcpPort: rtcpPort,
                isRedundant: settings.isRedundant, isDiscontinuous: settings.isDiscontinuous)
            let ice = table[place].ice?.capability
            table[place].capability?.ice = ice
            table[place].fingerprint = fingerprint.map { Fingerprint(.sha256, $0) }
            // An INVITE of ours gives them for the way that it takes.
            if table[place].phase != .preparing { equip(place, at: now) }
            let id = table[place].id
            if table[place].snapshot.isMuted { emit(.media(.mute(media, true))) }
            if table[place].received?.ringsWhenReady == true {
                table[place].received?.ringsWhenReady = false
                ring(id, at: now)
            }
            if table[place].answersWhenReady {
                table[place].answersWhenReady = false
                accept(id, at: now)
            }
            prepare(id, at: now)
            mediaIsRebound(id, at: now)
            updateCallWaiting()
        case .gathered(let media, let candidates, let isText):
            guard let place = table.place(of: media) else { return }
            if isText {
                table[place].textICE?.candidates = candidates
            } else {
                table[place].ice?.candidates = candidates
            }
        case .failed(let media): mediaFailed(media, at: now)
        case .firstPacket(let media): firstPacketCame(media)
        case .source(let media, let host, let port): soundComes(to: media, from: host, port)
        case .digit(let media, let digit):
            if let place = table.place(of: media) {
                tell(.digitReceived(table[place].id, digit))
            }
        case .recordingFailed(let media, let number): recordingFailed(media, number)
        case .silence(let media, let isSilent): silenceChanged(media, isSilent, at: now)
        case .textReady(let media, let rtpPort, let rtcpPort):
            if let place = table.place(of: media) {
                table[place].textPorts = rtpPort == 0 ? nil : TextCapability(rtpPort: rtpPort, rtcpPort: rtcpPort)
            }
        case .handshake(let media, let isText, let outcome):
            handshakeEnded(media, isText: isText, outcome, at: now)
        case .text(let media, let text, let source):
            if let place = table.place(of: media), table[place].textPlan != nil {
                // Who is no focus speaks for itself: it gives nobody else's name to what it writes.
                let isMix = table[place].dialog?.isWithFocus == true
                let writer = source.map {
                    TextWriter(id: $0.id, name: isMix ? $0.name.flatMap(SpokenText.clean) : nil)
                }
                tell(.textReceived(table[place].id, text, from: writer))
            }
        case .statistics(let media, let figures, let token):
            if let place = table.place(of: media) {
                tell(.statistics(table[place].id, figures, token: token))
            }
        case .quality(let media, let quality): qualityChanged(media, quality)
        case .closed(let media, let figures):
            if let call = closing.removeValue(forKey: media) { tell(.callMeasured(call, figures)) }
        }
    }

    /// Nobody may be there any more: the peer's computer or its network is gone, and nobody said BYE.
    private mutating func silenceChanged(_ media: MediaID, _ isSilent: Bool, at now: Instant) {
        guard let place = table.place(of: media), table[place].phase == .established,
            let choice = line(table[place].account)?.settings.silence
        else { return }
        switch choice {
        case .off: return
        case .tell:
            table[place].snapshot.isSilent = isSilent
            tellChange(of: table[place].id)
        case .end: if isSilent { hangUpNow(table[place].id, EndReason(.networkFailure), at: now) }
        }
    }

    private mutating func qualityChanged(_ media: MediaID, _ quality: VoiceQuality) {
        guard let place = table.place(of: media), table[place].phase == .established, table[place].replaces == nil,
            table[place].id != services.codes?.call
        else { return }
        let last = table[place].snapshot.quality
        let new = CallQuality(quality, after: last)
        guard new != last else { return }
        table[place].snapshot.quality = new
        table[place].told.quality = new
        tell(.qualityChanged(table[place].id, new, from: last?.grade))
    }

    private mutating func mediaFailed(_ media: MediaID, at now: Instant) {
        guard let place = table.place(of: media) else { return }
        abandon(table[place].id, EndReason(.other), refusingWith: 500, at: now)
    }

    /// Ends a call for a reason of its sound, as its phase demands.
    mutating func abandon(_ id: CallID, _ reason: EndReason, refusingWith status: Int, at now: Instant) {
        guard let place = place(of: id) else { return }
        switch table[place].phase {
        case .preparing, .inviting: giveUp(id, reason: reason, at: now)
        case .alerting: refuse(id, status: status, reason: EndReason(reason.cause, status: status), at: now)
        case .accepted, .established: hangUpNow(id, reason, at: now)
        case .ended: break
        }
    }

    /// Sound before the answer replaces our ring-back tone.
    private mutating func firstPacketCame(_ media: MediaID) {
        guard let place = table.place(of: media), table[place].phase == .inviting,
            !table[place].snapshot.hasEarlyMedia
        else { return }
        clearTimer(.ringBack(table[place].id))
        stopTone(table[place].id)
        table[place].snapshot.hasEarlyMedia = true
        tellChange(of: table[place].id)
    }

    /// Runs the sound by what was agreed.
    mutating func apply(_ stream: AgreedStream, to id: CallID) {
        guard let place = place(of: id), let media = table[place].media, var plan = StreamPlan(stream) else { return }
        // RFC 3264 §8.4 lets who holds send music; the agent's microphone is none, and is not sent.
        if table[place].isHeldByMe { plan.direction = plan.direction.receives ? .receiveOnly : .inactive }
        plan.isDiscontinuous = settings.isDiscontinuous
        table[place].stream = stream
        table[place].snapshot.codec = plan.sending.codec
        table[place].snapshot.encryption = told(stream, of: table[place])
        applyText(stream.text, to: place)
        guard table[place].plan != plan else { return }
        table[place].plan = plan
        emit(.media(.apply(media, plan)))
    }

    // MARK: Tones

    mutating func startRingBack(_ id: CallID) {
        guard let place = place(of: id), table[place].phase == .inviting, !table[place].snapshot.hasEarlyMedia else {
            return
        }
        startTone(.ringBack, of: id)
    }

    private mutating func startTone(_ tone: ProgressTone, of id: CallID) {
        guard let place = place(of: id), let media = table[place].media, table[place].capability != nil,
            table[place].tone != tone, let level = settings.toneLevels[tone]
        else { return }
        table[place].tone = tone
        emit(.media(.tone(media, tone, level: level)))
    }

    mutating func stopTone(_ id: CallID) {
        guard let place = place(of: id), table[place].tone != nil, let media = table[place].media else { return }
        table[place].tone = nil
        emit(.media(.tone(media, nil, level: 0)))
    }

    /// The call-waiting tone sounds in the active call as long as another call rings.
    mutating func updateCallWaiting() {
        let rings = table.isAnyRinging()
        for call in table.soundingCalls() {
            guard let place = place(of: call) else { continue }
            if rings && table[place].snapshot.state == .active {
                startTone(.callWaiting, of: call)
            } else if table[place].tone == .callWaiting {
                stopTone(call)
            }
        }
    }

    /// Closes the ports of a call, at once or after the tone that says why it ended.
    mutating func closeMedia(of place: Int, after end: EndReason.ProgressToneAfterEnd?, at now: Instant) {
        guard let media = table[place].media else { return }
        table[place].media = nil
        let tone: ProgressTone? =
            switch end {
            case .busy: .busy
            case .congestion: .congestion
            case nil: nil
            }
        guard let tone, table[place].capability != nil, !isShuttingDown, let level = settings.toneLevels[tone] else {
            // Ports that were never announced are closed when they come.
            if table[place].capability != nil { emit(.media(.close(media))) }
            return
        }
        table[place].tone = nil
        emit(.media(.tone(media, tone, level: level)))
        setTimer(.endTone(media), at: now + .milliseconds(Limits.endToneMilliseconds))
    }

    mutating func stopEndTone(_ media: MediaID) {
        clearTimer(.endTone(media))
        emit(.media(.tone(media, nil, level: 0)))
        emit(.media(.close(media)))
    }

    /// A new command of the agent, or a new call, silences what sounds of an ended one.
    mutating func stopEndTones() {
        for media in endTones { stopEndTone(media) }
    }
}
