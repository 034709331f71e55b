import Configuration

extension StepKind {
    /// What a screen reader says and what the braille line shows.
    static let readerSteps: [StepKind] = [
        StepKind(
            "reader.says", fr: "le lecteur d'écran dit {text:text} (en moins de {within:duration})",
            en: "the screen reader says {text:text} (within {within:duration})",
            help: Bilingual("Ces mots, dits par le lecteur d'écran.", "These words, said by the screen reader."),
            examples: Bilingual("le lecteur d'écran dit « Appels récents »", "the screen reader says \"Recent calls\"")
        ) { a throws(ArgumentProblem) in .reader(.says(try a.text(), within: a.optionalDuration("within"))) },
        StepKind(
            "reader.never", fr: "le lecteur d'écran ne dit [pas|jamais] {text:text}",
            en: "the screen reader [does not say|never says] {text:text}",
            help: Bilingual("Le lecteur d'écran ne le dit pas.", "The screen reader does not say it."),
            examples: Bilingual("le lecteur d'écran ne dit pas « Dupont »", "the screen reader does not say \"Dupont\"")
        ) { a throws(ArgumentProblem) in .reader(.saysNot(try a.text())) },
        StepKind(
            "reader.nothing", fr: "le lecteur d'écran ne dit rien (pendant {duration:duration})",
            en: "the screen reader says nothing (for {duration:duration})",
            help: Bilingual("Le lecteur d'écran se tait.", "The screen reader is silent."),
            examples: Bilingual("le lecteur d'écran ne dit rien pendant 2 s", "the screen reader says nothing for 2 s")
        ) { a throws(ArgumentProblem) in .reader(.saysNothing(a.optionalDuration("duration"))) },
        StepKind(
            "reader.count", fr: "le lecteur d'écran dit {text:text} {count:number} fois",
            "le lecteur d'écran dit {text:text} une seule fois",
            en: "the screen reader says {text:text} {count:number} [time|times]",
            "the screen reader says {text:text} only once",
            help: Bilingual("Ni plus ni moins souvent.", "Neither more nor less often."),
            examples: Bilingual(
                "le lecteur d'écran dit « Dupont » une seule fois", "the screen reader says \"Dupont\" only once")
        ) { a throws(ArgumentProblem) in
            .reader(.count(try a.text(), times: try a.optionalNumber("count") ?? 1))
        },
        StepKind(
            "braille.shows", fr: "la plage (braille) [montre|affiche] {text:text} (en moins de {within:duration})",
            en: "the braille line shows {text:text} (within {within:duration})",
            help: Bilingual("Ces mots sont sur la plage braille.", "These words are on the braille line."),
            examples: Bilingual(
                "la plage braille montre « Sonne Dupont »", "the braille line shows \"Incoming Dupont\"")
        ) { a throws(ArgumentProblem) in .reader(.brailleShows(try a.text(), within: a.optionalDuration("within"))) },
        StepKind(
            "braille.begins", fr: "la plage (braille) commence par {text:text}",
            en: "the braille line begins with {text:text}",
            help: Bilingual("L'état vient d'abord.", "The state comes first."),
            examples: Bilingual("la plage braille commence par « Sonne »", "the braille line begins with \"Incoming\"")
        ) { a throws(ArgumentProblem) in .reader(.brailleBegins(try a.text())) },
        StepKind(
            "braille.hides", fr: "la plage (braille) ne montre [pas|plus] {text:text}",
            en: "the braille line [does not show|no longer shows] {text:text}",
            help: Bilingual("Ces mots ne sont pas sur la plage braille.", "These words are not on the braille line."),
            examples: Bilingual(
                "la plage braille ne montre plus « Sonne »", "the braille line no longer shows \"Incoming\"")
        ) { a throws(ArgumentProblem) in .reader(.brailleHides(try a.text())) },
    ]
}
