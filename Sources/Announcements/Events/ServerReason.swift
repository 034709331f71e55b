/// A server's reason as the agent hears it: its sentence without the number of the status, or what the status means.
enum ServerReason {
    /// - Parameter reason: "sentence (HTTP 422)", "HTTP 422", or other words of a server or the network.
    static func spoken(_ reason: String, _ language: Language) -> String {
        let words = CleanedName.clean(reason, atMost: Limits.serverReasonCharacters)
        if words.hasPrefix("HTTP "), let status = Int(words.dropFirst(5)) {
            return meaning(of: status, isFrench: language == .french)
        }
        return shortened(withoutStatus(words))
    }

    private static func withoutStatus(_ words: String) -> String {
        guard words.hasSuffix(")"), let open = words.lastIndex(of: "(") else { return words }
        let inner = words[open...].dropFirst().dropLast()
        guard inner.hasPrefix("HTTP "), Int(inner.dropFirst(5)) != nil else { return words }
        let sentence = words[..<open]
        return String(sentence.last == " " ? sentence.dropLast() : sentence)
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
