/// Letters compared without case and accents.
enum Folding {
    static func fold(_ text: String) -> String { String(text.map(fold)).lowercased() }

    static func fold(_ character: Character) -> Character {
        let lower = Character(String(character.lowercased().prefix(1)))
        return accents[lower] ?? lower
    }

    private static let accents: [Character: Character] = [
        "à": "a", "â": "a", "ä": "a", "á": "a", "é": "e", "è": "e", "ê": "e", "ë": "e", "î": "i", "ï": "i", "í": "i",
        "ô": "o", "ö": "o", "ó": "o", "ù": "u", "û": "u", "ü": "u", "ú": "u", "ç": "c", "ñ": "n", "œ": "o", "æ": "a",
    ]
}
