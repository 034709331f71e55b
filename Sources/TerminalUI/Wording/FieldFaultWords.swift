import AgentDesk
import Configuration

extension FieldFault {
    /// Why, in a few words that stand before or after the field's name.
    var words: Bilingual {
        switch self {
        case .required: Bilingual("Obligatoire", "Required")
        case .tooLong(let most):
            Bilingual("Trop long, \(most) caractères au plus", "Too long, \(most) characters at most")
        case .noSuchChoice: Bilingual("Choix inconnu", "Unknown choice")
        case .noDate: Bilingual("Pas une date, par exemple 30 11", "Not a date, for example 30 11")
        case .noSuchDay(let day, let month, let year):
            Bilingual(
                "\(Self.date(day, month, year, Self.french)) n'existe pas",
                "\(Self.date(day, month, year, Self.english)) does not exist")
        case .notANumber: Bilingual("Pas un numéro", "Not a number")
        case .numberTooShort(let digits):
            Bilingual("Numéro trop court, \(digits) chiffres", "Number too short, \(digits) digits")
        case .numberTooLong(let digits):
            Bilingual("Numéro trop long, \(digits) chiffres", "Number too long, \(digits) digits")
        case .notYesOrNo: Bilingual("o pour oui, n pour non", "y for yes, n for no")
        case .unreadableFile(let reason): Bilingual("Fichier illisible, \(reason)", "Unreadable file, \(reason)")
        case .tooLargeFile(let most):
            Bilingual("Fichier trop gros, \(most) Mo au plus", "File too large, \(most) MB at most")
        }
    }

    private static func date(_ day: Int, _ month: Int, _ year: Int?, _ months: [String]) -> String {
        let name = months.indices.contains(month - 1) ? months[month - 1] : "\(month)"
        return "\(day) \(name)" + (year.map { " \($0)" } ?? "")
    }

    private static let french = [
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
        "décembre",
    ]
    private static let english = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
}
