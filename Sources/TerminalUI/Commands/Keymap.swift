import Announcements

/// Which letter stands for which command: data, one table a language.
public struct Keymap: Sendable, Equatable {
    public let letters: [Character: Command]

    public init(letters: [Character: Command]) {
        self.letters = letters
    }

    /// The starting table of a language.
    public static func starting(_ language: Language) -> Keymap {
        switch language {
        case .french: Keymap(letters: french)
        case .english: Keymap(letters: english)
        }
    }

    /// The command of a letter, small or capital.
    public func command(letter: Character) -> Command? {
        Character(String(letter.lowercased().prefix(1))) == letter || letter.isUppercase
            ? letters[Character(String(letter.lowercased().prefix(1)))] : nil
    }

    /// The letter of a command.
    public func letter(of command: Command) -> Character? {
        letters.first { $0.value == command }?.key
    }

    /// The command of an F-key.
    public static func command(functionKey: Int) -> Command? {
        Command.allCases.first { $0.functionKey == functionKey }
    }

    private static let french: [Character: Command] = [
        "h": .keys, "q": .who, "o": .whereAmI, "d": .answer, "x": .decline, "b": .swap, "t": .transfer, "a": .hold,
        "m": .mute, "r": .repeat, "p": .palette, "f": .hangUp, "s": .silence, "v": .visitCall, "c": .dial,
        "e": .write, "n": .note, "i": .incident, "l": .time, "g": .swapEars, "j": .volumeDown, "k": .volumeUp,
        "y": .rateDown, "u": .rateUp,
    ]

    private static let english: [Character: Command] = [
        "h": .keys, "w": .who, "o": .whereAmI, "a": .answer, "x": .decline, "b": .swap, "t": .transfer, "p": .hold,
        "m": .mute, "r": .repeat, "c": .palette, "f": .hangUp, "s": .silence, "v": .visitCall, "d": .dial,
        "e": .write, "n": .note, "i": .incident, "l": .time, "g": .swapEars, "j": .volumeDown, "k": .volumeUp,
        "y": .rateDown, "u": .rateUp,
    ]
}
