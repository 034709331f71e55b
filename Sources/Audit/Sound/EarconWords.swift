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
            let name = Setting.of(.voiceEarconWords).choiceName(earcon.rawValue)
            if same(earcon.rawValue, word) || same(name.french, word) || same(name.english, word) {
                found.insert(earcon)
            }
        }
        return found
    }

    /// The word that stands for an earcon in a script.
    static func word(_ earcon: Earcon, _ language: Language) -> String {
        let name = Setting.of(.voiceEarconWords).choiceName(earcon.rawValue)
        return name[language == .french ? .french : .english]
    }
}
