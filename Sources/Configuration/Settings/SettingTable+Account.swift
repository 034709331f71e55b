// The settings of one `[[account]]` table.
extension Setting {
    static func identity(_ key: SettingKey) -> Setting {
        switch key {
        case .accountAddress:
            Setting(
                key, .address, example: "\"sip:alice@example.org\"",
                help: Bilingual(
                    "Adresse de la ligne.", "The line's address."))
        case .accountName:
            Setting(
                key, .text, example: "\"Accueil\"",
                help: Bilingual(
                    "Nom de la ligne, dit et montré ; sans lui, le début de l'adresse.",
                    "The line's name, spoken and shown; without it the address's user."))
        case .accountPassword:
            Setting(
                key, .secret, example: "\"…\"",
                help: Bilingual(
                    "Mot de passe ; le fichier ne doit alors être lisible que de vous (chmod 600).",
                    "Password; the file must then be readable by you alone (chmod 600)."))
        case .accountPasswordCommand:
            Setting(
                key, .command, example: "[\"pass\", \"show\", \"sip/accueil\"]",
                help: Bilingual(
                    "Commande qui écrit le mot de passe sur sa première ligne : programme et arguments, sans shell.",
                    "Command that prints the password on its first line: program and arguments, without a shell."))
        case .accountHA1:
            Setting(
                key, .secretDigest, example: "\"939e7578ed9e3c518a452acee763bce9\"",
                help: Bilingual(
                    "Empreinte H(utilisateur:domaine:mot de passe) en hexadécimal, à la place du mot de passe.",
                    "H(user:realm:password) in hexadecimal, in the place of the password."))
        default:
            Setting(
                key, .text, example: "\"alice\"",
                help: Bilingual(
                    "Nom d'utilisateur du mot de passe, s'il n'est pas celui de l'adresse.",
                    "User name of the password where it is not the address's."))
        }
    }

    static func server(_ key: SettingKey) -> Setting {
        switch key {
        case .accountRegistrar:
            Setting(
                key, .servers(orNone: true), example: "\"sip:192.0.2.10:5060;transport=tcp\"",
                help: Bilingual(
                    "Serveur d'enregistrement, ou liste de serveurs, le préféré d'abord ; sans port ni transport, le DNS "
                        + "les donne ; sans serveur, le domaine de l'adresse ; \"none\" : ligne directe.",
                    "Registrar, or a list of them, the preferred one first; without port and transport DNS tells them; "
                        + "without a registrar the address's domain; \"none\": a direct line."))
        case .accountOutboundProxy:
            Setting(
                key, .server, example: "\"sip:proxy.example.org\"",
                help: Bilingual(
                    "Serveur par lequel passe toute demande ; sans lui, le serveur d'enregistrement.",
                    "Server that every request goes to first; without it the registrar."))
        case .accountExpires:
            Setting(
                key, .integer(60...86_400), standard: .integer(300), example: "300",
                help: Bilingual(
                    "Durée d'enregistrement demandée, en secondes.", "Life of the registration asked for, in seconds."))
        case .accountTrusted:
            Setting(
                key, .list(from: []), standard: .list([]), example: "[\"192.0.2.11\"]",
                help: Bilingual(
                    "Adresses IP, outre le serveur, dont les appels entrants sont acceptés.",
                    "IP addresses, besides the server, from which calls are accepted."))
        case .accountRealms:
            Setting(
                key, .list(from: []), standard: .list([]), example: "[\"asterisk\"]",
                help: Bilingual(
                    "Domaines d'authentification (realm) où le mot de passe est donné, outre celui de l'enregistrement.",
                    "Realms in which the password is given, besides that of the registration."))
        case .accountMD5:
            Setting(
                key, .boolean, standard: .boolean(true), example: "false",
                help: Bilingual(
                    "Répondre aux serveurs qui ne connaissent que MD5 ; false exige SHA-256.",
                    "Answer servers that know MD5 alone; false demands SHA-256."))
        case .accountOutbound:
            Setting(
                key, .boolean, standard: .boolean(true), example: "true",
                help: Bilingual(
                    "Garder deux liaisons ouvertes vers les serveurs qui le savent (RFC 5626).",
                    "Keep two connections open to servers that know how (RFC 5626)."))
        default:
            Setting(
                key, .integerOrOff(90...86_400), standard: .integer(1_800), example: "1800",
                help: Bilingual(
                    "Secondes entre deux vérifications d'un appel en cours (RFC 4028) ; false : aucune.",
                    "Seconds between two checks of a call in progress (RFC 4028); false: none."))
        }
    }

    static func media(_ key: SettingKey) -> Setting {
        switch key {
        case .accountEncryption:
            Setting(
                key, .choice(["off", "preferred", "required"]), standard: .text("preferred"),
                example: "\"required\"",
                help: Bilingual(
                    "Son chiffré (SRTP) : jamais (off), si possible (preferred), ou toujours (required : sinon pas d'appel).",
                    "Encrypted sound (SRTP): never (off), if possible (preferred), or always (required: else no call).")
            )
        case .accountKeyExchange:
            Setting(
                key, .choice(["sdes", "dtls"]), standard: .text("sdes"), example: "\"dtls\"",
                help: Bilingual(
                    "Clés du son offertes : dans la signalisation (sdes, RFC 4568), ou échangées avec le son (dtls, RFC 5763) ; "
                        + "contre qui peut changer la signalisation, dtls demande TLS.",
                    "Keys of the sound that are offered: in the signalling (sdes, RFC 4568), or made with the sound (dtls, RFC 5763); "
                        + "against who can change the signalling, dtls needs TLS."
                ))
        case .accountSilence:
            Setting(
                key, .choice(["off", "tell", "end"]), standard: .text("tell"), example: "\"end\"",
                help: Bilingual(
                    "Correspondant muet depuis 20 secondes, sans son ni rapport : rien (off), le dire (tell), raccrocher (end).",
                    "The other end silent for 20 seconds, no sound and no report: nothing (off), tell, or hang up (end)."
                ))
        case .accountText:
            Setting(
                key, .boolean, standard: .boolean(false), example: "true",
                help: Bilingual(
                    "Offrir et prendre le texte en temps réel à côté du son (RFC 4103).",
                    "Offer and take real-time text beside the sound (RFC 4103)."))
        default:
            Setting(
                key, .boolean, standard: .boolean(false), example: "true",
                help: Bilingual(
                    "Donner les clés du son même sans TLS : pour un réseau protégé autrement.",
                    "Tell the keys of the sound even without TLS: for a network that is protected otherwise."))
        }
    }

    static func arrival(_ key: SettingKey) -> Setting {
        switch key {
        case .accountAutoAnswer:
            Setting(
                key, .boolean, standard: .boolean(false), example: "true",
                help: Bilingual(
                    "Le serveur peut faire décrocher un appel sans l'agent.",
                    "The server may have a call answered without the agent."))
        case .accountEmergency:
            Setting(
                key, .list(from: []), standard: .list(["15", "17", "18", "112", "114", "115", "119", "196"]),
                example: "[\"15\", \"112\"]",
                help: Bilingual(
                    "Numéros d'urgence, qu'aucune règle ne bloque.", "Emergency numbers, which no rule ever blocks."))
        case .accountForwardAlways:
            forwarding(key, Bilingual("Renvoi de tous les appels", "Where all calls are forwarded"))
        case .accountForwardBusy:
            forwarding(key, Bilingual("Renvoi pendant un appel", "Where calls are forwarded during a call"))
        case .accountForwardNoAnswer:
            forwarding(key, Bilingual("Renvoi sans réponse", "Where calls that nobody answers are forwarded"))
        default:
            Setting(
                key, .integer(1...180), standard: .integer(20), example: "20",
                help: Bilingual(
                    "Secondes de sonnerie avant le renvoi sans réponse.",
                    "Seconds of ringing before a call that nobody answers is forwarded."))
        }
    }

    private static func forwarding(_ key: SettingKey, _ what: Bilingual) -> Setting {
        Setting(
            key, .text, example: "\"0476001122\"",
            help: Bilingual(
                "\(what.french) : numéro ou adresse ; sans lui, aucun renvoi.",
                "\(what.english): a number or an address; without it none."))
    }

    static func security(_ key: SettingKey) -> Setting {
        switch key {
        case .accountTLSAuthorities:
            Setting(
                key, .path, example: "\"/etc/clairvoix/authorities.pem\"",
                help: Bilingual(
                    "Fichier PEM des autorités qui signent le certificat du serveur ; sans lui, celles du système.",
                    "PEM file of the authorities that sign the server's certificate; without it the system's."))
        case .accountTLSPin:
            Setting(
                key, .digests, standard: .list([]),
                example: "[\"b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c\"]",
                help: Bilingual(
                    "Empreintes SHA-256 des clés (SubjectPublicKeyInfo) dont le serveur doit avoir l'une.",
                    "SHA-256 of the keys (SubjectPublicKeyInfo) of which the server must have one."))
        case .accountTLSTrust:
            Setting(
                key, .choice(["authorities", "pin"]), standard: .text("authorities"), example: "\"authorities\"",
                help: Bilingual(
                    "Ce qui fait croire le serveur : autorités et nom, ou les seules clés de tls_pin.",
                    "By what the server is believed: authorities and name, or the keys of tls_pin alone."))
        case .accountTLSCertificate:
            Setting(
                key, .path, example: "\"/etc/clairvoix/alice.pem\"",
                help: Bilingual(
                    "Fichier PEM de notre certificat, pour un serveur qui en demande un.",
                    "PEM file of our own certificate, for a server that asks for one."))
        default:
            Setting(
                key, .path, example: "\"/etc/clairvoix/alice.key\"",
                help: Bilingual("Fichier PEM de la clé de notre certificat.", "PEM file of our certificate's key."))
        }
    }

    static func dialString(_ key: SettingKey) -> Setting {
        switch key {
        case .dialPickUp:
            code(
                key, "*8{number}",
                Bilingual("Prend un appel qui sonne à {number}", "Takes a call that rings at {number}"))
        case .dialPark: code(key, "700", Bilingual("Où garer un appel", "Where a call is parked"))
        case .dialMobile: code(key, "0612345678", Bilingual("Le mobile de l'agent", "The agent's mobile"))
        case .dialTakeBack:
            code(
                key, "*55", Bilingual("Reprend l'appel passé sur le mobile", "Takes back the call moved to the mobile"))
        case .dialForwardAlways:
            code(
                key, "*21*{number}", Bilingual("Renvoie tous les appels au serveur", "Forwards all calls at the server")
            )
        case .dialForwardBusy:
            code(
                key, "*22*{number}",
                Bilingual("Renvoie au serveur pendant un appel", "Forwards at the server during a call"))
        case .dialForwardNoAnswer:
            code(
                key, "*23*{number}",
                Bilingual("Renvoie au serveur sans réponse", "Forwards at the server what nobody answers"))
        default:
            code(key, "*20", Bilingual("Arrête les renvois du serveur", "Ends the server's forwarding"))
        }
    }

    private static func code(_ key: SettingKey, _ example: String, _ what: Bilingual) -> Setting {
        Setting(
            key, .text, example: "\"\(example)\"",
            help: Bilingual(
                "\(what.french) : ce qu'on compose ; sans lui, ce service manque.",
                "\(what.english): what is dialled; without it there is no such service."))
    }
}
