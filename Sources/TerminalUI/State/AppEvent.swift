import AgentDesk
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
    /// What was to be kept is, or is not for the reason that the sentence tells.
    case kept(Kept, problem: String?)
    /// What was kept stands in the configuration file; something else in it is wrong, in words; nil: nothing is.
    case configurationFault(String?)
    /// The contacts as the file has them: a change could not be kept.
    case contactsRead([Contact])
    /// The devices that can be chosen.
    case devicesListed([DeviceOption])
    /// The deadline that `nextDeadline` named has come.
    case timeout
}

extension AppEvent {
    /// The agent did it.
    var isKey: Bool { if case .key = self { true } else { false } }
}

/// Who hears the voice.
public enum Audience: Sendable, Equatable {
    /// The agent alone: everything is said.
    case agent
    /// Others too, where the agent chose so: nothing is said of names, numbers and messages.
    case room
    /// Nobody, or others in a place where the voice came to by itself: nothing is said, the screen and the bell tell.
    case nobody
}

/// What happens to sound and its devices.
public enum DeviceEvent: Sendable, Equatable {
    /// Told before the event that made it so.
    case voiceHeard(by: Audience)
    /// The headset was unplugged.
    case headsetLost
    /// The preferred one is there again.
    case headsetBack
    /// Another came in its place.
    case headsetReplaced
    case microphoneReplaced
    /// The headset is there, or another; the microphone is not yet.
    case microphoneMissing
    /// No audio device at all: calls go on in silence.
    case noAudioDevice
    /// The voice's own device is gone, or there again.
    case voiceMoved
    case voiceBack
    /// Speech Dispatcher is gone and our own voice speaks, or it is there again.
    case speechServiceLost
    case speechServiceBack
    /// A device that calls ring on is gone.
    case ringLost
    /// The calls of which a device of their own is missing now.
    case ownDevicesMissing(in: Set<CallID>)
    /// The call has other devices now, or those of all calls: what was missing is missed no more.
    case ownDevicesChanged(of: CallID)
    /// 10 s of a call without any sound from the microphone.
    case microphoneSilent
    /// The microphone is heard again.
    case microphoneBack
    /// The agent speaks while muted.
    case speakingWhileMuted
    /// The other end is heard, or no longer.
    case farEndHeard(Bool)
}
