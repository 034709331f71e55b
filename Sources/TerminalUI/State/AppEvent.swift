import Announcements
import CallEngine

/// All that reaches the interface: the one door.
public enum AppEvent: Sendable, Equatable {
    /// The program is up; the first page is shown and the focus is said.
    case started
    case key(KeyChord)
    case engine(EngineEvent)
    /// What became of an utterance.
    case speech(id: Int, SpeechOutcome)
    case device(DeviceEvent)
    /// The terminal has a new size; nothing is said.
    case resized(columns: Int, rows: Int)
    /// The deadline that `nextDeadline` named has come.
    case timeout
}

/// What happens to sound and its devices.
public enum DeviceEvent: Sendable, Equatable {
    /// The headset was unplugged. `isVoicePrivate`: speech still has a device that only the agent hears.
    case headsetLost(isVoicePrivate: Bool)
    case headsetBack
    /// No audio device at all: calls go on in silence.
    case noAudioDevice
    /// The voice's own device is gone, or there again.
    case voiceMoved
    case voiceBack
    /// A device that calls ring on is gone.
    case ringLost
    /// 10 s of a call without any sound from the microphone.
    case microphoneSilent
    /// The microphone is heard again.
    case microphoneBack
    /// The agent speaks while muted.
    case speakingWhileMuted
}
