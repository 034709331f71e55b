// The settings of one `[[connector]]` table: a server that takes records.
extension Setting {
    static func connector(_ key: SettingKey) -> Setting {
        switch key {
        case .connectorName:
            Setting(
                key, .text, example: "\"Publik\"",
                help: Bilingual(
                    "Nom du serveur, dit et montré ; les formulaires le nomment.",
                    "The server's name, spoken and shown; forms name it."))
        case .connectorKind:
            Setting(
                key, .choice(["publik", "glpi", "glpi_v1", "zammad", "http"]), example: "\"publik\"",
                help: Bilingual(
                    "Sorte de serveur ; http : tout serveur qui prend du JSON.",
                    "Kind of server; http: any server that takes JSON."))
        case .connectorURL:
            Setting(
                key, .text, example: "\"https://demarches.example.org\"",
                help: Bilingual(
                    "Son adresse ; glpi : celle d'api.php, glpi_v1 : celle d'apirest.php, http : celle où les fiches vont.",
                    "Its address; glpi: that of api.php, glpi_v1: that of apirest.php, http: where the records go."))
        case .connectorUser:
            Setting(
                key, .text, example: "\"agent@example.org\"",
                help: Bilingual(
                    "Utilisateur ; publik : l'adresse de l'agent, retenue avec la fiche.",
                    "User; publik: the agent's address, kept with the record."))
        case .connectorClient:
            Setting(
                key, .text, example: "\"clairvoix\"",
                help: Bilingual(
                    "Nom sous lequel le serveur connaît ce programme (orig de publik, client_id de glpi).",
                    "Name under which the server knows this program (orig of publik, client_id of glpi)."))
        case .connectorSecret:
            Setting(
                key, .secret, example: "\"…\"",
                help: Bilingual(
                    "Clé, jeton ou mot de passe ; mieux : secret_command ou secret_file.",
                    "Key, token or password; better: secret_command or secret_file."))
        case .connectorSecretCommand:
            Setting(
                key, .command, example: "[\"secret-tool\", \"lookup\", \"service\", \"publik\"]",
                help: Bilingual(
                    "Commande qui écrit le secret, par exemple celle du trousseau.",
                    "Command that prints the secret, such as that of the keyring."))
        case .connectorSecretFile:
            Setting(
                key, .path, example: "\"~/.config/clairvoix/publik.secret\"",
                help: Bilingual(
                    "Fichier dont la première ligne est le secret ; à vous seul (chmod 600).",
                    "File whose first line is the secret; yours alone (chmod 600)."))
        case .connectorApplicationSecret:
            Setting(
                key, .secret, example: "\"…\"",
                help: Bilingual(
                    "Second secret : App-Token de glpi_v1, client_secret de glpi.",
                    "Second secret: App-Token of glpi_v1, client_secret of glpi."))
        case .connectorEventSecret:
            Setting(
                key, .secret, example: "\"…\"",
                help: Bilingual(
                    "zammad : jeton de la téléphonie générique ; avec lui les appels y sont annoncés.",
                    "zammad: token of the generic telephony; with it calls are told there."))
        default: delivery(key)
        }
    }

    private static func delivery(_ key: SettingKey) -> Setting {
        switch key {
        case .connectorKeyField:
            Setting(
                key, .text, example: "\"reference\"",
                help: Bilingual(
                    "publik : champ du formulaire qui reçoit notre référence ; avec lui une fiche douteuse est cherchée.",
                    "publik: the form's field that takes our reference; with it a doubtful record is looked for."))
        case .connectorGroup:
            Setting(
                key, .text, example: "\"Voirie\"",
                help: Bilingual(
                    "zammad : groupe des tickets.",
                    "zammad: group of the tickets."))
        case .connectorCustomer:
            Setting(
                key, .text, example: "\"accueil@example.org\"",
                help: Bilingual(
                    "zammad : client des tickets sans adresse d'appelant.",
                    "zammad: customer of tickets without a caller's address."))
        case .connectorValues:
            Setting(
                key, .list(from: []), example: "[\"entities_id=3\", \"type=1\"]",
                help: Bilingual(
                    "Valeurs qui vont avec chaque fiche, nom=valeur.",
                    "Values that go with every record, name=value."))
        case .connectorMethod:
            Setting(
                key, .choice(["POST", "PUT"]), standard: .text("POST"), example: "\"POST\"",
                help: Bilingual(
                    "http : méthode de l'envoi.",
                    "http: method of sending."))
        case .connectorHeaders:
            Setting(
                key, .list(from: []), example: "[\"X-Api-Key: {{secret}}\"]",
                help: Bilingual(
                    "http : en-têtes de chaque demande ; {{secret}} y est le secret.",
                    "http: header fields of each request; {{secret}} is the secret there."))
        case .connectorTemplate:
            Setting(
                key, .text, example: "'{\"ref\": \"{{id}}\", \"text\": \"{{text}}\"}'",
                help: Bilingual(
                    "http : le JSON envoyé ; {{nom}} y est le champ de ce nom.",
                    "http: the JSON that is sent; {{name}} is the field of that name."))
        case .connectorSuccess:
            Setting(
                key, .text, example: "\"/err=0\"",
                help: Bilingual(
                    "http : membre de la réponse et sa valeur quand la fiche est prise.",
                    "http: member of the answer and its value where the record is taken."))
        case .connectorNumber:
            Setting(
                key, .text, example: "\"/data/id\"",
                help: Bilingual(
                    "http : où est le numéro de la fiche dans la réponse.",
                    "http: where the record's number is in the answer."))
        default: answer(key)
        }
    }

    private static func answer(_ key: SettingKey) -> Setting {
        switch key {
        case .connectorAddress:
            Setting(
                key, .text, example: "\"/data/url\"",
                help: Bilingual(
                    "http : où est l'adresse de la fiche dans la réponse.",
                    "http: where the record's address is in the answer."))
        case .connectorAskURL:
            Setting(
                key, .text, example: "\"https://example.org/incidents?ref={{id}}\"",
                help: Bilingual(
                    "http : adresse où une fiche douteuse est cherchée.",
                    "http: address where a doubtful record is looked for."))
        case .connectorAskNumber:
            Setting(
                key, .text, example: "\"/items/0/id\"",
                help: Bilingual(
                    "http : où est le numéro dans la réponse à cette recherche.",
                    "http: where the number is in the answer to that search."))
        case .connectorAuthorities:
            Setting(
                key, .path, example: "\"/etc/ssl/commune.pem\"",
                help: Bilingual(
                    "Autorités de confiance de ce serveur, en PEM ; sans elles celles du système.",
                    "Trusted authorities of this server, in PEM; without them the system's."))
        case .connectorCertificate:
            Setting(
                key, .path, example: "\"~/.config/clairvoix/agent.pem\"",
                help: Bilingual(
                    "Certificat de l'agent, en PEM, si le serveur en demande un.",
                    "The agent's certificate, in PEM, where the server asks for one."))
        case .connectorCertificateKey:
            Setting(
                key, .path, example: "\"~/.config/clairvoix/agent.key\"",
                help: Bilingual(
                    "Clé de ce certificat, en PEM.",
                    "Key of that certificate, in PEM."))
        case .connectorProxy:
            Setting(
                key, .text, example: "\"http://proxy.example.org:3128\"",
                help: Bilingual(
                    "Serveur mandataire ; vide : aucun ; sans ce réglage, celui de l'environnement.",
                    "Proxy; empty: none; without this setting the environment's."))
        default:
            Setting(
                key, .integer(1...300), standard: .integer(30), example: "30",
                help: Bilingual(
                    "Secondes laissées au serveur pour répondre.",
                    "Seconds that the server has to answer."))
        }
    }
}
