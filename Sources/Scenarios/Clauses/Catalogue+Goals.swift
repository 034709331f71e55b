/// The hardest goals, the rules of the screen, and those of the keys and the voice.
extension Catalogue {
    static let goals: [Requirement] = [
        goal("G1", "Cinq lecteurs d'écran disent le focus, une fois", "Five screen readers say the focus, once"),
        goal("G2", "Un déplacement n'écrit que le curseur", "A focus move writes the cursor alone"),
        goal("G3", "Un écran au repos se tait", "A screen at rest is silent"),
        goal("G4", "De la touche à la voix : 50 ms", "From key to speech: 50 ms"),
        goal("G5", "Une touche coupe la voix en 20 ms", "A key cuts speech within 20 ms"),
        goal("G6", "Aucune voix de synthèse vers l'appelant", "No synthetic speech to the caller"),
        goal("G7", "Texte en temps réel sûr malgré les pertes", "Real-time text sound despite losses"),
        goal("G8", "250 Hz à 7 kHz dans les deux sens", "250 Hz to 7 kHz both ways"),
        goal("G9", "Chaque état d'appel en voix, braille, écran", "Each call state in speech, braille, screen"),
        goal("G10", "Mêmes verdicts à chaque exécution", "The same verdicts on each run", .runTwice),
    ]

    static let rules: [Requirement] = [
        rule("R1", "Le curseur est visible et sur l'élément", "The cursor is visible and on the item"),
        rule("R2", "Le focus ne change ni texte ni couleur", "Focus changes neither text nor colour"),
        rule("R3", "Aucune mise à jour avec un déplacement", "No update together with a focus move"),
        rule("R4", "Aucune mise à jour périodique", "No periodic update"),
        rule("R5", "Ni cadres, ni colonnes, ni décor", "No frames, no columns, no ornament"),
        rule("R6", "Libellé, valeur, état, dans cet ordre", "Label, value, state, in this order"),
        rule("R7", "Un événement est dit et a sa ligne", "An event is spoken and has its line"),
        rule("R8", "Rien au-dessus du curseur ne bouge", "Nothing above the cursor moves"),
    ]

    static let keysAndVoice: [Requirement] = [
        .own(.keysAndVoice, "keys", "Règles des touches", "Rules of the keys"),
        .own(.keysAndVoice, "voice", "Règles de la voix", "Rules of the voice"),
    ]

    private static func goal(
        _ tag: String, _ french: String, _ english: String, _ how: Requirement.Applicability = .applies
    ) -> Requirement { .own(.goal, tag, french, english, how) }

    private static func rule(_ tag: String, _ french: String, _ english: String) -> Requirement {
        .own(.rule, tag, french, english)
    }
}
