import Configuration

extension StepKind {
    /// What the agent does with the keyboard.
    static let keySteps: [StepKind] = [
        StepKind(
            "keys.press", fr: "[j'appuie (encore|de nouveau) sur|je presse] (la touche) {key:key} (encore|de nouveau)",
            "[j'appuie {count:number} fois sur (la touche) {key:key}|j'appuie sur (la touche) {key:key} {count:number} fois] (à {apart:duration} d'intervalle|toutes les {apart:duration})",
            en: "I press [(the key) {key:key}|the {key:key} key] (again)",
            "I press [(the key) {key:key}|the {key:key} key] {count:number} (time|times) ({apart:duration} apart|every {apart:duration})",
            help: Bilingual(
                "Une touche, une fois ou plusieurs, au besoin à un rythme.",
                "A key, once or more often, to a rhythm where needed."),
            examples: Bilingual("j'appuie sur F4", "I press F4"),
            Bilingual("j'appuie de nouveau sur la touche « ² »", "I press the key \"²\" again"),
            Bilingual("j'appuie 3 fois sur Flèche bas", "I press Down 3 times"),
            Bilingual("je presse Entrée", "I press the Enter key"),
            Bilingual("j'appuie deux fois sur F12 à 200 ms d'intervalle", "I press F12 two times 200 ms apart")
        ) { a throws(ArgumentProblem) in
            .keys(.press(try a.key(), count: try a.optionalNumber("count") ?? 1, apart: a.optionalDuration("apart")))
        },
        StepKind(
            "keys.sequence", fr: "j'appuie sur {first:key} puis (sur) {second:key} (puis (sur) {third:key})",
            en: "I press {first:key} then {second:key} (then {third:key})",
            help: Bilingual("Deux ou trois touches de suite.", "Two or three keys in a row."),
            examples: Bilingual("j'appuie sur F11 puis a puis Entrée", "I press F11 then e then Enter")
        ) { a throws(ArgumentProblem) in
            var keys = [try a.key("first"), try a.key("second")]
            if a.values["third"] != nil { keys.append(try a.key("third")) }
            return .keys(.sequence(keys))
        },
        StepKind(
            "keys.hold", fr: "je garde {key:key} [enfoncée|enfoncé] (pendant) {duration:duration}",
            en: "I hold {key:key} (down) for {duration:duration}",
            help: Bilingual("La touche reste enfoncée et se répète.", "The key stays down and repeats."),
            examples: Bilingual("je garde Flèche bas enfoncée pendant 1 s", "I hold Down for 1 s")
        ) { a throws(ArgumentProblem) in .keys(.hold(try a.key(), try a.duration())) },
        StepKind(
            "keys.type",
            fr:
                "[je tape|j'écris|je saisis] {text:text} (à {apart:duration} par touche|une touche toutes les {apart:duration})",
            en: "I [type|write|enter] {text:text} (one key every {apart:duration}|with {apart:duration} between keys)",
            help: Bilingual(
                "Des lettres et des chiffres, au besoin à un rythme.", "Letters and digits, to a rhythm where needed."),
            examples: Bilingual("je tape « bonjour »", "I type \"hello\""),
            Bilingual("je tape « 0476 » une touche toutes les 150 ms", "I type \"0476\" one key every 150 ms")
        ) { a throws(ArgumentProblem) in .keys(.type(try a.text(), apart: a.optionalDuration("apart"))) },
        StepKind(
            "keys.paste", fr: "je colle {text:text}", en: "I paste {text:text}",
            help: Bilingual(
                "Un texte d'un seul coup, comme le colle un terminal.", "A text all at once, as a terminal pastes it."),
            examples: Bilingual("je colle « 0476 »", "I paste \"0476\"")
        ) { a throws(ArgumentProblem) in .keys(.paste(try a.text())) },
        StepKind(
            "keys.act", fr: "je {act:act}", en: "I {act:act}",
            help: Bilingual("Un geste par la touche qui lui revient.", "An act by the key for it."),
            examples: Bilingual("je décroche", "I pick up"), Bilingual("je raccroche", "I hang up"),
            Bilingual("je coupe mon micro", "I mute my microphone"),
            Bilingual("je mets l'appel en attente", "I put the call on hold"),
            Bilingual("je reprends l'appel", "I resume the call")
        ) { a throws(ArgumentProblem) in .keys(.act(try a.choice("act"))) },
        StepKind(
            "keys.dial", fr: "[j'appelle|je compose] {text:text}", en: "I [call|dial] {text:text}",
            help: Bilingual("Compose ce numéro et appelle.", "Dials this number and calls."),
            examples: Bilingual("j'appelle « 0476003344 »", "I call \"0476003344\"")
        ) { a throws(ArgumentProblem) in .keys(.dial(try a.text())) },
        StepKind(
            "keys.page", fr: "[j'ouvre|je vais à] la page {text:text}", en: "I [open|go to] the page {text:text}",
            help: Bilingual("Une page par son titre.", "A page by its title."),
            examples: Bilingual("j'ouvre la page « Appels récents »", "I open the page \"Recent calls\"")
        ) { a throws(ArgumentProblem) in .keys(.open(page: try a.text())) },
        StepKind(
            "keys.command", fr: "je demande (la commande) {text:text}", en: "I ask for (the command) {text:text}",
            help: Bilingual(
                "Une commande par son nom, dans la liste que donne F11.",
                "A command by its name, in the list that F11 gives."),
            examples: Bilingual("je demande la commande « Conférence »", "I ask for the command \"Conference\"")
        ) { a throws(ArgumentProblem) in .keys(.command(try a.text())) },
        StepKind(
            "keys.route", fr: "j'appuie sur la cellule {count:number} de la plage (braille)",
            en: "I press cell {count:number} of the braille line",
            help: Bilingual(
                "La touche de routage au-dessus d'une cellule, comptée de 1 ; le vrai BRLTTY n'en simule pas sur la première.",
                "The routing key above a cell, counted from 1; the real BRLTTY simulates none on the first."),
            examples: Bilingual("j'appuie sur la cellule 5 de la plage braille", "I press cell 5 of the braille line")
        ) { a throws(ArgumentProblem) in .keys(.route(cell: try a.number())) },
        StepKind(
            "keys.braille.down", fr: "la plage braille descend d'une ligne", en: "the braille line moves down one line",
            help: Bilingual(
                "La touche de la plage qui montre la ligne d'après ; le curseur reste.",
                "The display's key that shows the next line; the cursor stays."),
            examples: Bilingual("la plage braille descend d'une ligne", "the braille line moves down one line")
        ) { _ in .keys(.moveBraille(isDown: true)) },
        StepKind(
            "keys.braille.up", fr: "la plage braille monte d'une ligne", en: "the braille line moves up one line",
            help: Bilingual(
                "La touche de la plage qui montre la ligne d'avant ; le curseur reste.",
                "The display's key that shows the line before; the cursor stays."),
            examples: Bilingual("la plage braille monte d'une ligne", "the braille line moves up one line")
        ) { _ in .keys(.moveBraille(isDown: false)) },
        StepKind(
            "keys.wait", fr: "j'attends {duration:duration}|je n'appuie sur rien pendant {duration:duration}",
            "{duration:duration} passent", en: "I wait {duration:duration}|I press nothing for {duration:duration}",
            "{duration:duration} pass",
            help: Bilingual(
                "Rien n'est pressé si longtemps. Une attente d'événement n'en a pas besoin.",
                "Nothing is pressed for so long. Waiting for an event does not need it."),
            examples: Bilingual("j'attends 2 secondes", "I wait 2 seconds"),
            Bilingual("je n'appuie sur rien pendant 700 ms", "I press nothing for 700 ms")
        ) { a throws(ArgumentProblem) in .keys(.wait(try a.duration())) },
    ]
}
