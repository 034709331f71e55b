/// Why a server did not take a record, in the agent's language as far as the words are not its own.
public enum ServerReason {
    /// As it is heard: the server's sentence without the number of the status, or what the status means; not too long for the ear.
    /// - Parameter reason: "sentence (HTTP 422)", "HTTP 422", or other words of a server, the network or ours.
    static func spoken(_ reason: String, _ language: Language) -> String {
        let (sentence, status) = parts(shown(reason, language))
        let isSaid = sentence.contains { $0.isLetter || $0.isNumber }
        return isSaid ? shortened(sentence) : meaning(of: status, isFrench: language == .french)
    }

    /// As it stands on a page: whole.
    /// - Parameter reason: as `spoken` takes it.
    public static func shown(_ reason: String, _ language: Language) -> String {
        let words = CleanedName.clean(reason, atMost: Limits.serverReasonCharacters)
        if words.hasPrefix("HTTP "), let status = Int(words.dropFirst(5)) {
            return "\(meaning(of: status, isFrench: language == .french)) (\(words))"
        }
        return language == .french ? ours[words] ?? words : words
    }

    /// The reasons that are ours (AgentDesk `Connectors`), in French.
    private static let ours = [
        "the server cannot be asked": "le serveur ne peut pas être interrogé",
        "the server does not search by our key": "le serveur ne cherche pas par notre référence",
        "the answer is too large": "la réponse est trop longue",
        "the answer cannot be read": "la réponse est illisible",
        "too many steps": "le serveur n'en finit pas",
    ]

    /// The sentence and the status behind it; 0: there is none.
    private static func parts(_ words: String) -> (sentence: String, status: Int) {
        guard words.hasSuffix(")"), let open = words.lastIndex(of: "(") else { return (words, 0) }
        let inner = words[open...].dropFirst().dropLast()
        guard inner.hasPrefix("HTTP "), let status = Int(inner.dropFirst(5)) else { return (words, 0) }
        let sentence = words[..<open]
        return (String(sentence.last == " " ? sentence.dropLast() : sentence), status)
    }

    /// At the end of a word, where there is one.
    private static func shortened(_ words: String) -> String {
        guard words.count > Limits.reasonCharacters else { return words }
        let start = words.prefix(Limits.reasonCharacters)
        guard let blank = start.lastIndex(of: " "), blank > start.startIndex else { return String(start) }
        return String(start[..<blank])
    }

    /// RFC 9110 §15, as it matters to who sent a form.
    private static func meaning(of status: Int, isFrench: Bool) -> String {
        switch status {
        case 300..<400: isFrench ? "le serveur a changé d'adresse" : "the server has moved"
        case 401, 403, 407: isFrench ? "accès refusé par le serveur" : "the server denies access"
        case 404, 410: isFrench ? "adresse inconnue du serveur" : "the server does not know the address"
        case 413: isFrench ? "la fiche est trop grande" : "the form is too large"
        case 400..<500: isFrench ? "le serveur ne prend pas cette fiche" : "the server does not take this form"
        case 500..<600: isFrench ? "le serveur est en panne" : "the server fails"
        default: isFrench ? "le serveur a mal répondu" : "the server answered wrongly"
        }
    }
}
