import Announcements
import Configuration
import Control
import Devices
import Glibc
import Media
import SIP
import Services
import Synchronization
import TerminalUI
import Transport

#if FAULTS
    import Faults
#endif

/// Everything that sounds: the media loop, the two devices, the voice, and the transcript of what it says.
final class Sound: Sendable {
    let media: MediaLoop
    let outputs: SoundOutputs
    let devices: AudioDevices
    let voice: (any SpeakingVoice)?
    private let transcript: Transcript?
    /// The settings that hold now.
    let applied: Mutex<Settings>
    /// Where themes of earcons are looked for.
    let themeFolders = Mutex<ThemeFolders?>(nil)
    let listening: Listening
    let calls: CallSounds
    private let outcome: @Sendable (Int, SpeechOutcome) -> Void

    /// Opens the devices and starts the voice; a device that is not there is told by `device`, and calls go on.
    /// - Parameters:
    ///   - speech: who says the announcements; nobody: their outcomes are told at once.
    ///   - ownDevice: the same of a device that one call, by its number, has of its own.
    ///   - farEnd: whether the other ends are heard, where that changes and the settings show it, on the media loop.
    ///   - outcome: what became of an utterance, on any thread.
    init(
        _ settings: Settings, speech: ProgramOptions.SpeechKind, _ language: SettingLanguage, transcript file: String?,
        outcome: @escaping @Sendable (Int, SpeechOutcome) -> Void,
        device: @escaping @Sendable (Devices.DeviceEvent) -> Void,
        ownDevice: @escaping @Sendable (Int, Devices.DeviceEvent?) -> Void = { _, _ in },
        farEnd: (@Sendable (Bool) -> Void)? = nil
    ) throws(ProgramProblem) {
        let microphones = try Self.uris(settings.microphones)
        outputs = try SoundOutputs(settings)
        let port = outputs.headset.path.port
        self.outcome = outcome
        applied = Mutex(settings)
        listening = Listening(
            outputs, ears: Ears(rawValue: settings.ears) ?? .both,
            privateDevices: try Self.uris(settings.privateDevices))
        if let file {
            guard let opened = Transcript(path: file, origin: .now) else {
                throw ProgramProblem("\(file): \(String(cString: strerror(errno)))")
            }
            transcript = opened
        } else {
            transcript = nil
        }
        // Who chose a microphone that is silent need not be told of it.
        let isWatched = microphones.first != .silence && microphones.first != .null
        let watch: @Sendable (MicrophoneWatch.Finding) -> Void = { device(.microphone($0)) }
        do {
            media = try MediaLoop(
                endpoint: .port(port), rtpPorts: settings.rtpPorts,
                voiceProcessing: VoiceProcessingChoice(settings),
                onMicrophone: isWatched ? watch : nil, onFarEnd: farEnd,
                recordingNotice: Self.recordingNotice(settings, language),
                recordingFormat: RecordingFormat(rawValue: settings.recordingFormat) ?? .wav)
        } catch {
            throw ProgramProblem(
                Bilingual(
                    "Pas de port pour le son (\(error)). Élargissez audio.rtp_ports ou fermez d'autres programmes.",
                    "No port for sound (\(error)). Widen audio.rtp_ports, or close other programs.")[language])
        }
        calls = CallSounds(media, onEvent: ownDevice)
        let (written, heard) = (transcript, listening)
        voice = try Self.voice(
            speech, settings, outputs, language, mayTakeOver: { heard.audience == .agent },
            outcome: { id, result, at in
                // The line itself is written on the queue's last word.
                if result == .started { written?.outcome(result, of: id, at: at) }
                outcome(id, result)
            }, service: { device(.speechService(isThere: $0)) })
        media.watchesFarEnds = settings.showsSoundActivity || voice != nil
        voice?.start()
        let (voice, outputs, listening) = (voice, outputs, listening)
        devices = AudioDevices(
            microphone: microphones, headset: outputs.headset.devices, port: port, path: outputs.headset.path,
            others: outputs.others, wakeDescriptor: media.wakeDescriptor,
            onUse: { role, use in if listening.note(use, of: role) { voice?.cut() } },
            onEvent: { event in
                switch event {
                case .absent(.voice, _): voice?.speak(on: outputs.headset.path)
                case .lost(.voice, _):
                    voice?.speak(on: outputs.headset.path)
                    // Nobody hears the rest of what is being said: what is owed of it is said again.
                    voice?.cut()
                case .back(.voice), .replaced(.voice, _): voice?.speak(on: outputs.voice)
                case .absent, .lost, .back, .replaced, .microphone, .speechService: break
                }
                device(event)
            })
        devices.start()
        setLevels(settings)
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

    /// The devices that a setting names.
    static func uris(_ texts: [String]) throws(ProgramProblem) -> [DeviceURI] {
        do { return try texts.map { text throws(DeviceURIError) in try DeviceURI(text) } } catch {
            throw ProgramProblem("\(error).")
        }
    }

    func carryOut(_ action: SpeechAction) {
        switch action {
        case .speak(let utterance):
            transcript?.enqueued(utterance, at: .now)
            #if FAULTS
                if Fault.transcriptLies.isOn, utterance.earcon != nil {
                    transcript?.outcome(.started, of: utterance.id, at: .now)
                    for result in [SpeechOutcome.started, .finished] { outcome(utterance.id, result) }
                    return
                }
                let utterance = Fault.earconMissing.isOn ? utterance.withoutEarcon : utterance
            #endif
            if let voice {
                let playsEarcons = applied.withLock { $0.playsEarcons }
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

    func startRinging(_ tone: RingTone) { voice?.startRinging(tone) }
    func stopRinging() { voice?.stopRinging() }
    func setSpeechRate(_ wordsPerMinute: Int) { voice?.settings.rateWordsPerMinute = wordsPerMinute }

    /// Words as 48 kHz mono samples; empty where there is no voice.
    func render(_ text: String, in language: SettingLanguage) -> [Int16] {
        Voice.render(text, language: Language(language), rate: 170)
    }

    func stop() {
        voice?.stop()
        devices.stop()
        calls.stop()
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
