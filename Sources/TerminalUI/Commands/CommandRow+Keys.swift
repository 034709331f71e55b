import Configuration

/// The commands that have a key: `KEYS-AND-PHRASES`, the starting key map.
extension CommandRow {
    static let functionKeys: [CommandRow] = [
        CommandRow(
            .keys, 1, "h", "h", Bilingual("Touches", "Help with keys"),
            Bilingual(
                "liste les touches de cette page ; encore : décrit chaque touche",
                "lists the keys of this page; again: describes each key"),
            on: Page.allCases),
        CommandRow(
            .who, 2, "q", "w", Bilingual("Qui", "Who"),
            Bilingual(
                "dit le correspondant ; encore : numéro, chiffres, épellation",
                "says the caller; again: number, digits, spelling"),
            on: [.incoming, .inCall, .text]),
        CommandRow(
            .whereAmI, 3, "o", "o", Bilingual("Où", "Where"),
            Bilingual(
                "dit la page, les appels, le micro, ce qui est activé et ce qui attend",
                "says the page, the calls, the microphone, what is on and what waits"),
            on: Page.allCases),
        CommandRow(
            .answer, 4, "d", "a", Bilingual("Décrocher", "Answer"),
            Bilingual(
                "prend l'appel qui sonne ; met en attente l'appel en cours",
                "takes the ringing call; puts the current call on hold"),
            [.letterWaits, .once], needs: .ringingCall, on: [.incoming]),
        CommandRow(
            .decline, 5, "x", "x", Bilingual("Refuser", "Reject"),
            Bilingual("refuse l'appel qui sonne, lui seul", "rejects the ringing call, that one only"),
            [.letterWaits, .once], needs: .ringingCall, on: [.incoming]),
        CommandRow(
            .swap, 6, "b", "b", Bilingual("Basculer", "Swap calls"),
            Bilingual("passe d'un appel à l'autre", "goes from one call to the other"),
            .once, needs: .otherCall, on: [.inCall, .transfer]),
        CommandRow(
            .transfer, 7, "t", "t", Bilingual("Transférer", "Transfer"),
            Bilingual("passe l'appel à quelqu'un d'autre", "hands the call to somebody else"),
            [.letterWaits, .once], needs: .answeredCall, on: [.inCall]),
        CommandRow(
            .hold, 8, "a", "p", Bilingual("Attente", "Hold"),
            Bilingual("met l'appel en attente, ou le reprend", "puts the call on hold, or resumes it"),
            .once, needs: .answeredCall, on: [.inCall, .text]),
        CommandRow(
            .mute, 9, "m", "m", Bilingual("Micro", "Microphone"),
            Bilingual("coupe ou ouvre le micro", "mutes or opens the microphone"),
            .once, needs: .answeredCall, on: [.inCall, .text]),
        CommandRow(
            .repeat, 10, "r", "r", Bilingual("Répéter", "Repeat"),
            Bilingual(
                "redit la dernière annonce ; encore : celle d'avant",
                "says the last announcement again; again: the one before"),
            on: Page.allCases),
        CommandRow(
            .palette, 11, "p", "c", Bilingual("Toutes les commandes", "All commands"),
            Bilingual("liste toutes les commandes", "lists all commands"), on: Page.allCases),
        CommandRow(
            .hangUp, 12, "f", "f", Bilingual("Raccrocher", "Hang up"),
            Bilingual(
                "finit l'appel ; ne refuse jamais un appel qui sonne",
                "ends the call; never rejects a ringing call"),
            [.letterWaits, .once], needs: .currentCall, on: [.inCall, .text, .transfer, .conference]),
    ]

    static let letters: [CommandRow] = [
        CommandRow(
            .silence, nil, "s", "s", Bilingual("Silence", "Silence"),
            Bilingual("fait taire la sonnerie et la voix, rien d'autre", "stops the ring and the voice, nothing else"),
            on: [.incoming]),
        CommandRow(
            .visitCall, nil, "v", "v", Bilingual("Aller à l'appel", "Go to the call"),
            Bilingual("va à l'appel, et revient", "goes to the call, and back"), needs: .anyCall, on: [.home]),
        CommandRow(
            .dial, nil, "c", "d", Bilingual("Composer", "Dial"),
            Bilingual("ouvre la page Composer", "opens the Dial page"), on: [.home]),
        CommandRow(
            .write, nil, "e", "e", Bilingual("Écrire", "Write"),
            Bilingual("écrit au correspondant pendant l'appel", "writes to the caller during the call"),
            needs: .textCall, on: [.inCall]),
        CommandRow(
            .note, nil, "n", "n", Bilingual("Note", "Note"),
            Bilingual("ouvre les notes ; pendant un appel, les siennes", "opens the notes; in a call, those about it"),
            on: [.home, .inCall]),
        CommandRow(
            .incident, nil, "i", "i", Bilingual("Fiche d'incident", "Incident form"),
            Bilingual("ouvre la fiche d'incident", "opens the incident form"),
            on: [.home, .inCall]),
        CommandRow(
            .time, nil, "l", "l", Bilingual("Heure et durée", "Time and duration"),
            Bilingual("dit l'heure et la durée de l'appel", "says the time and the call's duration"), on: [.inCall]),
        CommandRow(
            .swapEars, nil, "g", "g", Bilingual("Échanger les oreilles", "Swap ears"),
            Bilingual(
                "met la voix à gauche, à droite, ou des deux côtés", "puts the voice left, right, or on both sides"),
            .once, on: [.sound]),
        CommandRow(
            .volumeDown, nil, "j", "j", Bilingual("Correspondant moins fort", "Caller quieter"),
            Bilingual("baisse le correspondant", "turns the caller down"), on: [.inCall, .sound]),
        CommandRow(
            .volumeUp, nil, "k", "k", Bilingual("Correspondant plus fort", "Caller louder"),
            Bilingual("monte le correspondant", "turns the caller up"), on: [.inCall, .sound]),
        CommandRow(
            .rateDown, nil, "y", "y", Bilingual("Voix moins rapide", "Voice slower"),
            Bilingual("ralentit la voix", "slows the voice"), on: [.sound]),
        CommandRow(
            .rateUp, nil, "u", "u", Bilingual("Voix plus rapide", "Voice faster"),
            Bilingual("accélère la voix", "speeds the voice up"), on: [.sound]),
    ]
}
