// The settings of one `[[contact]]` table.
extension Setting {
    static func contact(_ key: SettingKey) -> Setting {
        switch key {
        case .contactName:
            Setting(
                key, .text, example: "\"Camille\"",
                help: Bilingual(
                    "Nom du contact, dit et montré ; sans lui, son adresse.",
                    "The contact's name, spoken and shown; without it the address."))
        case .contactAddress:
            Setting(
                key, .text, example: "\"sip:camille@example.org\"",
                help: Bilingual("Numéro du contact, ou son adresse sip:.", "The contact's number, or sip: address."))
        case .contactWatched:
            Setting(
                key, .boolean, standard: .boolean(false), example: "true",
                help: Bilingual(
                    "Suivre sa présence et l'état de ses lignes.", "Watch their presence and the state of their lines.")
            )
        case .contactNumbers:
            Setting(
                key, .list(from: []),
                example: "[\"mobile:06 12 34 56 78\", \"home:04 76 00 11 22\"]",
                help: Bilingual(
                    "Ses autres numéros, avec leur genre devant : work, mobile, home, fax ou other.",
                    "Other numbers, with their kind before them: work, mobile, home, fax or other."))
        case .contactMail:
            Setting(
                key, .text, example: "\"camille@example.org\"",
                help: Bilingual("Son adresse électronique.", "The contact's mail address."))
        case .contactOrganisation:
            Setting(
                key, .text, example: "\"Mairie annexe\"",
                help: Bilingual("Son organisme ou service.", "The contact's organisation or service."))
        case .contactGroups:
            Setting(
                key, .list(from: []), example: "[\"Voirie\"]",
                help: Bilingual(
                    "Les groupes où le chercher dans les contacts.", "The groups to find them by among the contacts."))
        case .contactSpeedDial:
            Setting(
                key, .integer(1...9), example: "3",
                help: Bilingual(
                    "Numéro abrégé : 3 puis dièse, puis Entrée, l'appelle.",
                    "Speed dial: 3, then the hash sign, then Enter, calls them."))
        default:
            Setting(
                key, .boolean, standard: .boolean(false), example: "true",
                help: Bilingual("Parmi les premiers à appeler.", "Among the first to be called."))
        }
    }
}
