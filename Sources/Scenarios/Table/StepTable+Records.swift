import Configuration

extension StepKind {
    /// What happens to the server of incident forms.
    static let recordServerSteps: [StepKind] = [
        StepKind(
            "records.stops", fr: "le serveur de fiches [ne répond plus|se tait]",
            en: "the record server [stops answering|falls silent]",
            help: Bilingual(
                "Le serveur qui prend les fiches d'incident refuse toute connexion.",
                "The server that takes incident forms refuses every connection."),
            examples: Bilingual("le serveur de fiches ne répond plus", "the record server stops answering")
        ) { _ in .network(.records(.stops)) },
        StepKind(
            "records.returns", fr: "le serveur de fiches [répond (à|de) nouveau|revient]",
            en: "the record server [answers again|comes back]",
            help: Bilingual(
                "Il prend de nouveau des fiches ; le programme essaie de lui-même.",
                "It takes forms again; the program tries by itself."),
            examples: Bilingual("le serveur de fiches répond à nouveau", "the record server answers again")
        ) { _ in .network(.records(.returns)) },
        StepKind(
            "records.refuses", fr: "le serveur de fiches refuse {text:text}",
            en: "the record server refuses {text:text}",
            help: Bilingual(
                "La prochaine fiche seule, pour cette raison.", "The next form alone, for this reason."),
            examples: Bilingual(
                "le serveur de fiches refuse : « Rue inconnue »", "the record server refuses: \"Unknown street\"")
        ) { a throws(ArgumentProblem) in .network(.records(.refuses(try a.text()))) },
    ]

    /// What that server has.
    static let receivedSteps: [StepKind] = [
        StepKind(
            "records.field", fr: "le serveur de fiches a reçu {text:text} dans le champ {name:text}",
            en: "the record server received {text:text} in the field {name:text}",
            help: Bilingual(
                "Le texte entier d'un champ, tel que le serveur l'a, accents compris.",
                "The whole text of a field as the server has it, accents included."),
            examples: Bilingual(
                "le serveur de fiches a reçu « chêne tombé » dans le champ « Objet »",
                "the record server received \"fallen oak\" in the field \"Subject\"")
        ) { a throws(ArgumentProblem) in .kept(.received(field: try a.text("name"), try a.text())) },
        StepKind(
            "records.count", fr: "le serveur de fiches a {count:number} [fiche|fiches]",
            en: "the record server has {count:number} [form|forms]",
            help: Bilingual(
                "Combien de fiches il a prises ; une fiche envoyée deux fois y est deux fois.",
                "How many forms it took; a form that was sent twice is there twice."),
            examples: Bilingual("le serveur de fiches a 1 fiche", "the record server has 1 form")
        ) { a throws(ArgumentProblem) in .kept(.receivedCount(try a.number())) },
    ]
}
