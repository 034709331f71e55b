import AgentDesk
import Announcements
import CallEngine
import Configuration

/// What the interface asks of the program, in order.
public enum Effect: Sendable, Equatable {
    case engine(EngineCommand)
    /// For the voice: say, cut, or write a line of the transcript.
    case speech(SpeechAction)
    /// The ring of a call that comes in while none is up; goes on until `stopRinging`.
    case startRinging(CallID, RingChoice)
    case stopRinging
    /// The terminal's bell.
    case bell
    /// The caller's volume in percent.
    case setCallVolume(Int)
    /// A setting holds from now on and is kept; nil: its standard value. `.kept` answers.
    case changeSetting(SettingPlace, SettingValue?)
    /// `keys.toml` anew; `.kept` answers.
    case keepKeys(String)
    /// A contact at its place, or a new one; `.kept` answers.
    /// - `known`: as it was before: where the file has another there, nothing is written.
    case keepContact(Contact, at: Int?, known: Contact?)
    /// The same of a change that was told already.
    case turnContact(Contact, at: Int, known: Contact)
    case removeContact(at: Int, known: Contact)
    /// A note for good; `.kept` answers.
    case keepNote(Note)
    /// A call that is under way, so that it is not lost with the program.
    case beginCall(PastCall)
    /// A call that is over, for good; `.kept` answers where it cannot be.
    case keepCall(PastCall)
    /// Searches all calls that are kept; `.callsFound` answers.
    case searchCalls(String)
    /// Reads the notes of a past call; `.notesRead` answers.
    case readNotes(of: String)
    /// Writes all calls that are kept as a table and as JSON; `.exported` answers.
    case exportCalls
    /// Takes out for good all that is kept of somebody; `.erased` answers.
    case erase(DeskPerson)
    /// A form that the agent confirmed; `.incident` tells what becomes of it.
    case submit(IncidentRecord)
    /// The forms that are being filled, all of them, for the next start.
    case keepForms([FormDraft])
    /// The files that a draft names, by the keys of its fields; `.formFiles` answers.
    case readFormFiles(String, [String: String])
    /// A line for the next start; `.kept` answers.
    case keepLine(NewLine)
    /// Asks the directories; `.peopleFound` answers.
    case searchPeople(String)
    case decide(record: String, OutboxDecision)
    /// The agent was told what became of a record.
    case incidentTold(String, IncidentNews)
    /// The pages of other programs that the agent's command opens, for a call that goes on or the last one.
    case openPages(for: CallID)
    /// Asks for the devices; `.devicesListed` answers.
    case listDevices
    /// The device is used at once.
    case select(DeviceOption)
    case quit
}

/// A line as the agent enters it.
public struct NewLine: Sendable, Equatable {
    public var address: String
    public var password: String
    public var name: String
    /// Empty: the address's domain tells.
    public var server: String
}

/// What was to be kept.
public enum Kept: Sendable, Equatable {
    case setting(SettingPlace)
    case keys, contact, removal, flag, note, call, line, export, erasure
}
