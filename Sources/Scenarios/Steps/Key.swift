import Configuration

/// A key of the keyboard as an auditor names it.
public enum Key: Sendable, Hashable {
    /// F1 to F12.
    case function(Int)
    /// A letter, a digit or a sign, as it is typed.
    case character(Character)
    case named(Named)

    /// Keys with a name.
    public enum Named: String, Sendable, CaseIterable {
        case enter, home, end, up, down, left, right, tab, backTab, escape, backspace, delete, insert, pageUp, pageDown
        case space
    }
}

extension Key.Named {
    /// The names on French and English keyboards; the first is the one that the manual shows.
    func names(_ language: SettingLanguage) -> [String] {
        let names = table
        switch language {
        case .french: return names.0
        case .english: return names.1
        }
    }

    private var table: ([String], [String]) {
        switch self {
        case .enter: (["Entrée"], ["Enter", "Return"])
        case .home: (["Origine", "Début"], ["Home"])
        case .end: (["Fin"], ["End"])
        case .up: (["Flèche haut", "Haut"], ["Up", "Up arrow"])
        case .down: (["Flèche bas", "Bas"], ["Down", "Down arrow"])
        case .left: (["Flèche gauche", "Gauche"], ["Left", "Left arrow"])
        case .right: (["Flèche droite", "Droite"], ["Right", "Right arrow"])
        case .tab: (["Tabulation", "Tab"], ["Tab"])
        case .backTab: (["Maj Tabulation", "Maj Tab"], ["Shift Tab"])
        case .escape: (["Échap", "Échappement"], ["Escape", "Esc"])
        case .backspace: (["Retour arrière"], ["Backspace"])
        case .delete: (["Suppr", "Supprimer"], ["Delete", "Del"])
        case .insert: (["Inser", "Insertion"], ["Insert"])
        case .pageUp: (["Page précédente"], ["Page up"])
        case .pageDown: (["Page suivante"], ["Page down"])
        case .space: (["Espace"], ["Space"])
        }
    }
}

extension Key {
    /// - Parameter text: one character, `F1` to `F12`, or a key's name in the language.
    init?(named text: String, in language: SettingLanguage) {
        if text.count == 1, let character = text.first {
            self = .character(character)
            return
        }
        let name = Self.compared(text)
        if name.hasPrefix("f"), let number = Int(name.dropFirst()), (1...12).contains(number) {
            self = .function(number)
            return
        }
        let found = Named.allCases.first { $0.names(language).contains { Self.compared($0) == name } }
        guard let found else { return nil }
        self = .named(found)
    }

    private static func compared(_ text: String) -> String {
        String(Folding.folded(text).unicodeScalars.filter { !Folding.isSpace($0) }.map { Character($0) })
    }
}
