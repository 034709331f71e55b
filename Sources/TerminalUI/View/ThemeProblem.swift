import Configuration

/// Why a theme's file is refused: one sentence with file, line and remedy.
public struct ThemeProblem: Error, Sendable, Equatable {
    /// What is wrong, without its place. Keys are paths such as `text.foreground`.
    public enum Fault: Sendable, Equatable {
        case unknownKey(String)
        /// A table was expected.
        case noTable(String)
        /// No text, an empty one, or one longer than `Limits.labelCells`.
        case badName(String)
        case missing(String)
        /// Not `#rrggbb`.
        case noColour(String)
        /// A colour that terminals do not show alike; the nearest that they do.
        case notFixed(String, ThemeColour, nearest: ThemeColour)
        /// Under `Theme.leastContrast`.
        case lowContrast(String, ColourPair)
    }

    public var fault: Fault
    /// From 1; 0 where it is unknown.
    public var line: Int

    public init(_ fault: Fault, _ line: Int) {
        self.fault = fault
        self.line = line
    }

    public func sentence(in language: SettingLanguage, file: String) -> String {
        let place =
            line > 0
            ? Bilingual("\(file), ligne \(line) : ", "\(file), line \(line): ") : Bilingual("\(file) : ", "\(file): ")
        return place[language] + words[language] + "."
    }

    private var words: Bilingual {
        switch fault {
        case .unknownKey(let path):
            Bilingual(
                "clé inconnue « \(path) » ; un thème a name, text, focus, event et call",
                "unknown key \"\(path)\"; a theme has name, text, focus, event and call")
        case .noTable(let path):
            Bilingual("« \(path) » est une table ; écrivez [\(path)]", "\"\(path)\" is a table; write [\(path)]")
        case .badName(let path):
            Bilingual(
                "« \(path) » attend un texte d'une ligne de \(Limits.labelCells) caractères au plus",
                "\"\(path)\" takes one line of text of \(Limits.labelCells) characters at most")
        case .missing(let path):
            Bilingual("il manque « \(path) » ; ajoutez-le", "\"\(path)\" is missing; add it")
        case .noColour(let path):
            Bilingual(
                "« \(path) » attend une couleur ; par exemple \"#ffffff\"",
                "\"\(path)\" takes a colour; for example \"#ffffff\"")
        case .notFixed(let path, let colour, let nearest):
            Bilingual(
                "« \(path) » : \(colour.text) n'est pas la même sur tous les terminaux ; la plus proche qui le soit est "
                    + nearest.text,
                "\"\(path)\": \(colour.text) is not the same on every terminal; the nearest that is is \(nearest.text)")
        case .lowContrast(let table, let pair):
            Bilingual(
                "« \(table) » : \(pair.foreground.text) sur \(pair.background.text) n'a qu'un contraste de "
                    + "\(Self.ratio(pair, ",")) pour 1 ; il en faut 7",
                "\"\(table)\": \(pair.foreground.text) on \(pair.background.text) has a contrast of only "
                    + "\(Self.ratio(pair, ".")) to 1; it takes 7")
        }
    }

    /// With one decimal, cut: 6.99 is not said to be 7.
    private static func ratio(_ pair: ColourPair, _ point: String) -> String {
        let tenths = Int(pair.contrast * 10)
        return "\(tenths / 10)\(point)\(tenths % 10)"
    }
}
