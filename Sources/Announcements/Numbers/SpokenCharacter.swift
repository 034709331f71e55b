/// One character in words, for echo and spelling.
public enum SpokenCharacter {
    /// The name of a digit, a sign or a letter. A capital says so.
    public static func word(for character: Character, _ language: Language) -> String {
        switch language {
        case .french: french[character] ?? letter(character, capital: "majuscule")
        case .english: english[character] ?? letter(character, capital: "capital")
        }
    }

    private static func letter(_ character: Character, capital: String) -> String {
        guard character.isUppercase else { return String(character) }
        return "\(character.lowercased()) \(capital)"
    }

    private static let french: [Character: String] = [
        "0": "zéro", "1": "un", "2": "deux", "3": "trois", "4": "quatre", "5": "cinq", "6": "six", "7": "sept",
        "8": "huit", "9": "neuf", "#": "dièse", "*": "étoile", "+": "plus", " ": "espace", "@": "arobase",
        ".": "point", ",": "virgule", ":": "deux points", ";": "point virgule", "-": "tiret", "_": "souligné",
        "/": "barre", "'": "apostrophe", "\"": "guillemet", "(": "parenthèse", ")": "fin de parenthèse",
        "?": "interrogation", "!": "exclamation", "=": "égal", "&": "et commercial", "%": "pour cent",
    ]

    private static let english: [Character: String] = [
        "0": "zero", "1": "one", "2": "two", "3": "three", "4": "four", "5": "five", "6": "six", "7": "seven",
        "8": "eight", "9": "nine", "#": "hash", "*": "star", "+": "plus", " ": "space", "@": "at",
        ".": "dot", ",": "comma", ":": "colon", ";": "semicolon", "-": "dash", "_": "underscore",
        "/": "slash", "'": "apostrophe", "\"": "quote", "(": "left bracket", ")": "right bracket",
        "?": "question", "!": "exclamation", "=": "equals", "&": "ampersand", "%": "percent",
    ]
}

/// The alphabets of telephone spelling.
public enum SpellingAlphabet: String, Sendable, Equatable, CaseIterable {
    /// A for Anatole.
    case french
    /// A for Alfa (ITU-T, ICAO).
    case international
}

/// Names and numbers spelled out.
public enum Spelling {
    /// One word a character: "Dupont" → "Désiré, Ursule, Pierre, Oscar, Nicolas, Thérèse". Accents are named after.
    public static func phonetic(_ text: String, _ alphabet: SpellingAlphabet, _ language: Language) -> String {
        text.prefix(Limits.nameCharacters).map { word($0, alphabet, language) }.joined(separator: ", ")
    }

    /// One character at a time, with a pause after each.
    public static func characters(_ text: String, _ language: Language) -> String {
        text.prefix(Limits.nameCharacters)
            .map { SpokenCharacter.word(for: Character($0.lowercased()), language) }.joined(separator: ", ")
    }

    private static func word(_ character: Character, _ alphabet: SpellingAlphabet, _ language: Language) -> String {
        let lower = Character(String(character.lowercased().prefix(1)))
        let words = alphabet == .french ? french : international
        if let word = words[lower] { return word }
        // Accented letters: the plain letter's word, then the accent's name.
        if let base = lower.unicodeScalars.first.flatMap({ accents[Character($0)] }), let word = words[base.letter] {
            return "\(word) \(language == .french ? base.french : base.english)"
        }
        return SpokenCharacter.word(for: lower, language)
    }

    private static let french: [Character: String] = [
        "a": "Anatole", "b": "Berthe", "c": "Célestin", "d": "Désiré", "e": "Eugène", "f": "François",
        "g": "Gaston", "h": "Henri", "i": "Irma", "j": "Joseph", "k": "Kléber", "l": "Louis", "m": "Marcel",
        "n": "Nicolas", "o": "Oscar", "p": "Pierre", "q": "Quintal", "r": "Raoul", "s": "Suzanne",
        "t": "Thérèse", "u": "Ursule", "v": "Victor", "w": "William", "x": "Xavier", "y": "Yvonne", "z": "Zoé",
    ]

    private static let international: [Character: String] = [
        "a": "Alfa", "b": "Bravo", "c": "Charlie", "d": "Delta", "e": "Echo", "f": "Foxtrot", "g": "Golf",
        "h": "Hotel", "i": "India", "j": "Juliett", "k": "Kilo", "l": "Lima", "m": "Mike", "n": "November",
        "o": "Oscar", "p": "Papa", "q": "Quebec", "r": "Romeo", "s": "Sierra", "t": "Tango", "u": "Uniform",
        "v": "Victor", "w": "Whiskey", "x": "X-ray", "y": "Yankee", "z": "Zulu",
    ]

    private struct Accent { var letter: Character, french: String, english: String }

    private static let accents: [Character: Accent] = [
        "é": Accent(letter: "e", french: "accent aigu", english: "acute"),
        "è": Accent(letter: "e", french: "accent grave", english: "grave"),
        "ê": Accent(letter: "e", french: "circonflexe", english: "circumflex"),
        "ë": Accent(letter: "e", french: "tréma", english: "diaeresis"),
        "à": Accent(letter: "a", french: "accent grave", english: "grave"),
        "â": Accent(letter: "a", french: "circonflexe", english: "circumflex"),
        "ç": Accent(letter: "c", french: "cédille", english: "cedilla"),
        "î": Accent(letter: "i", french: "circonflexe", english: "circumflex"),
        "ï": Accent(letter: "i", french: "tréma", english: "diaeresis"),
        "ô": Accent(letter: "o", french: "circonflexe", english: "circumflex"),
        "ù": Accent(letter: "u", french: "accent grave", english: "grave"),
        "û": Accent(letter: "u", french: "circonflexe", english: "circumflex"),
        "ü": Accent(letter: "u", french: "tréma", english: "diaeresis"),
        "ö": Accent(letter: "o", french: "tréma", english: "diaeresis"),
        "ä": Accent(letter: "a", french: "tréma", english: "diaeresis"),
    ]
}
