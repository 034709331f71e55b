extension Setting {
    /// What the setting takes, in words that follow "takes".
    public var expected: Bilingual {
        switch kind {
        case .text, .secret:
            Bilingual("un texte d'une ligne entre guillemets", "one line of text in quotes")
        case .secretDigest:
            Bilingual("32 ou 64 chiffres hexadécimaux entre guillemets", "32 or 64 hexadecimal digits in quotes")
        case .choice(let names):
            Bilingual("l'un de \(Self.quoted(names))", "one of \(Self.quoted(names))")
        case .list(let names):
            switch key {
            case .connectorHeaders:
                Bilingual("une liste d'en-têtes, Nom: valeur", "a list of header fields, Name: value")
            case .connectorValues:
                Bilingual("une liste de valeurs nommées, nom=valeur", "a list of named values, name=value")
            default:
                names.isEmpty
                    ? Bilingual("une liste de textes", "a list of texts")
                    : Bilingual("une liste prise parmi \(Self.quoted(names))", "a list out of \(Self.quoted(names))")
            }
        case .command:
            Bilingual("une liste : programme et arguments", "a list: program and arguments")
        case .integer(let range):
            Bilingual(
                "un nombre entier de \(range.lowerBound) à \(range.upperBound)",
                "a whole number from \(range.lowerBound) to \(range.upperBound)")
        case .boolean:
            Bilingual("true ou false", "true or false")
        case .integerOrOff(let range):
            Bilingual(
                "un nombre entier de \(range.lowerBound) à \(range.upperBound) ou false",
                "a whole number from \(range.lowerBound) to \(range.upperBound) or false")
        case .address:
            Bilingual("une adresse sip:utilisateur@domaine", "an address sip:user@domain")
        case .server:
            Bilingual("sip:serveur:port;transport=udp, tcp ou tls", "sip:host:port;transport=udp, tcp or tls")
        case .mediaServer(let scheme):
            scheme == "turn"
                ? Bilingual("turn:serveur:port?transport=udp ou tcp", "turn:host:port?transport=udp or tcp")
                : Bilingual("\(scheme):serveur:port", "\(scheme):host:port")
        case .servers(let orNone):
            Bilingual(
                "sip:serveur:port;transport=udp, tcp ou tls, ou une liste de \(Limits.servers) au plus"
                    + (orNone ? ", ou none" : ""),
                "sip:host:port;transport=udp, tcp or tls, or a list of \(Limits.servers) at most"
                    + (orNone ? ", or none" : ""))
        case .digests:
            Bilingual(
                "une liste d'empreintes de 64 chiffres hexadécimaux", "a list of digests of 64 hexadecimal digits")
        case .path:
            Bilingual("le chemin complet d'un fichier, ou ~/…", "the whole path of a file, or ~/…")
        case .urlTemplate:
            Bilingual(
                "une adresse https:// ou http:// dont les {champs} suivent le nom du serveur",
                "an https:// or http:// address whose {fields} come after the server's name")
        case .devices:
            Bilingual(
                "alsa:NOM, wav:FICHIER, tone:HERTZ, burst:HERTZ, silence: ou null:, ou une liste de tels appareils",
                "alsa:NAME, wav:FILE, tone:HERTZ, burst:HERTZ, silence: or null:, or a list of such devices")
        case .portRange:
            Bilingual("deux ports BAS-HAUT à partir de 1024", "two ports LOW-HIGH from 1024 up")
        }
    }

    /// The setting as a line of the file.
    var written: String { "\(key.name) = \(example)" }

    private static func quoted(_ names: [String]) -> String {
        names.map { "\"\($0)\"" }.joined(separator: ", ")
    }
}

extension ConfigurationValue {
    /// The kind of this value, in words that follow "not".
    var kindInWords: Bilingual {
        switch content {
        case .text: Bilingual("un texte", "a text")
        case .integer: Bilingual("un nombre entier", "a whole number")
        case .real: Bilingual("un nombre à virgule", "a number with a fraction")
        case .boolean: Bilingual("true ou false", "true or false")
        case .list: Bilingual("une liste", "a list")
        case .table: Bilingual("une table", "a table")
        case .other: Bilingual("une date", "a date")
        }
    }
}
