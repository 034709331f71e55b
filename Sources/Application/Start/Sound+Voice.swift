import Announcements
import Configuration
import Devices
import TerminalUI

/// Whose voice it is.
extension Sound {
    /// The voice that says the announcements; nil: nobody.
    /// - Parameters:
    ///   - mayTakeOver: whether our own voice may say what was meant for Speech Dispatcher.
    ///   - outcome: what became of an utterance, on any thread.
    ///   - service: Speech Dispatcher is gone (false) or there again.
    static func voice(
        _ speech: ProgramOptions.SpeechKind, _ settings: Settings, _ outputs: SoundOutputs, _ language: SettingLanguage,
        mayTakeOver: @escaping @Sendable () -> Bool,
        outcome: @escaping @Sendable (Int, SpeechOutcome, ContinuousClock.Instant) -> Void,
        service: @escaping @Sendable (Bool) -> Void
    ) throws(ProgramProblem) -> (any SpeakingVoice)? {
        do throws(VoiceError) {
            switch speech {
            case .none: return nil
            case .espeak:
                let voice = try Voice(
                    path: outputs.voice, ringing: outputs.ringing, besides: [outputs.headset.path], onOutcome: outcome)
                voice.settings = VoiceSettings(settings)
                return voice
            case .speechDispatcher:
                // Where nothing tells of its socket, our own voice speaks as it does while nobody listens there.
                let address = DispatcherAddress(
                    address: ProgramOptions.environment("SPEECHD_ADDRESS"),
                    runtime: ProgramOptions.environment("XDG_RUNTIME_DIR"))
                return try DispatchedVoice(
                    address, user: ProgramOptions.environment("USER") ?? "", path: outputs.voice,
                    ringing: outputs.ringing, besides: [outputs.headset.path], settings: VoiceSettings(settings),
                    mayTakeOver: mayTakeOver, onOutcome: outcome, onService: service)
            }
        } catch {
            throw ProgramProblem(
                Bilingual(
                    "La voix ne démarre pas (\(error)). Installez espeak-ng-data, ou prenez --speech none.",
                    "The voice cannot start (\(error)). Install espeak-ng-data, or use --speech none.")[language])
        }
    }

    /// Who hears the voice. Where Speech Dispatcher says it, it is heard wherever the agent has their screen reader.
    var audience: Audience {
        if let dispatched = voice as? DispatchedVoice, dispatched.isDispatched { return .agent }
        return listening.audience
    }
}

extension VoiceSettings {
    init(_ settings: Settings) {
        self.init(
            rateWordsPerMinute: settings.voiceRate, pitchPercent: settings.voicePitch,
            volumePercent: settings.voiceVolume,
            voices: [.french: settings.frenchVoice, .english: settings.englishVoice])
    }
}
