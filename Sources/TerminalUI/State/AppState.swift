import AgentDesk
import Announcements
import CallEngine
import Configuration
import Time

/// Everything that the interface knows: a value. `update` is the only one that changes it.
public struct AppState: Sendable, Equatable {
    public internal(set) var settings: InterfaceSettings
    /// This run of the program, a UUID: for the keys of its calls (`CallKey`).
    public let run: String
    public internal(set) var keymap: Keymap
    public internal(set) var accounts: [AccountLine]
    public internal(set) var dialEntries: [DialEntry]
    /// The live calls, oldest first.
    public internal(set) var calls: [CallSnapshot] = []
    /// The open pages; the last one is on the screen. Never empty.
    public internal(set) var pages: [PageState] = [PageState(.home)]
    public internal(set) var speech = SpeechQueue()
    public internal(set) var columns = 80
    public internal(set) var rows = 24

    /// The event area: the newest lines, and the running number of the first.
    var eventLines: [String] = []
    var firstEventLine = 0
    /// The running number of the newest line that is news; nil: none yet.
    var news: Int?
    /// Past announcements, for the Announcements page and Répéter.
    var history: [HistoryLine] = []
    /// Preset braille: the running numbers of the events that were not acknowledged, the oldest first.
    var unread: [Int] = []
    /// The cursor goes to them; a move in the list ends that until the next one.
    var attends = false
    var attendedSince: Instant
    /// What the configuration file says; the Settings pages show and change it.
    public internal(set) var configuration: Settings
    public internal(set) var contacts: [Contact] = []
    /// Whom the directories know.
    public internal(set) var people = PeopleIndex.none
    /// How the far ends of calls are known.
    var knownCallers: [CallID: KnownCaller] = [:]
    /// It was told that a directory does not answer, and none has since.
    var isSilenceTold = false
    /// The calls that are over, the oldest first.
    public internal(set) var pastCalls: [PastCall] = []
    var messages: [WrittenMessage] = []
    public internal(set) var notes: [Note] = []
    /// The records that are not done with, the oldest first.
    public internal(set) var waitingRecords: [WaitingRecord] = []
    /// Incident forms: those that can be filled, and those that are.
    public internal(set) var desk: FormDesk
    /// What was written in each call.
    var conversations: [CallID: [TextBlock]] = [:]
    /// What of the line under way was sent in each call.
    var sentWriting: [CallID: String] = [:]
    /// The devices that could be chosen when they were asked for.
    var deviceOptions: [DeviceOption] = []
    /// The colour themes of this computer.
    var themes: [ThemeName]
    /// What is wrong with the agent's own files: told once, at the start.
    var warnings: [String]
    /// What else is wrong in the configuration file: told once.
    var toldFault: String?
    /// Why a setting was not kept the last time.
    var toldUnkept: [SettingPlace: Unkept] = [:]
    /// When an event last put another line under the cursor: Enter then says it first.
    var lineChangedAt: Instant?
    /// What was typed on pages that are closed, for when they are opened again.
    var drafts: [Draft: [Field: EditedField]] = [:]
    /// Pages that this turn closed because their work is done: nothing of them is a draft.
    var sent: Set<Page> = []
    /// A note that is on its way to the disk.
    var keepingNote: Note?
    /// What Enter would do if it is pressed again: asked in words, and no time limit.
    var confirming: Confirmation?
    /// The first output is being looked for by ear.
    var outputTrial: OutputTrial?
    /// A consultation before a transfer: the call that waits, and the number that was called.
    var consultation: Consultation?

    var keys = KeyState()
    var targets = CallTargets()
    /// Calls in the order in which they were announced last.
    var announced: [CallID] = []
    /// The call that the agent answered by key and that is not up yet.
    var answering: CallID?
    /// The calls that the agent hung up by key and that are not over yet.
    var hangingUp: Set<CallID> = []
    /// The calls whose transfer was told done, and when the last one was: their ends are no news.
    var transferred: Set<CallID> = []
    var transferredAt: Instant?
    var isRinging = false
    /// The transfers that peers ask of us, the newest last.
    var transferRequests: [TransferRequest] = []
    /// Calls that were on hold when somebody else came to their far end: told when they are resumed.
    var renamedInSilence: Set<CallID> = []
    /// What the other ends write and was not said yet.
    var writing: [Writer: Writing] = [:]
    /// When something of it was said last.
    var writingReadAt: Instant?
    /// Calls of which it was said that they are not encrypted.
    var inClear: Set<CallID> = []
    /// The calls of our conference.
    public internal(set) var conference: [CallID] = []
    public internal(set) var isDoNotDisturbOn = false
    public internal(set) var forwardings: [AccountID: Forwarding] = [:]
    public internal(set) var voicemails: [AccountID: Voicemail] = [:]
    /// What is known of those who are watched, in the order of their first word.
    public internal(set) var watched: [Watched] = []
    var links = LinkQueue()
    /// The call that ended last in this run.
    var lastCall: CallID?
    var nextToken = 1
    /// The `dial` that has no answer yet.
    var dialling: Dialled?
    /// The last number that became a call: Enter in an empty Number field calls it again, or gives it back to correct.
    var redial: Dialled?
    var mutedSpeechTold = false
    var soundMark = SoundMark()
    public internal(set) var audience = Audience.agent

    // Timers.
    var secondCallAgainAt: Instant?
    var filterCountAt: Instant?
    var deviceProblem: Announcement?
    /// Calls of which a device of their own is missing.
    public internal(set) var callsWithoutDevice: Set<CallID> = []
    var deviceAgainAt: Instant?
    /// A directory was asked and should have answered by then.
    var directoryDueAt: Instant?
    var timeMarkAt: Instant?
    var quitAt: Instant?

    /// For the time of day: the start, and what the clock on the wall said then.
    let startedAt: Instant
    let wallSecondsAtStart: WallSeconds

    /// - Parameters:
    ///   - configuration: what the file says, for the Settings pages; `settings` holds what of it is the interface's.
    ///   - themes: the colour themes that can be chosen.
    ///   - warnings: what is wrong with the agent's own files, in words.
    ///   - wallSeconds: the clock on the wall at `now`.
    ///   - run: a UUID of this run of the program.
    public init(
        settings: InterfaceSettings, accounts: [AccountLine] = [], dialEntries: [DialEntry] = [],
        keymap: Keymap? = nil, configuration: Settings = Settings(), contacts: [Contact] = [],
        providedContacts: [Contact] = [],
        pastCalls: [PastCall] = [], notes: [Note] = [], warnings: [String] = [],
        themes: [ThemeName] = [], desk: FormDesk = FormDesk(), wallSeconds: WallSeconds = 0, run: String = "",
        at now: Instant
    ) {
        self.run = run
        self.settings = settings
        self.keymap = keymap ?? .starting(settings.language)
        self.accounts = accounts
        self.dialEntries = Array(dialEntries.prefix(Limits.dialEntries))
        self.configuration = configuration
        self.pastCalls = pastCalls.suffix(Limits.pastCalls)
        self.notes = notes.suffix(Limits.notes)
        self.desk = desk
        self.warnings = warnings
        self.themes = themes
        startedAt = now
        attendedSince = now
        wallSecondsAtStart = wallSeconds
        take(contacts, provided: providedContacts)
    }

    /// The day when the newest page was opened, counted from 1970-01-01.
    var today = 0

    /// The page on the screen.
    public var page: PageState {
        get { pages.last ?? PageState(.home) }
        set { if pages.isEmpty { pages = [newValue] } else { pages[pages.count - 1] = newValue } }
    }

    func call(_ id: CallID) -> CallSnapshot? { calls.first { $0.id == id } }

    func wallSeconds(at now: Instant) -> WallSeconds {
        wallSecondsAtStart + Int((now - startedAt).components.seconds)
    }

    func secondsOfDay(at now: Instant) -> Int { wallSeconds(at: now) % 86_400 }
}

/// What the agent dialled.
struct Dialled: Sendable, Equatable {
    var token: Int
    var address: String
    var name: String?
    /// The Number field as it was; nil where an entry of the list was chosen.
    var typed: String?
    /// The call that it became.
    var call: CallID?
    var isWrong = false
}

/// The peer of a call asks that we call somebody else.
struct TransferRequest: Sendable, Equatable {
    var call: CallID
    var to: Party
}

/// What is done once the agent has confirmed it by the same key.
struct Confirmation: Sendable, Equatable {
    enum Deed: Sendable, Equatable {
        case hangUp(CallID)
        case transfer(CallID, to: DialEntry)
        case removeContact(Int)
        case erase(DeskPerson)
        case dropRecord(String)
        case dropForm(String)
        case quit
    }

    var deed: Deed
    /// When it was asked, and keys since then.
    var at: Instant
    var keys = 0
    /// The event that asks, where the cursor goes to it.
    var event: Int?
    /// Enter asked: on the event it confirms, where it would only acknowledge any other.
    var isByEnter = false
}

/// Names what was typed on a page.
struct Draft: Sendable, Hashable {
    var page: Page
    var subject: String

    init(page: Page, subject: Subject) {
        self.page = page
        self.subject = String(describing: subject)
    }
}

/// Which output sounds, and when the next one does.
struct OutputTrial: Sendable, Equatable {
    var index: Int
    var nextAt: Instant
}

/// The agent speaks with somebody before the call is handed over.
struct Consultation: Sendable, Equatable {
    var waiting: CallID
    var token: Int
    /// The call that it became.
    var call: CallID?
}

/// A past announcement.
struct HistoryLine: Sendable, Equatable {
    var spoken: String
    var written: String
    var secondsOfDay: Int
}

/// What the keyboard is in the middle of.
struct KeyState: Sendable, Equatable {
    struct WaitingLetter: Sendable, Equatable {
        var letter: Character
        var command: Command
        var target: CallID?
        var since: Instant
    }

    struct LastCommand: Sendable, Equatable {
        var command: Command
        var at: Instant
    }

    var waitingLetter: WaitingLetter?
    /// Letters until then belong to a word typed where no field is.
    var typingUntil: Instant?
    /// The prefix key was pressed: the next letter is a command.
    var awaitsLetter = false
    var lastCommand: LastCommand?
    /// A field was typed into since the agent last began or took a call.
    var typesOn = false
    /// Characters that have no place, of which it was told.
    struct Overflow: Sendable, Equatable {
        var page: Page
        /// The field that is full; nil: there is none.
        var field: Field?
        /// What comes until then belongs to them.
        var until: Instant
    }

    var overflow: Overflow?
    /// When the last character came, and how many came at a paste's pace before it.
    var lastCharacterAt: Instant?
    var quickCharacters = 0
    /// When Backspace last found something to erase, or nothing.
    var lastErasedAt: Instant?
    /// The line that Enter acted on last, and when.
    var lastEntered: Enter?
    var lastEnteredAt: Instant?
    /// How often Qui, or Répéter, was pressed in a row.
    var whoPresses = 0
    var repeatPresses = 0
}

/// Who writes: the other end of a call, or one of several that it joins.
struct Writer: Sendable, Hashable {
    var call: CallID
    var source: UInt32?
}

/// Text of one call that is not said yet.
struct Writing: Sendable, Equatable {
    var lines = TextLines()
    /// Who writes, where it is not the other end itself.
    var name: String?
    /// When its first character came.
    var since: Instant
    /// When it is said, if nothing more comes.
    var due: Instant?
}
