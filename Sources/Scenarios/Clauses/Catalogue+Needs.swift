/// What visually impaired agents need.
extension Catalogue {
    static let needs: [Requirement] = [
        need(1, "Voix d'un côté, appelant de l'autre", "Speech in one ear, the caller in the other"),
        need(2, "Voix et appel sur deux appareils, retrouvés au branchement", "Speech and call on two devices, kept"),
        need(3, "Rien de dit par le programme ne va à l'appelant", "Nothing spoken goes to the caller"),
        need(4, "L'appelant baisse ou non pendant la voix, au choix", "The caller is ducked or not, as chosen"),
        need(5, "Appel entrant : le nom d'abord, vite", "Incoming call: the name first, soon"),
        need(6, "La touche Qui redit l'appelant", "The Who key says the caller again"),
        need(7, "Chaque acte d'appel sur une seule touche", "Each act of a call on one key"),
        need(8, "Le micro coupé est certain", "The muted microphone is certain"),
        need(9, "Avertissement d'un micro coupé ou muet", "Warning of a muted or dead microphone"),
        need(10, "Durées et attentes à la demande seulement", "Times and waits on demand only"),
        need(11, "Écho de la saisie réglable", "Typing echo as chosen"),
        need(12, "Trois niveaux de paroles, sans redite", "Three levels of speech, nothing said twice"),
        need(13, "Toute touche coupe la voix", "Any key stops speech"),
        need(14, "Les événements d'appel passent d'abord", "Call events come first"),
        need(15, "Historique des messages", "History of messages"),
        need(16, "Sons brefs et distincts", "Short, distinct sounds"),
        need(17, "Débit, hauteur, volume et voix au clavier", "Rate, pitch, volume and voice by keys"),
        need(18, "Numéros et noms bien lus", "Numbers and names read well"),
        need(19, "Ligne braille courte, l'état d'abord", "Short braille line, state first"),
        need(20, "Agent sourdaveugle : un appel entier en texte", "Deafblind agent: a whole call by text"),
        need(21, "Un appel ne vole ni focus ni touche", "A call takes neither focus nor key"),
        need(22, "Une fausse touche est sans danger", "A wrong key is safe"),
        need(23, "Notes gardées avec l'appel", "Notes kept with the call"),
        need(24, "Premier démarrage sans voir", "First start without sight"),
        need(25, "Aide des touches, page par page", "Help of keys, page by page"),
        need(26, "Transfert : on sait qui vous entend", "Transfer: who hears you is known"),
        need(27, "Erreur : quoi, pourquoi, que faire ; une fois", "Error: what, why, what to do; once"),
        need(28, "Vision faible : 40 × 12, couleurs et contrastes", "Low vision: 40 × 12, colours and contrasts"),
        need(29, "Avec, sans ou après un lecteur d'écran", "With, without or after a screen reader"),
        need(30, "Une journée de 8 heures", "A day of 8 hours"),
    ]

    private static func need(_ number: Int, _ french: String, _ english: String) -> Requirement {
        .own(.need, "A\(number)", french, english)
    }
}
