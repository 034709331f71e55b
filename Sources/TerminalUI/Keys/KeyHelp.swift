import Announcements

/// The keys that are no command, described.
enum KeyHelp: Sendable, Equatable, CaseIterable {
    case up, down, first, last, pageUp, pageDown, leftRight, enter, delete, commandLetter

    init?(_ chord: KeyChord) {
        switch chord {
        case .up: self = .up
        case .down: self = .down
        case .home: self = .first
        case .end: self = .last
        case .pageUp: self = .pageUp
        case .pageDown: self = .pageDown
        case .left, .right: self = .leftRight
        case .enter: self = .enter
        case .delete: self = .delete
        case .character("²"), .character("`"): self = .commandLetter
        case .character, .pasted, .function, .backspace, .tab, .escape, .interrupt, .unknown: return nil
        }
    }

    func name(_ language: Language) -> String {
        switch (self, language) {
        case (.up, .french): "Haut"
        case (.up, .english): "Up"
        case (.down, .french): "Bas"
        case (.down, .english): "Down"
        case (.first, .french): "Origine"
        case (.first, .english): "Home"
        case (.last, .french): "Fin"
        case (.last, .english): "End"
        case (.pageUp, .french): "Page précédente"
        case (.pageUp, .english): "Page up"
        case (.pageDown, .french): "Page suivante"
        case (.pageDown, .english): "Page down"
        case (.leftRight, .french): "Gauche ou droite"
        case (.leftRight, .english): "Left or right"
        case (.enter, .french): "Entrée"
        case (.enter, .english): "Enter"
        case (.delete, .french): "Suppression"
        case (.delete, .english): "Delete"
        case (.commandLetter, .french): "² ou `"
        case (.commandLetter, .english): "` or ²"
        }
    }

    func help(_ language: Language) -> String {
        switch (self, language) {
        case (.up, .french): "ligne d'avant"
        case (.up, .english): "line before"
        case (.down, .french): "ligne d'après"
        case (.down, .english): "line after"
        case (.first, .french): "première ligne, ou début du champ"
        case (.first, .english): "first line, or start of the field"
        case (.last, .french): "dernière ligne, ou fin du champ"
        case (.last, .english): "last line, or end of the field"
        case (.pageUp, .french): "dix lignes avant"
        case (.pageUp, .english): "ten lines before"
        case (.pageDown, .french): "dix lignes après"
        case (.pageDown, .english): "ten lines after"
        case (.leftRight, .french): "caractère d'à côté, dans un champ"
        case (.leftRight, .english): "next character, in a field"
        case (.enter, .french): "fait ce que dit la ligne"
        case (.enter, .english): "does what the line says"
        case (.delete, .french): "efface le caractère sous le curseur"
        case (.delete, .english): "deletes the character at the cursor"
        case (.commandLetter, .french): "avant une lettre, donne sa commande, même dans une liste"
        case (.commandLetter, .english): "before a letter, gives its command, even in a list"
        }
    }
}
