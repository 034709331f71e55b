import Configuration

/// The commands that the palette alone opens: three single strokes, F11, the code and Enter. The code is a letter or a digit, first the
/// French one, then the English one; no two commands share one.
extension CommandRow {
    static let calls: [CommandRow] = [
        CommandRow(
            .record, "er", Bilingual("Enregistrer l'appel", "Record the call"),
            Bilingual(
                "enregistre l'appel et le dit au correspondant, ou arrête",
                "records the call and says so to the other end, or stops"),
            .once, needs: .answeredCall, on: [.inCall]),
        CommandRow(
            .conference, "ff", Bilingual("Conférence", "Conference"),
            Bilingual("ouvre la page de la conférence", "opens the page of the conference"), needs: .anyCall,
            on: [.inCall]),
        CommandRow(
            .join, "jj", Bilingual("Réunir les appels", "Join the calls"),
            Bilingual("réunit en conférence tous les appels pris", "joins all answered calls in a conference"),
            .once, needs: .severalCalls, on: [.conference]),
        CommandRow(
            .park, "gk", Bilingual("Parquer l'appel", "Park the call"),
            Bilingual("laisse l'appel au standard, un collègue le reprend", "leaves the call for a colleague to take"),
            .once, needs: .answeredCall),
        CommandRow(
            .moveToMobile, "oo", Bilingual("Passer sur mon mobile", "Move to my mobile"),
            Bilingual("envoie l'appel à votre mobile", "sends the call to your mobile"), .once, needs: .answeredCall),
        CommandRow(
            .takeBack, "tt", Bilingual("Reprendre du mobile", "Take back from mobile"),
            Bilingual("reprend ici l'appel du mobile", "takes the mobile's call back here"), .once, needs: .line),
        CommandRow(
            .pickUp, "uu", Bilingual("Prendre pour un collègue", "Pick up for a colleague"),
            Bilingual(
                "prend l'appel qui sonne chez un collègue suivi", "takes the call that rings at a watched colleague"),
            .once, needs: .colleagueRings, on: [.colleagues]),
        CommandRow(
            .acceptTransfer, "pp", Bilingual("Permettre le transfert", "Permit the transfer"),
            Bilingual("appelle celui à qui le correspondant vous envoie", "calls the one to whom the caller sends you"),
            .once, needs: .transferRequest),
        CommandRow(
            .refuseTransfer, "in", Bilingual("Interdire le transfert", "Forbid the transfer"),
            Bilingual(
                "garde le correspondant qui veut vous envoyer ailleurs",
                "stays with the caller who wants to send you on"),
            .once, needs: .transferRequest),
        CommandRow(
            .openRecord, "00", Bilingual("Ouvrir la fiche", "Open the record"),
            Bilingual(
                "ouvre la page réglée pour l'appel, ou pour le dernier",
                "opens the page set for the call, or the last one"),
            .once),
    ]

    static let pages: [CommandRow] = [
        CommandRow(
            .link, "hx", Bilingual("Lien à appeler", "Link to call"),
            Bilingual(
                "ouvre le lien reçu, pour l'appeler ou le refuser", "opens the link received, to call or decline"),
            needs: .link),
        CommandRow(
            .contacts, "cc", Bilingual("Contacts", "Contacts"),
            Bilingual("ouvre les contacts", "opens the contacts"), on: [.home]),
        CommandRow(
            .newContact, "bb", Bilingual("Nouveau contact", "New contact"),
            Bilingual("ajoute un contact", "adds a contact"), on: [.contacts]),
        CommandRow(
            .callHistory, "ae", Bilingual("Appels récents", "Recent calls"),
            Bilingual("liste les appels, le dernier d'abord", "lists the calls, the last one first"), on: [.home]),
        CommandRow(
            .pastCall, "88", Bilingual("Détails de l'appel", "Details of the call"),
            Bilingual(
                "ouvre l'appel choisi : durée, qualité, notes", "opens the chosen call: length, quality, notes"),
            on: [.callHistory]),
        CommandRow(
            .exportCalls, "99", Bilingual("Exporter les appels", "Export the calls"),
            Bilingual("écrit tous les appels en CSV et en JSON", "writes all calls as CSV and JSON"), .once,
            on: [.callHistory]),
        CommandRow(
            .messages, "mm", Bilingual("Messages", "Messages"),
            Bilingual("ouvre les messages écrits et vocaux", "opens written and voice messages"), on: [.home]),
        CommandRow(
            .newMessage, "ww", Bilingual("Nouveau message", "New message"),
            Bilingual("écrit un message à quelqu'un", "writes a message to somebody"), needs: .line, on: [.messages]),
        CommandRow(
            .voicemail, "vv", Bilingual("Écouter la messagerie", "Listen to voicemail"),
            Bilingual("appelle la messagerie vocale", "calls the voice mailbox"), needs: .mailbox, on: [.messages]),
        CommandRow(
            .colleagues, "kg", Bilingual("Collègues suivis", "Watched colleagues"),
            Bilingual("dit qui est libre, occupé ou absent", "tells who is free, busy or away"), on: [.home]),
        CommandRow(
            .waitingRecords, "77", Bilingual("Fiches en attente", "Waiting records"),
            Bilingual(
                "liste les fiches pas encore envoyées, pour décider", "lists the records not sent yet, to decide")),
        CommandRow(
            .announcements, "na", Bilingual("Annonces", "Announcements"),
            Bilingual("liste les cinquante dernières annonces", "lists the last fifty announcements"), on: [.home]),
        CommandRow(
            .settings, "rs", Bilingual("Réglages", "Settings"),
            Bilingual("change chaque réglage, avec son aide", "changes every setting, with its help"), on: [.home]),
        CommandRow(
            .sound, "sz", Bilingual("Son", "Sound"),
            Bilingual("micro, casque, oreilles, niveaux, essais", "microphone, headset, ears, levels, tests"),
            on: [.home]),
        CommandRow(
            .firstStart, "11", Bilingual("Premiers pas", "First steps"),
            Bilingual("règle la langue, le casque, la voix et la ligne", "sets language, headset, voice and line")),
        CommandRow(
            .about, "zi", Bilingual("À propos", "About"),
            Bilingual("dit la version, la licence et où lire l'aide", "tells version, licence and where to read on"),
            on: [.home]),
    ]

    static let changes: [CommandRow] = [
        CommandRow(
            .doNotDisturb, "dd", Bilingual("Ne pas déranger", "Do not disturb"),
            Bilingual("refuse les appels, ou les accepte de nouveau", "refuses calls, or takes them again"), .once),
        CommandRow(
            .language, "ll", Bilingual("Langue", "Language"),
            Bilingual("passe du français à l'anglais, et revient", "goes from English to French, and back"), .once),
        CommandRow(
            .level, "xh", Bilingual("Longueur des annonces", "Length of announcements"),
            Bilingual(
                "règle la longueur des annonces, de un à trois", "sets the length of announcements, one to three"),
            .once),
        CommandRow(
            .speaker, "yy", Bilingual("Voix ou lecteur d'écran", "Own voice or screen reader"),
            Bilingual("choisit qui parle : notre voix ou le lecteur", "chooses who speaks: our voice or the reader"),
            .once),
        CommandRow(
            .pitchDown, "22", Bilingual("Voix plus grave", "Voice lower"),
            Bilingual("baisse la hauteur de la voix", "lowers the voice's pitch")),
        CommandRow(
            .pitchUp, "33", Bilingual("Voix plus aiguë", "Voice higher"),
            Bilingual("monte la hauteur de la voix", "raises the voice's pitch")),
        CommandRow(
            .voiceVolumeDown, "44", Bilingual("Voix moins forte", "Voice quieter"),
            Bilingual("baisse la voix", "turns the voice down")),
        CommandRow(
            .voiceVolumeUp, "55", Bilingual("Voix plus forte", "Voice louder"),
            Bilingual("monte la voix", "turns the voice up")),
        CommandRow(
            .letters, "66", Bilingual("Lettres seules", "Bare letters"),
            Bilingual("active ou coupe les lettres comme commandes", "turns letters as commands on or off"), .once),
        CommandRow(
            .quit, "qq", Bilingual("Quitter", "Quit"), Bilingual("ferme Clairvoix", "closes Clairvoix"), .once,
            needs: .noCall, on: [.home]),
    ]
}
