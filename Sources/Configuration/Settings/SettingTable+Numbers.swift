// How numbers are written and dialled at this desk.
extension Setting {
    static func numbers(_ key: SettingKey) -> Setting {
        switch key {
        case .numbersCountry:
            Setting(
                key, .text, standard: .text("33"), example: "\"33\"",
                help: Bilingual("Indicatif du pays, sans le plus.", "The country code, without its plus sign."))
        case .numbersNationalPrefix:
            Setting(
                key, .text, standard: .text("0"), example: "\"0\"",
                help: Bilingual(
                    "Ce qui se compose avant un numéro du pays.", "What is dialled before a national number."))
        case .numbersInternationalPrefix:
            Setting(
                key, .text, standard: .text("00"), example: "\"00\"",
                help: Bilingual(
                    "Ce qui se compose avant l'indicatif d'un autre pays.", "What is dialled before a country code."))
        case .numbersOutsideLine:
            Setting(
                key, .text, example: "\"0\"",
                help: Bilingual(
                    "Ce que l'autocommutateur veut avant un numéro de l'extérieur.",
                    "What the exchange wants before an outside number."))
        case .numbersInternalLengths:
            Setting(
                key, .list(from: ["2", "3", "4", "5", "6", "7", "8"]), standard: .list([]), example: "[\"4\"]",
                help: Bilingual(
                    "Nombres de chiffres des numéros internes.", "How many digits internal numbers have."))
        default:
            Setting(
                key, .text, example: "\"3347600\"",
                help: Bilingual(
                    "Début public des numéros internes, indicatif du pays compris : 1234 est alors aussi +33 4 76 00 12 34.",
                    "The public start of internal numbers, country code first: 1234 is then +33 4 76 00 12 34 too."))
        }
    }
}
