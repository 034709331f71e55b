import Announcements
import Configuration
import Devices
import Glibc
import Media
import Scenarios
import Time

extension Stage {
    func judge(_ step: SoundStep) throws(Stop) {
        switch step {
        case .contains(let direction, let shape): try judgeContains(direction, shape)
        case .silent(let direction, let duration): try judgeSilent(direction, during: duration ?? Limits.settling)
        case .level(let direction, let bound, let level): try judgeLevel(direction, bound, level)
        case .earSilent(let ear): try judgeEarSilent(ear)
        case .noLeak: try judgeNoLeak()
        case .peerHearsVoice(let name): try judgePeerHears(name)
        case .peerHearsNothing(let name, let duration):
            try judgePeerHearsNothing(name, during: duration ?? Limits.settling)
        case .tone(let hertz, let name, let loss): try judgeTone(hertz, heardBy: name, loss: loss)
        }
    }

    // MARK: What far ends hear

    /// What a far end has heard from one of its frames on (48 kHz, the last minute); nil: the one in the call.
    func heardBy(peer: String?, from frame: Int) -> [Int16] { farEnd(peer)?.sound.heard(from: frame) ?? [] }

    private func farEnd(_ name: String?) -> Peer? { name.map { peers.known($0) } ?? peers.current }

    /// Frames that it has heard so far.
    func heardFrames(peer: String?) -> Int { farEnd(peer)?.sound.heardFrames ?? 0 }

    /// The frequencies of the voices of all far ends.
    func peerVoices() -> [Double] { peers.all.map(\.voice.baseFrequency) }

    /// Its last seconds.
    private func sent(to peer: String? = nil, last seconds: Int) -> SentSound {
        let frames = heardFrames(peer: peer)
        return SentSound(heardBy(peer: peer, from: max(0, frames - seconds * 48_000)))
    }

    /// What it has heard of them since the last act: what was on its way then is no consequence.
    private func sentSinceAct(to peer: String? = nil, last seconds: Int) -> SentSound {
        let elapsed = (act?.time ?? startedAt).duration(to: .now).wholeMilliseconds - 300
        let frames = heardFrames(peer: peer)
        return SentSound(heardBy(peer: peer, from: frames - max(0, min(frames, seconds * 48_000, elapsed * 48))))
    }

    /// The headset's last seconds, the far end's voice in them: the ear that is the call's alone, else the louder one.
    private func received(last seconds: Int) -> SentSound {
        let hearing = hear()
        let first = max(soundOfAct, hearing.end - seconds * EarTrack.rate)
        let (left, right) = (hearing.recording.left, hearing.recording.right)
        let isLeftLouder = left.level(from: first, to: left.end) > right.level(from: first, to: right.end)
        return SentSound(heard: callEar ?? (isLeftLouder ? .left : .right) == .left ? left : right, from: first)
    }

    /// The ear in which the program is configured to have the call alone.
    private var callEar: Ear? {
        switch launch.settings.last(where: { $0.key == .audioEars })?.value {
        case "voice_left": .right
        case "voice_right": .left
        case nil: launch.isFirstStart ? nil : .right
        default: nil
        }
    }

    private func sound(_ direction: SoundDirection, last seconds: Int) -> SentSound {
        switch direction {
        case .sent: sentSinceAct(last: seconds)
        case .received: received(last: seconds)
        }
    }

    private static func named(_ direction: SoundDirection) -> Bilingual {
        direction == .sent
            ? Bilingual("le son envoyé", "the sent sound") : Bilingual("le son reçu", "the received sound")
    }

    private static func told(_ level: Float) -> Bilingual {
        Bilingual("niveau \(Int(level)) dB", "level \(Int(level)) dB")
    }

    // MARK: Judgements

    private func judgeContains(_ direction: SoundDirection, _ shape: SoundShape) throws(Stop) {
        let name = Self.named(direction)
        let what = shape == .burst ? Bilingual("une rafale", "a burst") : Bilingual("une voix", "a voice")
        let speech = shape == .voice ? microphoneSpeech() : nil
        try eventually(
            expected: Bilingual("\(name.french) contient \(what.french)", "\(name.english) contains \(what.english)"),
            happened: { Self.told(sound(direction, last: 2).level) },
            { () throws(Stop) in
                let sound = sound(direction, last: 4)
                guard let speech, direction == .sent else {
                    if shape == .burst { return sound.hasBurst }
                    return direction == .received
                        && peerVoices().contains { hertz in
                            PeerTone(hertz: hertz).syllables(in: sound.ear, from: 0, to: sound.ear.end).count >= 3
                        }
                }
                return sound.hasVoice(of: speech)
            })
    }

    private func judgeSilent(_ direction: SoundDirection, during duration: Duration) throws(Stop) {
        let name = Self.named(direction)
        let expected = Bilingual("\(name.french) est silencieux", "\(name.english) is silent")
        guard direction == .sent else {
            let first = hear().quietAfter(hear().end)
            return try throughout(
                duration, expected: expected, happened: { Self.told(received(last: 2).level) },
                {
                    () throws(Stop) in recording.loudest(from: first, to: hear().end) <= Hearing.silence
                })
        }
        try judgeQuiet(to: nil, during: duration, expected)
    }

    /// What a far end hears from now on is silence; what is on its way may arrive.
    private func judgeQuiet(to peer: String?, during duration: Duration, _ expected: Bilingual) throws(Stop) {
        try throughout(
            .milliseconds(300), expected: expected, happened: { expected },
            { () throws(Stop) in true })
        let first = heardFrames(peer: peer)
        var loudest: Float = -120
        try throughout(
            duration, expected: expected, happened: { Self.told(loudest) },
            { () throws(Stop) in
                let recent = max(first, heardFrames(peer: peer) - 48_000)
                loudest = SentSound(heardBy(peer: peer, from: recent)).loudest()
                return loudest <= SentSound.silence
            })
        guard heardFrames(peer: peer) > first else {
            throw Stop.obstacle(
                .cantTell,
                Bilingual("le correspondant ne reçoit aucun son à juger", "the peer receives no sound to judge"))
        }
    }

    private func judgeLevel(_ direction: SoundDirection, _ bound: Bound, _ level: Double) throws(Stop) {
        let name = Self.named(direction)
        let side = bound == .atLeast ? Bilingual("au moins", "at least") : Bilingual("au plus", "at most")
        try eventually(
            expected: Bilingual(
                "\(name.french) a \(side.french) \(level) dB", "\(name.english) has \(side.english) \(level) dB"),
            happened: { Self.told(sound(direction, last: 2).level) },
            { () throws(Stop) in
                let sound = sound(direction, last: 2)
                guard sound.ear.end >= EarTrack.rate else { return false }
                return bound == .atLeast ? Double(sound.level) >= level : Double(sound.level) <= level
            })
    }

    private func judgeEarSilent(_ ear: Ear) throws(Stop) {
        let first = hear().quietAfter(soundOfBlock)
        let side =
            switch ear {
            case .left: Bilingual("l'oreille gauche est silencieuse", "the left ear is silent")
            case .right: Bilingual("l'oreille droite est silencieuse", "the right ear is silent")
            case .both: Bilingual("les deux oreilles sont silencieuses", "both ears are silent")
            }
        let loudest = { () -> Float in
            let hearing = self.hear()
            let left = HeadsetRecording.loudest(hearing.recording.left, first, hearing.end)
            let right = HeadsetRecording.loudest(hearing.recording.right, first, hearing.end)
            return ear == .left ? left : ear == .right ? right : max(left, right)
        }
        try throughout(
            Limits.settling, expected: side, happened: { self.lastHeard(self.hear(), Self.told(loudest())) },
            {
                () throws(Stop) in loudest() <= Hearing.silence
            })
    }

    /// Nothing that the program said since the block is in what it sent.
    private func judgeNoLeak() throws(Stop) {
        let expected = Bilingual(
            "rien de ce que dit le programme ne part", "nothing that the program says is sent")
        try throughout(
            Limits.settling, expected: expected, happened: { expected },
            { () throws(Stop) in
                hear().end >= 0
            })
        try awaitSaid()
        let hearing = hear()
        guard !hearing.sounded(from: soundOfBlock).isEmpty else {
            throw Stop.obstacle(
                .cantTell, Bilingual("le programme n'a rien dit", "the program has said nothing"))
        }
        let seconds = min(60, max(2, (hearing.end - soundOfBlock) / EarTrack.rate + 1))
        let sound = sent(last: seconds)
        guard sound.ear.end > 0 else {
            throw Stop.obstacle(
                .cantTell,
                Bilingual("le correspondant ne reçoit aucun son à juger", "the peer receives no sound to judge"))
        }
        if launch.microphone != .voice, launch.microphone != .bursts {
            guard sound.isSilent() else { throw Stop.miss(expected: expected, happened: Self.told(sound.loudest())) }
            return
        }
        for utterance in hearing.sounded(from: soundOfBlock) {
            let (line, isLeaked) = (utterance.line, leaks(utterance, hearing, into: sound))
            guard !isLeaked else {
                let text = line.text.isEmpty ? line.earcon?.rawValue ?? "" : line.text
                throw Stop.miss(
                    expected: expected,
                    happened: Bilingual("« \(text) » est dans le son envoyé", "\"\(text)\" is in the sent sound"))
            }
        }
    }

    private func leaks(_ utterance: HeardUtterance, _ hearing: Hearing, into sound: SentSound) -> Bool {
        let line = utterance.line
        if let earcon = line.earcon {
            let found = hearing.shape(of: earcon).find(in: sound.ear, from: 0, to: sound.ear.end)
            if found.likeness >= 0.7 { return true }
        }
        guard !line.text.isEmpty else { return false }
        let least = launch.microphone == .voice ? SentSound.leakBesideSpeech : SentSound.leak
        return sound.likeness(to: hearing.rendering(line.text, line.language, rate: utterance.rate)) >= least
    }

    private func judgePeerHears(_ name: String) throws(Stop) {
        let speech = microphoneSpeech()
        try eventually(
            expected: Bilingual("\(name) entend l'agent", "\(name) hears the agent"),
            happened: { Self.told(sent(to: name, last: 2).level) },
            { () throws(Stop) in
                let sound = sentSinceAct(to: name, last: 4)
                if let speech { return sound.hasVoice(of: speech) }
                return sound.hasBurst
            })
    }

    private func judgePeerHearsNothing(_ name: String, during duration: Duration) throws(Stop) {
        try judgeQuiet(
            to: name, during: duration, Bilingual("\(name) n'entend rien", "\(name) hears nothing"))
    }

    /// What the microphone hears again and again; nil where it hears no voice.
    private func microphoneSpeech() -> EarTrack? {
        guard launch.microphone == .voice else { return nil }
        var sound: [UInt8] = []
        GrowingFile(path: folder + "/microphone.wav").follow { sound += $0 }
        let octets = sound.dropFirst(WaveFile.headerOctets)
        let samples = stride(from: octets.startIndex, to: octets.endIndex - 1, by: 2).map {
            Int16(bitPattern: UInt16(octets[$0]) | UInt16(octets[$0 + 1]) << 8)
        }
        return samples.isEmpty ? nil : EarTrack(whole: samples)
    }
}
