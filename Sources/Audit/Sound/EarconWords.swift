import Announcements
import Configuration

/// Which earcons a word stands for.
enum EarconWords {
    /// By the word that is said or shown in its place, by its name in the settings, in either language.
    static func earcons(_ word: String) -> Set<Earcon> {
        var found: Set<Earcon> = []
        for level in SpeechLevel.allCases {
            for language in Language.allCases {
                for phrase in Phrases.all(level, language) {
                    if let earcon = phrase.earcon, same(phrase.written, word) { found.insert(earcon) }
                }
            }
        }
        for earcon in Earcon.allCases {
            let name = name(earcon)
            if same(earcon.rawValue, word) || same(name.french, word) || same(name.english, word) {
                found.insert(earcon)
            }
        }
        return found
    }

    /// All that there are, by their names.
    static var all: Bilingual {
        let names = Earcon.allCases.map(name)
        return Bilingual(
            names.map(\.french).joined(separator: ", "), names.map(\.english).joined(separator: ", "))
    }

    /// The word that stands for an earcon in a script.
    static func word(_ earcon: Earcon, _ language: Language) -> String {
        name(earcon)[language == .french ? .french : .english]
    }

    /// As the settings call it.
    static func name(_ earcon: Earcon) -> Bilingual { Setting.of(.voiceEarconWords).choiceName(earcon.rawValue) }
}

extension SpokenLine {
    /// Its words, or the name of the earcon that it is.
    var shown: Bilingual {
        guard text.isEmpty, let earcon else { return Bilingual(text, text) }
        let name = EarconWords.name(earcon)
        return Bilingual("signal : \(name.french)", "earcon: \(name.english)")
    }
}

extension SpeechOutcome {
    /// What became of an utterance, as the program tells it.
    var words: Bilingual {
        switch self {
        case .started: Bilingual("commencé", "begun")
        case .finished: Bilingual("dit en entier", "said whole")
        case .cut: Bilingual("coupé", "cut")
        case .dropped: Bilingual("abandonné", "dropped")
        }
    }
}
