import AgentDesk
import CallEngine
import Configuration

/// The pages. Each is an ordered list of lines.
public enum Page: String, Sendable, Equatable, CaseIterable {
    case home, dial, link, incoming, inCall, transfer, conference, text
    case messages, newMessage, contacts, contact, callHistory, colleagues, notes
    case pastCall
    case waitingRecords, waitingRecord
    case forms, form, formChoice, formReview
    case announcements, phrases, settings, section, setting, sound, keys, key, palette
    case firstStart, newLine, about

    /// Bare letters are commands here; elsewhere they jump or type.
    var hasLetterCommands: Bool {
        switch self {
        case .home, .incoming, .inCall: true
        case .dial, .link, .transfer, .conference, .text, .messages, .newMessage, .contacts, .contact, .callHistory,
            .pastCall, .colleagues, .notes, .waitingRecords, .waitingRecord, .forms, .form, .formChoice, .formReview,
            .announcements, .phrases, .settings, .section,
            .setting, .sound, .keys,
            .key, .palette, .firstStart, .newLine, .about:
            false
        }
    }
}

extension Page {
    /// The first line filters the others; the cursor begins on the second.
    var beginsWithFilter: Bool {
        switch self {
        case .messages, .contacts, .callHistory, .colleagues, .waitingRecords, .announcements, .phrases, .settings,
            .section, .keys,
            .palette:
            true
        case .home, .dial, .link, .incoming, .inCall, .transfer, .conference, .text, .newMessage, .contact, .pastCall,
            .waitingRecord, .notes,
            .forms, .form, .formChoice, .formReview, .setting, .sound, .key, .firstStart,
            .newLine, .about:
            false
        }
    }
}

/// What a page is about, where there may be several of its kind.
enum Subject: Sendable, Equatable {
    case none
    case call(CallID)
    /// Notes: whom they are about, and which call (`PastCall`'s id).
    case about(Party, call: String?)
    case pastCall(PastCall)
    /// A section of the settings; the account's number where it is one of an account.
    case section(SettingSection, account: Int?)
    case setting(SettingPlace)
    /// The contact at an index; nil: a new one.
    case contact(Int?)
    case key(Command)
    case link(CallLink)
    /// A record that waits, by its key.
    case record(String)
    /// A form that is being filled, by its draft.
    case form(String)
    /// The choices of one of its fields.
    case choices(String, Int)
}

/// One setting, and the account that it belongs to.
public struct SettingPlace: Sendable, Hashable {
    public var key: SettingKey
    /// The account's place in the file, from 0; nil where the setting is none of an account.
    public var account: Int?

    public init(key: SettingKey, account: Int? = nil) {
        self.key = key
        self.account = account
    }
}

/// A page as it was left: its cursor, its fields, and what it lists.
public struct PageState: Sendable, Equatable {
    public var page: Page
    /// The index of the focused line.
    public var focus: Int
    var subject: Subject
    /// What was typed into each of its fields.
    var fields: [Field: EditedField] = [:] { didSet { narrow() } }
    /// The lines of a list when the page was opened, so that nothing moves under the cursor (rule R8).
    var lines: [Item] = [] {
        didSet {
            narrowed = Narrowed()
            narrow()
        }
    }
    /// What the filter leaves of them.
    var narrowed = Narrowed()
    /// Recent calls: what the store found beside the lines, once it has answered, and how many there are in all.
    var found: FoundLines?
    /// Whom the page's first field names, where it was chosen from the list.
    var chosen: DialEntry?
    /// Whom the directories give for what its field says.
    var people = PeopleSearch()
    /// Transfer: the calls that could be joined when the page was opened.
    var completions: [Item] = []
    /// Keys: every key is described instead of obeyed.
    var describesKeys = false
    /// Key: the next letter is the command's.
    var takesKey = false

    init(_ page: Page, _ subject: Subject = .none, focus: Int = 0) {
        self.page = page
        self.subject = subject
        self.focus = focus
    }

    subscript(field: Field) -> EditedField {
        get { fields[field] ?? EditedField() }
        set { fields[field] = newValue }
    }

    /// Whether it is about one of these calls.
    func isAbout(oneOf calls: Set<CallID>) -> Bool {
        guard case .call(let id) = subject else { return false }
        return calls.contains(id)
    }

    /// The call that the page is about.
    var call: CallID? {
        // Inlined, Swift 6.3's optimiser ends with "Found ownership error".
        @inline(never) get { if case .call(let id) = subject { id } else { nil } }
        set { subject = newValue.map { .call($0) } ?? .none }
    }
}

/// What a search in all that is kept gave.
struct FoundLines: Sendable, Equatable {
    /// What was searched for.
    var text: String
    /// Those that the page does not list itself; nil: no answer yet.
    var lines: [Item]?
    var count = 0
    /// The count is to be said as soon as it is known.
    var isCountOwed = false
}
