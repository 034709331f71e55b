/// What a character means where a number is wanted.
enum NumberKeys {
    /// The digit or sign that a key sends: itself, or on AZERTY what its unshifted top row stands for.
    static func digit(_ character: Character, _ keyboard: KeyboardLayout) -> Character? {
        switch character {
        case "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "#": character
        default: keyboard == .azerty ? azerty[character] : nil
        }
    }

    /// `d`, `e` and `p` for the signs that some keyboards hide.
    static func sign(_ character: Character) -> Character? {
        switch character {
        case "d", "D": "#"
        case "e", "E": "*"
        case "p", "P": "+"
        default: nil
        }
    }

    private static let azerty: [Character: Character] = [
        "&": "1", "é": "2", "\"": "3", "'": "4", "(": "5", "-": "6", "è": "7", "_": "8", "ç": "9", "à": "0",
    ]
}
