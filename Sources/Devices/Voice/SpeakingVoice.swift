import Announcements
import Media

/// What every voice offers, whoever makes its sound. Outcomes of utterances come by the closure that it was made with.
public protocol SpeakingVoice: AnyObject, Sendable {
    func start()
    /// Silence, and the end of its threads.
    func stop()
    /// Says the utterance after those that wait.
    func speak(_ utterance: Utterance)
    /// Silence at once; what waits is dropped.
    func cut()
    /// Our own sound goes to another output from the next utterance on; the ring tone at once, where it has none of its own.
    func speak(on path: RealtimePath)
    /// Rate, pitch and volume, from the next utterance on.
    var settings: VoiceSettings { get set }
    /// How its earcons sound, from the next one on.
    var earconTheme: EarconTheme { get set }
    /// The incoming call's ring tone, repeated until `stopRinging`.
    func startRinging(_ tone: RingTone)
    /// Silences the ring tone at once.
    func stopRinging()
}
