import Configuration

extension StepKind {
    /// Calls, history, notes, and the program itself.
    static let keptSteps: [StepKind] = [
        StepKind(
            "call.state", fr: "l'appel ([avec|de|à] {peer:peer}) {state:callState}",
            en: "the call ([with|from|to] {peer:peer}) {state:callState}",
            help: Bilingual(
                "Où en est cet appel ; sans nom, l'appel courant.",
                "Where this call stands; without a name, the current call."),
            examples: Bilingual("l'appel de Dupont sonne", "the call from Dupont is ringing"),
            Bilingual("l'appel avec Dupont est en attente", "the call with Dupont is on hold"),
            Bilingual("l'appel est fini", "the call has ended")
        ) { a throws(ArgumentProblem) in .kept(.call(peer: a.optionalText("peer"), try a.choice("state"))) },
        StepKind(
            "microphone.muted", fr: "[mon|le] micro est coupé", en: "[my|the] microphone is muted",
            help: Bilingual("Jugé sur le son envoyé.", "Judged from the sent sound."),
            examples: Bilingual("mon micro est coupé", "my microphone is muted")
        ) { _ in .kept(.microphone(isOpen: false)) },
        StepKind(
            "microphone.open", fr: "[mon|le] micro est ouvert", en: "[my|the] microphone is open",
            help: Bilingual("Jugé sur le son envoyé.", "Judged from the sent sound."),
            examples: Bilingual("mon micro est ouvert", "my microphone is open")
        ) { _ in .kept(.microphone(isOpen: true)) },
        StepKind(
            "history.call", fr: "l'historique [contient|montre] un appel {outcome:outcome} [de|avec|vers] {peer:peer}",
            en: "the history [contains|shows] [a|an] {outcome:outcome} call [from|with|to] {peer:peer}",
            help: Bilingual(
                "Jugé sur ce que le programme garde ; le texte de la ligne, par « l'historique montre » et le texte.",
                "Judged from what the program keeps; the text of the line, by \"the history shows\" and the text."),
            examples: Bilingual(
                "l'historique contient un appel manqué de Dupont",
                "the history contains a missed call from Dupont")
        ) { a throws(ArgumentProblem) in
            .kept(.historyCall(try a.choice("outcome"), peer: try a.text("peer")))
        },
        StepKind(
            "history.count", fr: "l'historique contient {count:number} [appel|appels]",
            en: "the history contains {count:number} [call|calls]",
            help: Bilingual("Combien d'appels le programme garde.", "How many calls the program keeps."),
            examples: Bilingual("l'historique contient 3 appels", "the history contains 3 calls")
        ) { a throws(ArgumentProblem) in .kept(.historyCount(try a.number())) },
        StepKind(
            "history.shows", fr: "l'historique montre {text:text}", en: "the history shows {text:text}",
            help: Bilingual(
                "Une ligne de la page Appels récents, où le curseur va par les touches.",
                "A line of the page Recent calls, to which the cursor goes by keys."),
            examples: Bilingual("l'historique montre « Manqué Dupont »", "the history shows \"Missed Dupont\"")
        ) { a throws(ArgumentProblem) in .kept(.historyShows(try a.text())) },
        StepKind(
            "notes.contain", fr: "les notes contiennent {text:text}", en: "the notes contain {text:text}",
            help: Bilingual("Dans l'une des notes de l'agent.", "In one of the agent's notes."),
            examples: Bilingual("les notes contiennent « rappeler lundi »", "the notes contain \"call back on Monday\"")
        ) { a throws(ArgumentProblem) in .kept(.notes(try a.text())) },
        StepKind(
            "notes.call", fr: "la note de l'appel avec {peer:peer} contient {text:text}",
            en: "the note of the call with {peer:peer} contains {text:text}",
            help: Bilingual("La note gardée avec l'appel.", "The note kept with the call."),
            examples: Bilingual(
                "la note de l'appel avec Dupont contient « facture »",
                "the note of the call with Dupont contains \"invoice\"")
        ) { a throws(ArgumentProblem) in .kept(.callNote(peer: try a.text("peer"), try a.text())) },
        StepKind(
            "incident.contains", fr: "la fiche d'incident contient {text:text}",
            en: "the incident form contains {text:text}",
            help: Bilingual(
                "Dans un champ d'une fiche envoyée, ou de celle que l'agent remplit.",
                "In a field of a form that was sent, or of the one that the agent fills."),
            examples: Bilingual("la fiche d'incident contient « Dupont »", "the incident form contains \"Dupont\"")
        ) { a throws(ArgumentProblem) in .kept(.incident(try a.text())) },
        StepKind(
            "incident.field", fr: "le champ {name:text} de la fiche d'incident contient {text:text}",
            en: "the field {name:text} of the incident form contains {text:text}",
            help: Bilingual(
                "Un champ de la fiche, par son nom.", "A field of the form, by its name."),
            examples: Bilingual(
                "le champ « Objet » de la fiche d'incident contient « facture »",
                "the field \"Subject\" of the incident form contains \"invoice\"")
        ) { a throws(ArgumentProblem) in .kept(.incidentField(try a.text("name"), contains: try a.text())) },
        StepKind(
            "announcements.contain", fr: "les annonces (gardées) contiennent {text:text}",
            en: "the (kept) announcements contain {text:text}",
            help: Bilingual("Dans la liste de ce qui a été dit.", "In the list of what was said."),
            examples: Bilingual("les annonces contiennent « Dupont »", "the announcements contain \"Dupont\"")
        ) { a throws(ArgumentProblem) in .kept(.announcements(try a.text())) },
        StepKind(
            "program.runs", fr: "le programme [est toujours en marche|marche toujours]",
            en: "the program is still running",
            help: Bilingual("Il ne s'est pas arrêté.", "It has not stopped."),
            examples: Bilingual("le programme est toujours en marche", "the program is still running")
        ) { _ in .kept(.running) },
        StepKind(
            "program.ends", fr: "le programme [se ferme|s'arrête] (avec le code {code:number})",
            en: "the program ends (with the code {code:number})",
            help: Bilingual(
                "Il finit ; sans autre indication, avec le code 0.",
                "It ends; if nothing else is said, with the code 0."),
            examples: Bilingual("le programme se ferme", "the program ends")
        ) { a throws(ArgumentProblem) in .kept(.ended(code: try a.optionalNumber("code") ?? 0)) },
    ]
}
