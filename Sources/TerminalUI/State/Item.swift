import AgentDesk
import CallEngine
import Configuration

/// One focusable line: what it shows, and what Enter does there. Every page is a list of them.
struct Item: Sendable, Equatable {
    var text: String
    var enter: Enter
    /// It shows names, numbers, messages or what is typed.
    var isPersonal: Bool
    /// What the voice says where that is not the line itself: the state of one call among several.
    var spoken: String?

    init(_ text: String, _ enter: Enter = .read, isPersonal: Bool = false, spoken: String? = nil) {
        self.text = text
        self.enter = enter
        self.isPersonal = isPersonal
        self.spoken = spoken
    }

    var field: Field? { if case .field(let field) = enter { field } else { nil } }
}

/// What Enter does on a line.
enum Enter: Sendable, Equatable {
    /// The line is said again.
    case read
    case field(Field)
    case run(Command)
    /// What a command does, and the way to its key.
    case describe(Command)
    /// Takes a call that rings, resumes one that waits, else tells how it stands.
    case call(CallID)
    case dial(DialEntry)
    /// Calls back; where the number is withheld the line is said again.
    case callBack(PastCall)
    /// A note about a past call.
    case noteOf(PastCall)
    /// Takes out all that is kept of somebody, once it is confirmed.
    case erase(DeskPerson, name: String)
    /// Calls whom a link names, or forgets it.
    case callLink(DialEntry)
    case declineLink
    /// Calls the voice mailbox of a line.
    case mailbox(AccountID)
    /// Puts somebody into the page's field.
    case choose(DialEntry)
    case open(Page, Subject)
    // Transfer and conference
    case transferNow, consult
    case complete(CallID, with: CallID)
    case leave(CallID)
    case join(CallID)
    // Messages, contacts, colleagues
    case sendMessage
    case writeTo(DialEntry)
    case keepContact(Int?)
    case form(FormDeed)
    case removeContact(Int)
    case turn(ContactFlag, of: Int)
    // Records that wait
    case decide(record: String, OutboxDecision)
    /// The number stands in the page's field.
    case recordIsThere(String)
    // Settings
    case set(SettingPlace, SettingValue?)
    /// An announcement is said, or left out.
    case turnPhrase(String)
    case takeKey(Command)
    case dropKey(Command)
    // Sound and first steps
    case select(DeviceOption)
    case tryVoice
    case keepLine
    case finishFirstSteps
}

extension Enter {
    /// Whom the line is about, where Enter calls or chooses them.
    var entry: DialEntry? {
        switch self {
        case .dial(let entry), .callLink(let entry), .choose(let entry): entry
        default: nil
        }
    }

    /// Done twice it would be done to somebody: the keyboard's repeat is one press.
    var actsOnce: Bool {
        switch self {
        case .call, .dial, .callBack, .erase, .callLink, .mailbox, .transferNow, .consult, .complete, .leave, .join,
            .sendMessage,
            .keepContact,
            .removeContact, .turn, .turnPhrase, .keepLine, .decide, .recordIsThere, .form(.submit), .form(.drop):
            true
        case .read, .declineLink, .field, .run, .describe, .choose, .open, .noteOf, .writeTo, .set, .takeKey, .dropKey,
            .select,
            .tryVoice,
            .finishFirstSteps, .form:
            false
        }
    }
}

/// What a contact may be besides.
enum ContactFlag: Sendable, Equatable { case watched, favourite }
