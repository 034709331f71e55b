import Announcements
import Configuration

/// `keys.toml`: what an agent changed in the table of keys. A table `letters` and a table `function_keys`, each with the
/// command's name and its key: `hang_up = "z"`, `hang_up = 11`; `false` takes the letter away.
extension Keymap {
    /// The map with the file's changes over it, all of them or those that are possible, and what is not.
    ///
    /// Changes hold together: two commands may change their letters with each other.
    public func reading(_ entries: [ConfigurationEntry]) -> (map: Keymap, problems: [(line: Int, KeymapProblem)]) {
        var problems: [(line: Int, KeymapProblem)] = []
        var changes: [(command: Command, entry: ConfigurationEntry, isFunctionKey: Bool)] = []
        for table in entries {
            guard case .table(let rows) = table.value.content, ["letters", "function_keys"].contains(table.key) else {
                problems.append((table.line, .unknownCommand(table.key)))
                continue
            }
            for row in rows {
                guard let command = Command(rawValue: row.key) else {
                    problems.append((row.line, .unknownCommand(row.key)))
                    continue
                }
                changes.append((command, row, table.key == "function_keys"))
            }
        }
        var map = without(changes)
        for change in changes {
            do throws(KeymapProblem) {
                map = try map.taking(change.entry.value, for: change.command, isFunctionKey: change.isFunctionKey)
            } catch {
                problems.append((change.entry.line, error))
                // The key that it had is better than none.
                if change.isFunctionKey, let old = functionKey(of: change.command) {
                    map = (try? map.giving(functionKey: old, to: change.command)) ?? map
                } else if let old = letter(of: change.command) {
                    map = (try? map.giving(old, to: change.command)) ?? map
                }
            }
        }
        // No command of the table is left without its F-key.
        if functionKeys.values.contains(where: { map.functionKey(of: $0) == nil }) { map.functionKeys = functionKeys }
        return (map, problems)
    }

    private func without(
        _ changes: [(command: Command, entry: ConfigurationEntry, isFunctionKey: Bool)]
    ) -> Keymap {
        let letters = changes.filter { !$0.isFunctionKey }.map(\.command)
        let keys = changes.filter(\.isFunctionKey).map(\.command)
        return Keymap(
            letters: self.letters.filter { !letters.contains($0.value) },
            functionKeys: functionKeys.filter { !keys.contains($0.value) })
    }

    private func taking(
        _ value: ConfigurationValue, for command: Command, isFunctionKey: Bool
    ) throws(KeymapProblem) -> Keymap {
        switch (value.content, isFunctionKey) {
        case (.boolean(false), false): return self
        case (.text(let text), false):
            guard text.count == 1, let letter = text.first else { throw .notAKey(text) }
            return try giving(letter, to: command)
        case (.integer(let number), true): return try giving(functionKey: number, to: command)
        default: throw .notAKey(command.rawValue)
        }
    }

    /// The file that makes this map of the starting one; empty where they are the same.
    public func file(over starting: Keymap) -> String {
        let commands = Command.allCases
        let letters = commands.filter { letter(of: $0) != starting.letter(of: $0) }.map { command in
            "\(command.rawValue) = " + (letter(of: command).map { "\"\($0)\"" } ?? "false")
        }
        let keys = commands.filter { functionKey(of: $0) != starting.functionKey(of: $0) }.compactMap { command in
            functionKey(of: command).map { "\(command.rawValue) = \($0)" }
        }
        let tables = [("letters", letters), ("function_keys", keys)].filter { !$0.1.isEmpty }
        return tables.map { "[\($0.0)]\n" + $0.1.joined(separator: "\n") + "\n" }.joined(separator: "\n")
    }

    /// The whole map as a file, for who wants to begin from it.
    public var wholeFile: String { file(over: Keymap(letters: [:], functionKeys: [:])) }
}
