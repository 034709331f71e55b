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
        default:
            Setting(
                key, .boolean, standard: .boolean(false), example: "true",
                help: Bilingual("Parmi les premiers à appeler.", "Among the first to be called."))
        }
    }
}
