// The settings of one `[[directory]]` table.
extension Setting {
    static func directory(_ key: SettingKey) -> Setting {
        switch key {
        case .directoryName:
            Setting(
                key, .text, example: "\"annuaire Mairie\"",
                help: Bilingual(
                    "Nom de l'annuaire, dit après le nom de qui appelle.",
                    "The directory's name, said after the name of who calls."))
        case .directoryKind:
            Setting(
                key, .choice(["ldap", "carddav", "vcard_url"]), standard: .text("ldap"), example: "\"ldap\"",
                help: Bilingual(
                    "LDAP, CardDAV, ou un fichier de vCards à une adresse.",
                    "LDAP, CardDAV, or a file of vCards at an address."))
        case .directoryURL:
            Setting(
                key, .text, example: "\"ldaps://annuaire.example.org\"",
                help: Bilingual(
                    "Adresse : ldaps:// ou ldap:// pour LDAP, https:// pour le reste.",
                    "Address: ldaps:// or ldap:// for LDAP, https:// for the others."))
        case .directoryUser, .directoryPassword, .directoryPasswordCommand, .directoryAuthorities, .directoryStartTLS:
            directoryAccess(key)
        case .directoryTrusted:
            Setting(
                key, .boolean, standard: .boolean(true), example: "false",
                help: Bilingual(
                    "Ses noms passent avant celui que l'appelant se donne.",
                    "Its names go before the one that callers give themselves."))
        case .directoryRefresh:
            Setting(
                key, .integerOrOff(5...10_080), standard: .integer(60), example: "60",
                help: Bilingual(
                    "Minutes entre deux lectures entières ; false : jamais lu en entier, seulement interrogé.",
                    "Minutes between whole readings; false: never read whole, only asked."))
        default: directoryAttribute(key)
        }
    }

    private static func directoryAccess(_ key: SettingKey) -> Setting {
        switch key {
        case .directoryUser:
            Setting(
                key, .text, example: "\"uid=clairvoix,dc=example,dc=org\"",
                help: Bilingual(
                    "Utilisateur, un nom distinctif pour LDAP ; sans lui, anonyme.",
                    "User, a distinguished name for LDAP; without it anonymous."))
        case .directoryPassword:
            Setting(
                key, .secret, example: "\"…\"",
                help: Bilingual(
                    "Mot de passe ; le fichier ne doit alors être lisible que de vous (chmod 600).",
                    "Password; the file must then be readable by you alone (chmod 600)."))
        case .directoryPasswordCommand:
            Setting(
                key, .command, example: "[\"secret-tool\", \"lookup\", \"service\", \"annuaire\"]",
                help: Bilingual(
                    "Programme qui écrit le mot de passe sur sa première ligne.",
                    "Program that prints the password on its first line."))
        case .directoryAuthorities:
            Setting(
                key, .path, example: "\"/etc/ssl/certs/mairie.pem\"",
                help: Bilingual(
                    "Fichier des autorités crues ; sans lui, celles du système.",
                    "File of trusted authorities; without it the system's."))
        default:
            Setting(
                key, .boolean, standard: .boolean(false), example: "true",
                help: Bilingual(
                    "Chiffrer ldap:// par StartTLS ; le refus du serveur est alors une panne.",
                    "Encrypt ldap:// by StartTLS; where the server refuses it is then a failure."))
        }
    }

    private static func directoryAttribute(_ key: SettingKey) -> Setting {
        switch key {
        case .directoryBase:
            Setting(
                key, .text, example: "\"ou=people,dc=example,dc=org\"",
                help: Bilingual("Où chercher, pour LDAP.", "Where to search, for LDAP."))
        case .directoryFilter:
            Setting(
                key, .text, standard: .text("(objectClass=person)"), example: "\"(objectClass=person)\"",
                help: Bilingual("Filtre LDAP de toutes les personnes.", "LDAP filter of all people."))
        case .directorySearch:
            Setting(
                key, .text, standard: .text("(&(objectClass=person)(cn=*{words}*))"),
                example: "\"(&(objectClass=person)(cn=*{words}*))\"",
                help: Bilingual(
                    "Filtre LDAP d'une recherche ; {words} est ce qui a été tapé.",
                    "LDAP filter of a search; {words} is what was typed."))
        case .directoryNameAttribute:
            Setting(
                key, .text, standard: .text("cn"), example: "\"displayName\"",
                help: Bilingual("Attribut LDAP du nom.", "LDAP attribute of the name."))
        case .directoryNumberAttributes:
            Setting(
                key, .list(from: []), standard: .list(["telephoneNumber", "mobile", "homePhone"]),
                example: "[\"telephoneNumber\", \"mobile\"]",
                help: Bilingual(
                    "Attributs LDAP des numéros, le préféré d'abord.",
                    "LDAP attributes of numbers, the preferred first."))
        case .directoryMailAttribute:
            Setting(
                key, .text, standard: .text("mail"), example: "\"mail\"",
                help: Bilingual("Attribut LDAP de l'adresse mail.", "LDAP attribute of the mail address."))
        default:
            Setting(
                key, .text, standard: .text("ou"), example: "\"departmentNumber\"",
                help: Bilingual("Attribut LDAP du service.", "LDAP attribute of the service."))
        }
    }
}
