import AgentDesk
import Announcements
import CallEngine
import Configuration

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
    /// What became of the settings that a server gives; the reason in words where there is one.
    case provisioning(ProvisioningNews, reason: String?)
    /// The contacts as the file has them: a change could not be kept.
    case contactsRead([Contact])
    /// What is kept of earlier runs, the oldest first; and what the agent must know of where it is kept.
    case deskRead(calls: [PastCall], notes: [Note], warning: String?)
    /// The calls that hold what was typed, the newest first, and how many there are in all.
    case callsFound(String, [PastCall], count: Int)
    /// The notes of a past call, the oldest first.
    case notesRead(of: String, [Note])
    /// Where the calls were written.
    case exported(String)
    case erased(DeskPerson, DeskErasure)
    /// The people of the directories, as they were read last.
    case peopleKnown(PeopleIndex)
    /// Whom the directories found; `isSilent`: one did not answer.
    case peopleFound([PeopleIndex.Entry], words: String, isSilent: Bool)
    /// What became of a confirmed form, by its record's id; the record as the outbox has it.
    case incident(String, IncidentNews, of: IncidentRecord? = nil)
    /// A record was not taken, and is nowhere.
    case incidentRejected(String, OutboxRejection)
    /// The records that are not done with.
    case recordsWaiting([WaitingRecord])
    /// A server does not let us in: its name in the configuration.
    case recordServerDenied(String)
    /// A link to call came, from a page or a script.
    case linkProposed(CallLink)
    /// A program that is told of calls failed, in words.
    case programFailed(Bilingual)
    /// Why records do not go to their server, or are not kept, in words.
    case recordProblem(String)
    /// The devices that can be chosen.
    case devicesListed([DeviceOption])
    /// The files of a draft, by the keys of its fields.
    case formFiles(String, [String: Result<[UInt8], FieldFault>])
    /// Forms that a server describes.
    case formsRead([IncidentForm])
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
