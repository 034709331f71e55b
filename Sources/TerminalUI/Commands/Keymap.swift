import Announcements

/// Which letter and which F-key stand for which command: data. What an agent changed lies over the table of the language.
public struct Keymap: Sendable, Equatable {
    public private(set) var letters: [Character: Command]
    /// 1 to 12.
    public internal(set) var functionKeys: [Int: Command]

    /// The starting table of a language.
    public static func starting(_ language: Language) -> Keymap {
        var map = Keymap(letters: [:], functionKeys: [:])
        for row in CommandRow.all.values {
            if let number = row.functionKey { map.functionKeys[number] = row.command }
            if let letter = language == .french ? row.frenchLetter : row.englishLetter {
                map.letters[letter] = row.command
            }
        }
        return map
    }

    /// The command of a letter, small or capital.
    public func command(letter: Character) -> Command? {
        let small = Character(String(letter.lowercased().prefix(1)))
        return small == letter || letter.isUppercase ? letters[small] : nil
    }

    /// The command of an F-key.
    public func command(functionKey: Int) -> Command? { functionKeys[functionKey] }

    /// The letter of a command.
    public func letter(of command: Command) -> Character? { letters.first { $0.value == command }?.key }

    /// The F-key of a command.
    public func functionKey(of command: Command) -> Int? { functionKeys.first { $0.value == command }?.key }

    /// This map with the changes that another one has over its own starting table, those that are possible.
    func changed(as other: Keymap, over starting: Keymap) -> Keymap {
        var map = self
        let letters = Command.allCases.filter { other.letter(of: $0) != starting.letter(of: $0) }
        let keys = Command.allCases.filter { other.functionKey(of: $0) != starting.functionKey(of: $0) }
        for command in letters { map.letters = map.letters.filter { $0.value != command } }
        for command in letters { map = (try? map.giving(other.letter(of: command), to: command)) ?? map }
        for command in keys { map.functionKeys = map.functionKeys.filter { $0.value != command } }
        for command in keys {
            if let key = other.functionKey(of: command) {
                map = (try? map.giving(functionKey: key, to: command)) ?? map
            }
        }
        return map
    }

    /// The map with another letter for a command; nil: none.
    /// - Throws: where the letter is another command's, or no letter that a key types.
    public func giving(_ letter: Character?, to command: Command) throws(KeymapProblem) -> Keymap {
        var map = self
        for (old, owner) in letters where owner == command { map.letters[old] = nil }
        guard let letter else { return map }
        let small = Character(String(letter.lowercased().prefix(1)))
        // Those of the top row dial on AZERTY.
        guard small.isLetter, !"²`éèçà".contains(small) else { throw .notALetter(letter) }
        if let owner = map.letters[small] { throw .taken(String(small), by: owner) }
        map.letters[small] = command
        return map
    }

    /// The map with another F-key for a command.
    /// - Throws: where the key is another command's, or there is no such key.
    public func giving(functionKey: Int, to command: Command) throws(KeymapProblem) -> Keymap {
        var map = self
        for (old, owner) in functionKeys where owner == command { map.functionKeys[old] = nil }
        guard (1...12).contains(functionKey) else { throw .noSuchKey("F\(functionKey)") }
        if let owner = map.functionKeys[functionKey] { throw .taken("F\(functionKey)", by: owner) }
        map.functionKeys[functionKey] = command
        return map
    }
}

/// Why a key cannot be a command's.
public enum KeymapProblem: Error, Sendable, Equatable {
    case unknownCommand(String)
    case notALetter(Character)
    case noSuchKey(String)
    /// Another command has it.
    case taken(String, by: Command)
    /// What stands in the file is no key.
    case notAKey(String)

    /// One sentence, fit to be said.
    public func text(_ language: Language) -> String {
        switch (self, language) {
        case (.unknownCommand(let name), .french): "Commande inconnue : \(name)"
        case (.unknownCommand(let name), .english): "Unknown command: \(name)"
        case (.notALetter(let sign), .french): "\(sign) n'est pas une lettre"
        case (.notALetter(let sign), .english): "\(sign) is no letter"
        case (.noSuchKey(let key), .french): "Pas de touche \(key)"
        case (.noSuchKey(let key), .english): "No key \(key)"
        case (.taken(let key, let owner), .french): "\(key) est déjà : \(owner.name(.french))"
        case (.taken(let key, let owner), .english): "\(key) is already: \(owner.name(.english))"
        case (.notAKey(let text), .french): "\(text) n'est pas une touche"
        case (.notAKey(let text), .english): "\(text) is no key"
        }
    }
}
