// Where the settings of a fleet come from. These stand in the computer's file or the agent's, never in what a server says.
extension Setting {
    static func provisioning(_ key: SettingKey) -> Setting {
        switch key {
        case .provisioningURL:
            Setting(
                key, .text, example: "\"https://reglages.example.org/agents/{user}.toml\"",
                help: Bilingual(
                    "Adresse https des réglages de l'organisation ; {user} et {host} sont l'agent et l'ordinateur.",
                    "The https address of the organisation's settings; {user} and {host} are agent and computer."))
        case .provisioningUser:
            Setting(
                key, .text, example: "\"alice\"",
                help: Bilingual(
                    "Nom de l'agent pour le serveur ; sans lui, celui de la session.",
                    "The agent's name for the server; without it the session's."))
        case .provisioningAuthorities:
            Setting(
                key, .path, example: "\"/etc/clairvoix/authorities.pem\"",
                help: Bilingual(
                    "Fichier PEM des autorités de ce serveur ; sans lui, celles du système.",
                    "PEM file of that server's authorities; without it the system's."))
        case .provisioningCertificate:
            Setting(
                key, .path, example: "\"/etc/clairvoix/computer.pem\"",
                help: Bilingual("Fichier PEM de notre certificat.", "PEM file of our own certificate."))
        case .provisioningKey:
            Setting(
                key, .path, example: "\"/etc/clairvoix/computer.key\"",
                help: Bilingual("Fichier PEM de sa clé.", "PEM file of its key."))
        case .provisioningTokenFile:
            Setting(
                key, .path, example: "\"~/.config/clairvoix/token\"",
                help: Bilingual(
                    "Fichier du jeton donné au serveur, lisible de vous seul (chmod 600).",
                    "File of the token that the server is given, readable by you alone (chmod 600)."))
        case .provisioningTokenCommand:
            Setting(
                key, .command, example: "[\"pass\", \"show\", \"clairvoix\"]",
                help: Bilingual(
                    "Commande qui écrit le jeton sur sa première ligne, sans shell.",
                    "Command that prints the token on its first line, without a shell."))
        case .provisioningCommands:
            Setting(
                key, .boolean, standard: .boolean(false), example: "false",
                help: Bilingual(
                    "Le serveur peut nommer des programmes à lancer ici, comme password_command.",
                    "The server may name programs to run here, as password_command does."))
        default: provisioningTime(key)
        }
    }

    private static func provisioningTime(_ key: SettingKey) -> Setting {
        switch key {
        case .provisioningHours:
            Setting(
                key, .integer(1...168), standard: .integer(4), example: "4",
                help: Bilingual("Heures entre deux lectures.", "Hours between two readings."))
        case .provisioningSpread:
            Setting(
                key, .integer(0...3_600), standard: .integer(120), example: "120",
                help: Bilingual(
                    "Chaque poste attend un temps au hasard, jusqu'à tant de secondes, avant de lire.",
                    "Each computer waits a random time of at most so many seconds before it reads."))
        default:
            Setting(
                key, .integer(5...3_600), standard: .integer(120), example: "120",
                help: Bilingual(
                    "Secondes laissées à de nouveaux réglages pour enregistrer la ligne, avant d'essayer les anciens.",
                    "Seconds that new settings have to register the line before the old ones are tried."))
        }
    }
}
