import AgentDesk

/// The edited fields of all pages.
enum Field: Sendable, Hashable, CaseIterable {
    /// The first line of every list.
    case filter
    /// Dial, Transfer: a number, an address or a name.
    case number, target
    /// In call: digits that are sent.
    case digits
    /// Text: what is being written to the other end.
    case writing
    case recipient, message
    case contactName, contactNumber
    case note
    /// The number under which the agent has found a record.
    case recordNumber
    /// The value of a setting.
    case value
    case lineAddress, linePassword, lineName, lineServer
    /// A field of an incident form, by its place in it.
    case answer(Int)

    /// Of those of a form the first.
    static let allCases: [Field] = [
        .filter, .number, .target, .digits, .writing, .recipient, .message, .contactName, .contactNumber, .note, .value,
        .lineAddress, .linePassword, .lineName, .lineServer, .answer(0),
    ]

    /// A number may be typed: AZERTY's top row stands for digits.
    var isNumber: Bool {
        switch self {
        case .number, .target, .digits, .recipient, .contactNumber: true
        case .filter, .writing, .message, .contactName, .note, .recordNumber, .value, .lineAddress, .linePassword,
            .lineName,
            .lineServer, .answer:
            false
        }
    }

    /// Characters that it takes.
    var limit: Int {
        switch self {
        case .filter, .number, .target, .digits, .recipient, .contactName, .contactNumber, .recordNumber, .value,
            .lineAddress,
            .linePassword, .lineName, .lineServer:
            Limits.fieldCharacters
        case .writing, .message, .note: Limits.textCharacters
        case .answer: FormLimits.answerCharacters
        }
    }
}

/// A one-line field.
public struct EditedField: Sendable, Equatable {
    public var text = ""
    /// Characters before the cursor.
    public var cursor = 0

    init(_ text: String = "") {
        self.text = text
        cursor = text.count
    }

    /// Marks that join a character before them add none: they are bounded by their octets.
    func hasRoom(for character: Character, limit: Int) -> Bool {
        text.count < limit && text.utf8.count + character.utf8.count <= limit * Limits.octetsOfACharacter
    }

    mutating func insert(_ character: Character, limit: Int = Limits.fieldCharacters) {
        guard hasRoom(for: character, limit: limit) else { return }
        let before = text.count
        text.insert(character, at: position)
        // A combining mark joins the character before it.
        cursor = min(max(0, cursor + text.count - before), text.count)
    }

    /// Takes out the character before the cursor.
    mutating func deleteBackward() -> Character? {
        cursor = min(cursor, text.count)
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

    /// The word that ends before the cursor; nil where there is none.
    var wordBefore: String? {
        let before = text.prefix(cursor).reversed().drop { $0 == " " }
        let word = before.prefix { $0 != " " }.reversed()
        return word.isEmpty ? nil : String(word)
    }

    private var position: String.Index { text.index(text.startIndex, offsetBy: min(max(0, cursor), text.count)) }
}
