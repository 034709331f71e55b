// The settings of what other programs are told of calls, and of links to call.
extension Setting {
    static func callEvents(_ key: SettingKey) -> Setting {
        switch key {
        case .eventsAgent:
            Setting(
                key, .text, example: "\"cmartin\"",
                help: Bilingual(
                    "Votre identifiant, tel que les autres logiciels l'apprennent avec chaque appel.",
                    "Your login, as other programs are told it with each call."))
        case .eventsQueueField:
            Setting(
                key, .text, example: "\"X-Queue-Name\"",
                help: Bilingual(
                    "En-tête SIP dans lequel le standard nomme la file d'attente de l'appel.",
                    "SIP header field in which the PBX names the queue of the call."))
        case .eventsOpener:
            Setting(
                key, .path, example: "\"/usr/bin/firefox\"",
                help: Bilingual(
                    "Programme qui ouvre les adresses ; sans lui, celui du bureau (xdg-open).",
                    "Program that opens addresses; without it the desktop's (xdg-open)."))
        case .linksDial:
            Setting(
                key, .boolean, standard: .boolean(false), example: "true",
                help: Bilingual(
                    "Hors d'un appel, un lien vers un numéro interne ou français sans surtaxe appelle sans demander.",
                    "Outside a call, a link to an internal number, or a French one at no premium, calls without asking."
                ))
        case .hookEvents:
            Setting(
                key, .list(from: eventNames), standard: .list(eventNames), example: "[\"ringing\", \"ended\"]",
                help: Bilingual(
                    "Événements d'appel pour lesquels le programme est lancé.",
                    "Call events for which the program is run."))
        case .hookProgram:
            Setting(
                key, .path, example: "\"~/bin/call-log\"",
                help: Bilingual(
                    "Programme lancé sans arguments ; l'appel est dans ses variables CLAIRVOIX_….",
                    "Program that is run without arguments; the call is in its CLAIRVOIX_… variables."))
        case .linkName:
            Setting(
                key, .text, example: "\"Fiche usager\"",
                help: Bilingual("Nom de la page, dit et montré.", "The page's name, spoken and shown."))
        case .linkURL:
            Setting(
                key, .urlTemplate, example: "\"https://example.org/new?channel=phone&caller={from.number}\"",
                help: Bilingual(
                    "Adresse de la page ; {from.number}, {from.display}, {queue} et d'autres valent ce qu'on sait de l'appel.",
                    "The page's address; {from.number}, {from.display}, {queue} and others stand for what is known of the call."
                ))
        default:
            Setting(
                key, .list(from: eventNames + ["key"]), standard: .list(["key"]), example: "[\"answered\"]",
                help: Bilingual(
                    "Quand la page s'ouvre : à ces événements, ou par la commande Ouvrir la fiche (key).",
                    "When the page opens: at these events, or by the command Open the record (key)."))
        }
    }

    /// As call events name them.
    private static let eventNames = ["ringing", "answered", "held", "resumed", "transferred", "ended", "missed"]
}
