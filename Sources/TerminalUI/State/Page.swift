import CallEngine

/// The pages. Each is an ordered list of lines.
public enum Page: String, Sendable, Equatable, CaseIterable {
    case home, dial, incoming, inCall, announcements, keys, palette

    /// Bare letters are commands here; elsewhere they jump or type.
    var hasLetterCommands: Bool {
        switch self {
        case .home, .incoming, .inCall: true
        case .dial, .announcements, .keys, .palette: false
        }
    }
}

/// A page as it was left: its cursor, its field, and what it lists.
public struct PageState: Sendable, Equatable {
    public var page: Page
    /// The index of the focused item.
    public var focus: Int
    /// The edited field of the page: the number on Dial, the filter of a list, the digits sent in a call.
    public var field = EditedField()
    /// Incoming: the call that it shows.
    var call: CallID?
    /// Announcements: the lines when the page was opened, so that nothing moves under the cursor.
    var lines: [String] = []
    /// Keys: every key is described instead of obeyed.
    var describesKeys = false

    public init(_ page: Page, focus: Int = 0) {
        self.page = page
        self.focus = focus
    }
}

/// A one-line field.
public struct EditedField: Sendable, Equatable {
    public var text = ""
    /// Characters before the cursor.
    public var cursor = 0

    mutating func insert(_ character: Character) {
        guard text.count < Limits.fieldCharacters else { return }
        text.insert(character, at: position)
        cursor += 1
    }

    /// Takes out the character before the cursor.
    mutating func deleteBackward() -> Character? {
        guard cursor > 0 else { return nil }
        cursor -= 1
        return text.remove(at: position)
    }

    /// Takes out the character at the cursor.
    mutating func deleteForward() -> Character? {
        guard cursor < text.count else { return nil }
        return text.remove(at: position)
    }

    /// Moves the cursor and gives the character that it then stands on.
    mutating func move(by distance: Int) -> Character? {
        cursor = min(max(0, cursor + distance), text.count)
        return cursor < text.count ? text[position] : nil
    }

    /// A number is being typed, not a name.
    var isNumeric: Bool {
        guard let first = text.first else { return true }
        return first.isASCII && (first.isNumber || "+*#".contains(first))
    }

    private var position: String.Index { text.index(text.startIndex, offsetBy: min(max(0, cursor), text.count)) }
}

/// One focusable line, by what it stands for.
enum Item: Sendable, Equatable {
    case command(Command)
    case field
    case account(Int)
    case entry(Int)
    /// The call that the page is about, and further ones.
    case call(CallID)
    case callLine(CallID)
    /// A line of the history.
    case text(String)
    /// What a command's keys are.
    case key(Command)

    /// It shows names, numbers, messages or what is typed.
    var isPersonal: Bool {
        switch self {
        case .field, .entry, .call, .callLine, .text: true
        case .command, .account, .key: false
        }
    }
}
