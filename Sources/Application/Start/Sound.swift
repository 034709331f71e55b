import Announcements
import Configuration
import Control
import Devices
import Glibc
import Media
import SIP
import Synchronization
import Transport

/// Everything that sounds: the media loop, the two devices, the voice, and the transcript of what it says.
final class Sound: Sendable {
    let media: MediaLoop
    private let outputs: SoundOutputs
    let devices: AudioDevices
    private let voice: Voice?
    private let transcript: Transcript?
    private let playsEarcons: Bool
    private let listening: Mutex<(ears: Ears, levels: [SoundRole: Int])>
    private let outcome: @Sendable (Int, SpeechOutcome) -> Void

    /// Opens the devices and starts the voice; a device that is not there is told by `device`, and calls go on.
    /// - Parameters:
    ///   - isSpoken: our own voice says the announcements; else their outcomes are told at once.
    ///   - outcome: what became of an utterance, on any thread.
    init(
        _ settings: Settings, isSpoken: Bool, _ language: SettingLanguage, transcript file: String?,
        outcome: @escaping @Sendable (Int, SpeechOutcome) -> Void,
        device: @escaping @Sendable (Devices.DeviceEvent) -> Void
    ) throws(ProgramProblem) {
        let microphone = try Self.uri(settings.microphone)
        outputs = try SoundOutputs(settings)
        let port = outputs.headset.path.port
        self.outcome = outcome
        playsEarcons = settings.playsEarcons
        listening = Mutex((Ears(rawValue: settings.ears) ?? .both, [:]))
        outputs.headset.path.setGainUnderVoice(pow(10, -Float(settings.callUnderVoice) / 20), of: .call)
        if let file {
            guard let opened = Transcript(path: file, origin: .now) else {
                throw ProgramProblem("\(file): \(String(cString: strerror(errno)))")
            }
            transcript = opened
        } else {
            transcript = nil
        }
        // Who chose a microphone that is silent need not be told of it.
        let isWatched = microphone != .silence && microphone != .null
        let watch: @Sendable (MicrophoneWatch.Finding) -> Void = { device(.microphone($0)) }
        do {
            media = try MediaLoop(
                endpoint: .port(port), rtpPorts: settings.rtpPorts,
                voiceProcessing: VoiceProcessingChoice(settings),
                onMicrophone: isWatched ? watch : nil,
                recordingNotice: Self.recordingNotice(settings, language),
                recordingFormat: RecordingFormat(rawValue: settings.recordingFormat) ?? .wav)
        } catch {
            throw ProgramProblem(
                Bilingual(
                    "Pas de port pour le son (\(error)). Élargissez audio.rtp_ports ou fermez d'autres programmes.",
                    "No port for sound (\(error)). Widen audio.rtp_ports, or close other programs.")[language])
        }
        if isSpoken {
            let written = transcript
            do {
                let made = try Voice(
                    path: outputs.voice, ringing: outputs.ringing, besides: [outputs.headset.path]
                ) { id, result, at in
                    // The line itself is written on the queue's last word.
                    if result == .started { written?.outcome(result, of: id, at: at) }
                    outcome(id, result)
                }
                made.settings = VoiceSettings(
                    rateWordsPerMinute: settings.voiceRate, pitchPercent: settings.voicePitch,
                    volumePercent: settings.voiceVolume)
                voice = made
            } catch {
                throw ProgramProblem(
                    Bilingual(
                        "La voix ne démarre pas (\(error)). Installez espeak-ng-data, ou prenez --speech none.",
                        "The voice cannot start (\(error)). Install espeak-ng-data, or use --speech none.")[language])
            }
            voice?.start()
        } else {
            voice = nil
        }
        let (voice, outputs) = (voice, outputs)
        devices = AudioDevices(
            microphone: microphone, headset: outputs.headset.device, port: port, path: outputs.headset.path,
            others: outputs.others, wakeDescriptor: media.wakeDescriptor
        ) { event in
            switch event {
            case .absent(.voice, _), .lost(.voice, _): voice?.speak(on: outputs.headset.path)
            case .back(.voice): voice?.speak(on: outputs.voice)
            case .absent, .lost, .back, .microphone: break
            }
            device(event)
        }
        devices.start()
        let sideTone = Float(settings.sideTone) / 100
        outputs.headset.path.setGain(left: sideTone, right: sideTone, of: .sideTone)
        applyListening()
    }

    /// The words for the peer of a recorded call.
    private static func recordingNotice(
        _ settings: Settings, _ language: SettingLanguage
    ) -> @Sendable () -> [Int16]? {
        guard settings.announcesRecordings else { return { nil } }
        let words =
            settings.recordingNotice
            ?? Bilingual("Cet appel est enregistré.", "This call is recorded.")[language]
        let made = RenderedNotice()
        return { made.samples { Voice.render(words, language: Language(language), rate: 170) } }
    }

    /// The device that a setting names.
    static func uri(_ text: String) throws(ProgramProblem) -> DeviceURI {
        do { return try DeviceURI(text) } catch { throw ProgramProblem("\(error).") }
    }

    func carryOut(_ action: SpeechAction) {
        switch action {
        case .speak(let utterance):
            transcript?.enqueued(utterance, at: .now)
            if let voice {
                voice.speak(playsEarcons ? utterance : utterance.withoutEarcon)
            } else {
                transcript?.outcome(.started, of: utterance.id, at: .now)
                for result in [SpeechOutcome.started, .finished] { outcome(utterance.id, result) }
            }
        case .cut: voice?.cut()
        case .log(_, .started): break
        case .log(let utterance, let result):
            transcript?.ended(utterance, result, at: .now)
        }
    }

    /// The voice has a device of its own.
    var hasVoiceDevice: Bool { outputs.voice !== outputs.headset.path }

    func startRinging(_ tone: RingTone) { voice?.startRinging(tone) }
    func stopRinging() { voice?.stopRinging() }
    func setSpeechRate(_ wordsPerMinute: Int) { voice?.settings.rateWordsPerMinute = wordsPerMinute }

    func setCallVolume(_ percent: Int) { setLevel(percent, of: .headset) }

    /// Percent of unity.
    func setLevel(_ percent: Int, of role: SoundRole) {
        listening.withLock { $0.levels[role] = min(max(percent, 0), Control.Limits.soundLevelPercent) }
        applyListening()
    }

    func level(of role: SoundRole) -> Int { listening.withLock { $0.levels[role] ?? 100 } }

    func setEars(_ ears: Ears) {
        listening.withLock { $0.ears = ears }
        applyListening()
    }

    /// A source is in an ear, or in none of it.
    private func applyListening() {
        let ears = listening.withLock { $0.ears }
        let (call, voice, ring) = (gain(of: .headset), gain(of: .voice), gain(of: .ring))
        outputs.headset.path.setMicrophoneGain(gain(of: .microphone))
        outputs.headset.path.setGain(
            left: ears == .voiceLeft ? 0 : call, right: ears == .voiceRight ? 0 : call, of: .call)
        for path in [outputs.headset.path, outputs.voice] {
            path.setGain(left: ears == .voiceRight ? 0 : voice, right: ears == .voiceLeft ? 0 : voice, of: .speech)
        }
        for path in outputs.ringing { path.setGain(left: ring, right: ring, of: .ringTone) }
    }

    private func gain(of role: SoundRole) -> Float { Float(level(of: role)) / 100 }

    /// Words as 48 kHz mono samples; empty where there is no voice.
    func render(_ text: String, in language: SettingLanguage) -> [Int16] {
        Voice.render(text, language: Language(language), rate: 170)
    }

    func stop() {
        voice?.stop()
        devices.stop()
        media.stop()
    }
}

/// The words for the peers of recorded calls, rendered once.
private final class RenderedNotice: Sendable {
    private let made = Mutex<[Int16]>([])

    func samples(_ render: () -> [Int16]) -> [Int16] {
        made.withLock { made in
            if made.isEmpty { made = render() }
            return made
        }
    }
}

extension VoiceProcessingChoice {
    fileprivate init(_ settings: Settings) {
        self.init(
            echoControl: settings.controlsEcho, noiseSuppression: settings.suppressesNoise,
            automaticGain: settings.hasAutomaticGain)
    }
}

extension Utterance {
    /// The words alone, where earcons are off.
    fileprivate var withoutEarcon: Utterance {
        var copy = self
        copy.earcon = nil
        return copy
    }
}
