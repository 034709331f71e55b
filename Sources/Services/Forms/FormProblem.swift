import AgentDesk
import Configuration

/// Why a form's file is refused: one sentence with file, line and remedy.
public struct FormProblem: Error, Sendable, Equatable {
    public enum Fault: Sendable, Equatable {
        /// The file itself.
        case file(ConfigurationProblem)
        case unknownKey(String)
        case missing(String)
        /// No text, an empty one, one of several lines, or one that is too long.
        case noText(String, most: Int)
        case noFlag(String)
        case noNumber(String, most: Int)
        /// Not one of these.
        case noneOf(String, [String])
        /// `[[field]]` with 1 to so many tables.
        case noFields(most: Int)
        /// A choice has 1 to so many choices, another kind none.
        case noChoices(most: Int)
        /// Two fields, or two choices, of this name.
        case twice(String)
        /// A value that the field itself does not take.
        case badStandard(String)
    }

    public var fault: Fault
    /// From 1; 0 where it is unknown.
    public var line: Int
    public var file: String

    init(_ fault: Fault, _ line: Int, _ file: String = "") {
        self.fault = fault
        self.line = line
        self.file = file
    }

    public func sentence(in language: SettingLanguage) -> String {
        if case .file(let problem) = fault { return problem.sentence(in: language, file: file) }
        let place =
            line > 0
            ? Bilingual("\(file), ligne \(line) : ", "\(file), line \(line): ") : Bilingual("\(file) : ", "\(file): ")
        return place[language] + words[language] + "."
    }

    private var words: Bilingual {
        switch fault {
        case .file: Bilingual("", "")
        case .unknownKey(let key):
            Bilingual("clé inconnue « \(key) » ; retirez-la", "unknown key \"\(key)\"; remove it")
        case .missing(let key): Bilingual("il manque « \(key) » ; ajoutez-le", "\"\(key)\" is missing; add it")
        case .noText(let key, let most):
            Bilingual(
                "« \(key) » attend un texte d'une ligne, de \(most) caractères au plus",
                "\"\(key)\" takes one line of text, of \(most) characters at most")
        case .noFlag(let key): Bilingual("« \(key) » attend true ou false", "\"\(key)\" takes true or false")
        case .noNumber(let key, let most):
            Bilingual("« \(key) » attend un nombre de 1 à \(most)", "\"\(key)\" takes a number from 1 to \(most)")
        case .noneOf(let key, let known):
            Bilingual(
                "« \(key) » attend l'un de : \(known.joined(separator: ", "))",
                "\"\(key)\" takes one of: \(known.joined(separator: ", "))")
        case .noFields(let most):
            Bilingual(
                "une fiche a de 1 à \(most) champs ; écrivez [[field]] pour chacun",
                "a form has 1 to \(most) fields; write [[field]] for each")
        case .noChoices(let most):
            Bilingual(
                "un champ de nature « choice », et lui seul, a de 1 à \(most) choix dans « choices »",
                "a field of kind \"choice\", and no other, has 1 to \(most) choices in \"choices\"")
        case .twice(let name):
            Bilingual("« \(name) » est là deux fois ; gardez-en un", "\"\(name)\" is there twice; keep one")
        case .badStandard(let key):
            Bilingual(
                "« default » n'est pas une valeur du champ « \(key) »",
                "\"default\" is no value of the field \"\(key)\"")
        }
    }
}
