import Configuration

extension StepKind {
    /// What stands on the screen.
    static let screenSteps: [StepKind] = [
        StepKind(
            "screen.shows", fr: "l'écran [montre|affiche|contient] {text:text} (en moins de {within:duration})",
            en: "the screen [shows|contains] {text:text} (within {within:duration})",
            help: Bilingual("Ces mots sont sur une ligne de l'écran.", "These words are on a line of the screen."),
            examples: Bilingual("l'écran montre « Sonne Dupont »", "the screen shows \"Incoming Dupont\"")
        ) { a throws(ArgumentProblem) in .screen(.shows(try a.text(), within: a.optionalDuration("within"))) },
        StepKind(
            "screen.hides", fr: "l'écran [ne montre|n'affiche] [pas|plus] {text:text}",
            en: "the screen [does not show|no longer shows] {text:text}",
            help: Bilingual("Ces mots ne sont nulle part sur l'écran.", "These words are nowhere on the screen."),
            examples: Bilingual(
                "l'écran ne montre plus « Sonne Dupont »", "the screen no longer shows \"Incoming Dupont\"")
        ) { a throws(ArgumentProblem) in .screen(.hides(try a.text())) },
        StepKind(
            "screen.line", fr: "la ligne {count:number} (de l'écran) [montre|contient] {text:text}",
            en: "line {count:number} (of the screen) [shows|contains] {text:text}",
            help: Bilingual("Une ligne par son numéro ; la première est 1.", "A line by its number; the first is 1."),
            examples: Bilingual("la ligne 1 montre « Accueil »", "line 1 shows \"Home\"")
        ) { a throws(ArgumentProblem) in .screen(.line(try a.number(), try a.text())) },
        StepKind(
            "screen.whole", fr: "l'écran est exactement", en: "the screen is exactly", below: .text,
            help: Bilingual(
                "Tout l'écran, ligne par ligne, entre deux lignes de trois guillemets ; les lignes vides comptent, sauf à la fin.",
                "The whole screen, line by line, between two lines of three quotation marks; empty lines count, but at the end."
            ),
            examples: Bilingual("l'écran est exactement :", "the screen is exactly:")
        ) { a throws(ArgumentProblem) in .screen(.whole(try a.below())) },
        StepKind(
            "screen.page", fr: "je suis (toujours) sur la page {text:text}", en: "I am (still) on the page {text:text}",
            help: Bilingual("Le titre de la page montrée.", "The title of the page shown."),
            examples: Bilingual("je suis sur la page « Appels récents »", "I am on the page \"Recent calls\"")
        ) { a throws(ArgumentProblem) in .screen(.page(try a.text())) },
        StepKind(
            "screen.field", fr: "le champ {name:text} contient {text:text}",
            en: "the field {name:text} contains {text:text}",
            help: Bilingual("La valeur entière d'un champ.", "The whole value of a field."),
            examples: Bilingual("le champ « Numéro » contient « 0476 »", "the field \"Number\" contains \"0476\"")
        ) { a throws(ArgumentProblem) in .screen(.field(try a.text("name"), contains: try a.text())) },
        StepKind(
            "screen.field.empty", fr: "le champ {text:text} est vide", en: "the field {text:text} is empty",
            help: Bilingual("Rien n'est écrit dans ce champ.", "Nothing is written in this field."),
            examples: Bilingual("le champ « Numéro » est vide", "the field \"Number\" is empty")
        ) { a throws(ArgumentProblem) in .screen(.fieldIsEmpty(try a.text())) },
        StepKind(
            "screen.unchanged", fr: "[rien ne change à l'écran|l'écran ne change pas] (pendant {duration:duration})",
            en: "[nothing changes on the screen|the screen does not change] (for {duration:duration})",
            help: Bilingual("Ni texte, ni couleur, ni curseur.", "Neither text, nor colour, nor cursor."),
            examples: Bilingual("rien ne change à l'écran pendant 2 s", "nothing changes on the screen for 2 s")
        ) { a throws(ArgumentProblem) in .screen(.unchanged(a.optionalDuration("duration"))) },
        StepKind(
            "screen.octets", fr: "le terminal ne reçoit (plus) [aucun octet|rien] (pendant {duration:duration})",
            en: "the terminal receives [no bytes|nothing] (for {duration:duration})",
            help: Bilingual("Le programme n'écrit rien du tout.", "The program writes nothing at all."),
            examples: Bilingual(
                "le terminal ne reçoit aucun octet pendant 2 s", "the terminal receives no bytes for 2 s")
        ) { a throws(ArgumentProblem) in .screen(.noOctets(a.optionalDuration("duration"))) },
        StepKind(
            "screen.contrast", fr: "le contraste est d'au moins {ratio:number} (pour un)",
            en: "the contrast is at least {ratio:number} (to one)",
            help: Bilingual("De tout texte montré avec son fond.", "Of every text shown with its background."),
            examples: Bilingual("le contraste est d'au moins 7", "the contrast is at least 7")
        ) { a throws(ArgumentProblem) in .screen(.contrast(try a.decimal("ratio"))) },
        StepKind(
            "screen.colourless", fr: "l'écran se lit sans couleur", en: "the screen reads without [colour|color]",
            help: Bilingual(
                "Aucun état ne tient à la couleur seule, et rien n'est coloré où l'agent ne veut pas de couleur.",
                "No state rests on colour alone, and nothing is coloured where the agent wants no colour."),
            examples: Bilingual("l'écran se lit sans couleur", "the screen reads without colour")
        ) { _ in .screen(.withoutColour) },
        StepKind(
            "screen.truncated", fr: "aucun texte n'est tronqué", en: "no text is truncated",
            help: Bilingual(
                "Tout ce qui est abrégé se lit en entier ailleurs.", "Whatever is shortened reads whole elsewhere."),
            examples: Bilingual("aucun texte n'est tronqué", "no text is truncated")
        ) { _ in .screen(.nothingTruncated) },
        StepKind(
            "screen.terminal", fr: "le terminal est laissé tel quel", en: "the terminal is left as it is",
            help: Bilingual(
                "Ni la souris, ni la forme du curseur, ni les couleurs que l'utilisateur a données au terminal ne sont touchées.",
                "Neither the mouse, nor the shape of the cursor, nor the colours that the user gave the terminal are touched."
            ),
            examples: Bilingual("le terminal est laissé tel quel", "the terminal is left as it is")
        ) { _ in .screen(.terminalLeftAlone) },
    ]

    /// Where the cursor is, and what moves.
    static let cursorSteps: [StepKind] = [
        StepKind(
            "cursor.only", fr: "seul le curseur bouge", en: "only the cursor moves",
            help: Bilingual(
                "Depuis l'étape d'avant, rien d'autre n'est écrit sur le terminal.",
                "Since the step before, nothing else was written to the terminal."),
            examples: Bilingual("seul le curseur bouge", "only the cursor moves")
        ) { _ in .screen(.onlyCursorMoves) },
        StepKind(
            "cursor.on", fr: "le curseur [est|reste|se trouve] sur {text:text}|le focus est sur {text:text}",
            en: "the [cursor|focus] [is|stays] on {text:text}",
            help: Bilingual("La ligne du curseur contient ces mots.", "The cursor's line contains these words."),
            examples: Bilingual("le curseur est sur « Sonne Dupont »", "the cursor is on \"Incoming Dupont\"")
        ) { a throws(ArgumentProblem) in .screen(.cursorOn(try a.text())) },
        StepKind(
            "cursor.at", fr: "le curseur est (à la) ligne {line:number} ((et à la) colonne {column:number})",
            en: "the cursor is at line {line:number} ((and) column {column:number})",
            help: Bilingual("La place du curseur ; la première est 1.", "The place of the cursor; the first is 1."),
            examples: Bilingual("le curseur est ligne 5 colonne 1", "the cursor is at line 5 column 1")
        ) { a throws(ArgumentProblem) in
            .screen(.cursorAt(line: try a.number("line"), column: try a.optionalNumber("column")))
        },
        StepKind(
            "cursor.stays", fr: "le curseur [ne bouge pas|n'a pas bougé] (pendant {duration:duration})",
            en: "the cursor [does not move|has not moved] (for {duration:duration})",
            help: Bilingual("Depuis l'étape d'avant.", "Since the step before."),
            examples: Bilingual("le curseur ne bouge pas", "the cursor does not move")
        ) { a throws(ArgumentProblem) in .screen(.cursorStays(a.optionalDuration("duration"))) },
        StepKind(
            "cursor.returns", fr: "le curseur revient [à sa place|où il était]",
            en: "the cursor returns to [its place|where it was]",
            help: Bilingual("Où il était avant l'appel.", "Where it was before the call."),
            examples: Bilingual("le curseur revient à sa place", "the cursor returns to its place")
        ) { _ in .screen(.cursorReturns) },
        StepKind(
            "cursor.above", fr: "rien ne bouge au-dessus du curseur", en: "nothing moves above the cursor",
            help: Bilingual("Les lignes plus haut restent comme elles sont.", "The lines further up stay as they are."),
            examples: Bilingual("rien ne bouge au-dessus du curseur", "nothing moves above the cursor")
        ) { _ in .screen(.stillAboveCursor) },
        StepKind(
            "screen.bell", fr: "la cloche du terminal sonne", en: "the terminal bell rings",
            help: Bilingual(
                "Le signal du terminal, pour qui n'a pas de son.", "The terminal's signal, for who has no sound."),
            examples: Bilingual("la cloche du terminal sonne", "the terminal bell rings")
        ) { _ in .screen(.bell) },
    ]
}
