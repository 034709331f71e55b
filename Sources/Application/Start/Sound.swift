import Announcements
import Configuration
import Devices
import Glibc
import Media
import SIP
import Transport

/// Everything that sounds: the media loop, the two devices, the voice, and the transcript of what it says.
final class Sound: Sendable {
    let media: MediaLoop
    private let path: RealtimePath
    private let devices: AudioDevices
    private let voice: Voice?
    private let transcript: Transcript?
    private let playsEarcons: Bool
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
        let headset = try Self.uri(settings.headset)
        let port = AudioPort()
        path = RealtimePath(port: port)
        self.outcome = outcome
        playsEarcons = settings.playsEarcons
        if let file {
            guard let opened = Transcript(path: file, origin: .now) else {
                throw ProgramProblem("\(file): \(String(cString: strerror(errno)))")
            }
            transcript = opened
        } else {
            transcript = nil
        }
        do { media = try MediaLoop(endpoint: .port(port), rtpPorts: settings.rtpPorts) } catch {
            throw ProgramProblem(
                Bilingual(
                    "Pas de port pour le son (\(error)). Élargissez audio.rtp_ports ou fermez d'autres programmes.",
                    "No port for sound (\(error)). Widen audio.rtp_ports, or close other programs.")[language])
        }
        if isSpoken {
            let written = transcript
            do {
                let made = try Voice(path: path) { id, result, at in
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
        devices = AudioDevices(
            microphone: microphone, headset: headset, port: port, path: path, wakeDescriptor: media.wakeDescriptor,
            onEvent: device)
        devices.start()
    }

    private static func uri(_ text: String) throws(ProgramProblem) -> DeviceURI {
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

    func startRinging(_ tone: RingTone) { voice?.startRinging(tone) }
    func stopRinging() { voice?.stopRinging() }
    func setSpeechRate(_ wordsPerMinute: Int) { voice?.settings.rateWordsPerMinute = wordsPerMinute }

    func setCallVolume(_ percent: Int) {
        let gain = Float(min(max(percent, 0), 400)) / 100
        path.setGain(left: gain, right: gain, of: .call)
    }

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

extension Utterance {
    /// The words alone, where earcons are off.
    fileprivate var withoutEarcon: Utterance {
        var copy = self
        copy.earcon = nil
        return copy
    }
}
