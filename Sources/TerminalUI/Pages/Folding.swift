import AgentDesk

/// Letters compared without case and accents.
enum Folding {
    static func fold(_ text: String) -> String { PlainLetters.of(text) }
    static func fold(_ character: Character) -> Character { fold(String(character)).first ?? character }
}
