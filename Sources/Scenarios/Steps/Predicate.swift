/// What one token of a step may be.
enum Predicate: Sendable, Hashable {
    /// This word.
    case word(String)
    /// A text between quotation marks.
    case quoted
    /// Digits, with a sign and decimals.
    case number
    /// A name without quotation marks: a word that is neither a number nor a pronoun or an article.
    case name
    /// One letter, digit or sign.
    case single

    func holds(_ token: Token) -> Bool {
        switch self {
        case .word(let word): token.kind == .word && token.text == word
        case .quoted: token.kind == .quoted
        case .number: token.thousandths != nil
        case .name: token.kind == .word && Self.isName(token.text)
        case .single: token.kind == .word && token.raw.unicodeScalars.count == 1
        }
    }

    /// Whether one token can satisfy both.
    func meets(_ other: Predicate) -> Bool {
        switch (self, other) {
        case (.word(let left), .word(let right)): left == right
        case (.word(let word), .number), (.number, .word(let word)): DecimalText.thousandths(word) != nil
        case (.word(let word), .name), (.name, .word(let word)): Self.isName(word)
        case (.word(let word), .single), (.single, .word(let word)): word.unicodeScalars.count == 1
        case (.quoted, .quoted), (.number, .number), (.name, .name), (.single, .single): true
        case (.number, .single), (.single, .number), (.name, .single), (.single, .name): true
        case (.quoted, _), (_, .quoted), (.number, .name), (.name, .number): false
        }
    }

    private static func isName(_ word: String) -> Bool {
        // Angle brackets are a place that no example fills.
        guard !word.unicodeScalars.contains(where: { $0 == "<" || $0 == ">" }) else { return false }
        return !notNames.contains(word) && DecimalText.thousandths(word) == nil && word != "%" && !word.hasSuffix("'")
    }

    /// Words that begin sentences of other kinds.
    private static let notNames: Set<String> = [
        "je", "tu", "il", "elle", "on", "nous", "vous", "ils", "elles", "ca", "rien", "personne", "aucun", "aucune",
        "le",
        "la", "les", "un", "une", "des", "du", "mon", "ma", "mes", "ce", "i", "you", "he", "she", "it", "we", "they",
        "nothing", "nobody", "no", "the", "a", "an", "my", "this",
    ]
}
