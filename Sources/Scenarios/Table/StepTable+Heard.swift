import Configuration

extension StepKind {
    /// What is heard, and what is not.
    static let heardSteps: [StepKind] = [
        StepKind(
            "heard.phrase",
            fr:
                "j'entends {text:text} (de nouveau) ([dans|à] {ear:ear}) (en {language:language}) ([en moins de|avant|dans les] {within:duration})",
            en:
                "I hear {text:text} (again) ([in|on] {ear:ear}) (in {language:language}) ([within|in less than|in under] {within:duration})",
            help: Bilingual(
                "Cette phrase, entière ; au besoin dans quelle oreille, dans quelle langue et en combien de temps.",
                "This phrase, whole; where needed in which ear, in which language and how soon."),
            examples: Bilingual("j'entends « Prêt »", "I hear \"Ready\""),
            Bilingual("j'entends « Dupont » en moins de 400 ms", "I hear \"Dupont\" within 400 ms"),
            Bilingual("j'entends « Dupont » dans l'oreille gauche", "I hear \"Dupont\" in the left ear"),
            Bilingual("j'entends « Prêt » en français", "I hear \"Ready\" in English"),
            Bilingual("j'entends « Dupont » de nouveau", "I hear \"Dupont\" again")
        ) { a throws(ArgumentProblem) in .heard(.phrase(try StepKind.phrase(a, isPart: false))) },
        StepKind(
            "heard.contains",
            fr:
                "j'entends (une phrase) qui contient {text:text} ([dans|à] {ear:ear}) (en {language:language}) ([en moins de|avant|dans les] {within:duration})",
            "ce que j'entends contient {text:text}",
            en:
                "I hear [something|a phrase] [containing|that contains] {text:text} ([in|on] {ear:ear}) (in {language:language}) ([within|in less than|in under] {within:duration})",
            "what I hear contains {text:text}",
            help: Bilingual("Ces mots dans une phrase plus longue.", "These words within a longer phrase."),
            examples: Bilingual(
                "j'entends une phrase qui contient « serveur »", "I hear something containing \"server\""),
            Bilingual(
                "j'entends une phrase qui contient « Dupont » en moins de 1,2 s",
                "I hear a phrase that contains \"Dupont\" within 1.2 s")
        ) { a throws(ArgumentProblem) in .heard(.phrase(try StepKind.phrase(a, isPart: true))) },
        StepKind(
            "heard.never", fr: "je n'entends [pas|jamais|plus] {text:text} (pendant {duration:duration})",
            en: "I [do not|don't|never|no longer] hear {text:text} (for {duration:duration})",
            help: Bilingual(
                "Ces mots ne sont pas dits, jusqu'à la fin ou si longtemps.",
                "These words are not said, until the end or for so long."),
            examples: Bilingual("je n'entends jamais « Hors ligne »", "I never hear \"Offline\""),
            Bilingual("je n'entends pas « Dupont » pendant 2 s", "I do not hear \"Dupont\" for 2 s")
        ) { a throws(ArgumentProblem) in .heard(.notHeard(try a.text(), during: a.optionalDuration("duration"))) },
        StepKind(
            "heard.nothing", fr: "je n'entends (plus) rien (pendant {duration:duration})",
            en: "I hear nothing (more) (for {duration:duration})",
            help: Bilingual("Ni voix ni signal.", "Neither voice nor earcon."),
            examples: Bilingual("je n'entends rien pendant 2 s", "I hear nothing for 2 s")
        ) { a throws(ArgumentProblem) in .heard(.nothing(during: a.optionalDuration("duration"))) },
        StepKind(
            "heard.then", fr: "j'entends {first:text} puis {second:text} (puis {third:text})",
            en: "I hear {first:text} then {second:text} (then {third:text})",
            help: Bilingual("Dans cet ordre.", "In this order."),
            examples: Bilingual("j'entends « Dupont » puis « Pris »", "I hear \"Dupont\" then \"Connected\"")
        ) { a throws(ArgumentProblem) in
            .heard(.order([try a.text("first"), try a.text("second")] + (a.optionalText("third").map { [$0] } ?? [])))
        },
        StepKind(
            "heard.order", fr: "j'entends (dans l'ordre|dans cet ordre)", en: "I hear (in order|in this order)",
            below: .table,
            help: Bilingual(
                "Les phrases d'un tableau d'une colonne, dans cet ordre.",
                "The phrases of a table of one column, in this order."),
            examples: Bilingual("j'entends dans l'ordre :", "I hear in this order:")
        ) { a throws(ArgumentProblem) in .heard(.order(try a.column())) },
        StepKind(
            "heard.count", fr: "j'entends {text:text} (exactement) {count:number} fois",
            "j'entends {text:text} une seule fois",
            en: "I hear {text:text} (exactly) {count:number} (time|times)", "I hear {text:text} only once",
            help: Bilingual("Ni plus ni moins souvent.", "Neither more nor less often."),
            examples: Bilingual("j'entends « Dupont » une seule fois", "I hear \"Dupont\" only once"),
            Bilingual("j'entends « Dupont » 2 fois", "I hear \"Dupont\" 2 times")
        ) { a throws(ArgumentProblem) in
            .heard(.count(try a.text(), times: try a.optionalNumber("count") ?? 1))
        },
    ]

    private static func phrase(_ arguments: Arguments, isPart: Bool) throws(ArgumentProblem) -> HeardPhrase {
        HeardPhrase(
            text: try arguments.text(), isPart: isPart, ear: arguments.optionalChoice("ear"),
            language: arguments.optionalChoice("language"), within: arguments.optionalDuration("within"))
    }

    /// How it is heard: cut, whole, signals, rings, the peer's voice.
    static let heardMannerSteps: [StepKind] = [
        StepKind(
            "heard.cut",
            fr: "{text:text} est [coupé|coupée|interrompu|interrompue] (en moins de {within:duration})",
            en: "{text:text} is [cut|cut short|interrupted] (within {within:duration})",
            help: Bilingual("La phrase commence et n'est pas finie.", "The phrase begins and is not finished."),
            examples: Bilingual(
                "« Dupont, ligne Accueil » est coupé en moins de 50 ms",
                "\"Dupont, line Reception\" is cut within 50 ms")
        ) { a throws(ArgumentProblem) in .heard(.cut(try a.text(), within: a.optionalDuration("within"))) },
        StepKind(
            "heard.whole", fr: "{text:text} est [dit|dite|entendu|entendue] en entier",
            en: "{text:text} is heard whole",
            help: Bilingual("La phrase n'est pas coupée.", "The phrase is not cut."),
            examples: Bilingual("« Micro coupé » est dit en entier", "\"Microphone muted\" is heard whole")
        ) { a throws(ArgumentProblem) in .heard(.whole(try a.text())) },
        StepKind(
            "heard.stops", fr: "la voix [se tait|s'arrête] (en moins de {within:duration})",
            en: "the voice [stops|falls silent] (within {within:duration})",
            help: Bilingual("La synthèse vocale se tait après l'étape d'avant.", "Speech stops after the step before."),
            examples: Bilingual("la voix se tait en moins de 50 ms", "the voice stops within 50 ms")
        ) { a throws(ArgumentProblem) in .heard(.voiceStops(within: a.optionalDuration("within"))) },
        StepKind(
            "heard.earcon", fr: "j'entends le signal {text:text}", en: "I hear the [earcon|signal] {text:text}",
            help: Bilingual(
                "Un signal par le mot qui le remplace, comme « Pris », ou par son nom : \(earcons.french).",
                "An earcon by the word that stands for it, such as \"Connected\", or by its name: \(earcons.english)."),
            examples: Bilingual("j'entends le signal « Pris »", "I hear the earcon \"Connected\"")
        ) { a throws(ArgumentProblem) in .heard(.earcon(try a.text())) },
        StepKind(
            "heard.ring", fr: "j'entends la sonnerie|la sonnerie retentit", en: "I hear the ringing|the phone rings",
            help: Bilingual("La sonnerie d'un appel.", "The ring of a call."),
            examples: Bilingual("j'entends la sonnerie", "I hear the ringing")
        ) { _ in .heard(.ringing(true)) },
        StepKind(
            "heard.no.ring", fr: "je n'entends [pas|plus] la sonnerie|la sonnerie [s'arrête|se tait]",
            en: "I [do not|no longer] hear the ringing|the ringing stops",
            help: Bilingual("La sonnerie s'est tue.", "The ring has stopped."),
            examples: Bilingual("je n'entends plus la sonnerie", "I no longer hear the ringing")
        ) { _ in .heard(.ringing(false)) },
        StepKind(
            "heard.ring.lowered", fr: "la sonnerie baisse d'au moins {level:level} pendant que la voix parle",
            en: "the ringing is lowered by at least {level:level} while the voice speaks",
            help: Bilingual(
                "La voix parle pendant un tour de la sonnerie au moins, et dans une seule oreille.",
                "The voice speaks for one turn of the ringing at least, and in one ear alone."),
            examples: Bilingual(
                "la sonnerie baisse d'au moins 20 dB pendant que la voix parle",
                "the ringing is lowered by at least 20 dB while the voice speaks")
        ) { a throws(ArgumentProblem) in .heard(.ringLowered(by: try a.decimal("level"))) },
        StepKind(
            "heard.peer", fr: "j'entends la voix de {peer:peer} (dans {ear:ear})",
            en: "I hear the voice of {peer:peer} (in {ear:ear})",
            help: Bilingual("Le son du correspondant arrive au casque.", "The peer's sound reaches the headset."),
            examples: Bilingual(
                "j'entends la voix de Dupont dans l'oreille droite", "I hear the voice of Dupont in the right ear")
        ) { a throws(ArgumentProblem) in .heard(.peerVoice(try a.text("peer"), ear: a.optionalChoice("ear"))) },
        StepKind(
            "heard.words", fr: "j'entends au plus {count:number} mots", en: "I hear at most {count:number} words",
            help: Bilingual(
                "Depuis l'étape d'avant : la voix est brève.", "Since the step before: the voice is short."),
            examples: Bilingual("j'entends au plus 3 mots", "I hear at most 3 words")
        ) { a throws(ArgumentProblem) in .heard(.words(atMost: try a.number())) },
    ]
}

/// The names of earcons, as the setting has them.
private let earcons: Bilingual = {
    let names = Setting.earconNames.map { Setting.of(.voiceEarconWords).choiceName($0) }
    return Bilingual(names.map(\.french).joined(separator: ", "), names.map(\.english).joined(separator: ", "))
}()
