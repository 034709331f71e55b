import Configuration

extension StepKind {
    /// Who works, and how the program is set up.
    static let setUpSteps: [StepKind] = [
        StepKind(
            "setup.agent", fr: "[un|une] [agent|agente] {profile:profile}",
            "[je suis|l'agent est|l'agente est] {profile:profile}",
            en: "[a|an] {profile:profile} agent", "[I am|the agent is] {profile:profile}",
            help: Bilingual(
                "Le programme est préparé pour cet agent : voix, écran ou braille.",
                "The program is set up for this agent: voice, screen or braille."),
            examples: Bilingual("un agent aveugle", "a blind agent"),
            Bilingual("une agente malvoyante", "a low-vision agent"),
            Bilingual("un agent sourdaveugle", "a deafblind agent")
        ) { a throws(ArgumentProblem) in .setUp(.agent(try a.choice("profile"))) },
        StepKind(
            "setup.preset", fr: "le profil (est) {text:text}", en: "the preset (is) {text:text}",
            help: Bilingual("Le réglage interface.preset.", "The setting interface.preset."),
            examples: Bilingual("le profil « braille »", "the preset \"braille\"")
        ) { a throws(ArgumentProblem) in .setUp(.preset(try a.text())) },
        StepKind(
            "setup.theme", fr: "le thème (est) {text:text}", en: "the theme (is) {text:text}",
            help: Bilingual("Les couleurs de l'écran.", "The colours of the screen."),
            examples: Bilingual("le thème « contrast-dark »", "the theme \"contrast-dark\"")
        ) { a throws(ArgumentProblem) in .setUp(.theme(try a.text())) },
        StepKind(
            "setup.size", fr: "[un terminal de|le terminal fait] {size:size}",
            "[un terminal de|le terminal fait|le terminal a] {columns:number} colonnes et {rows:number} lignes",
            en: "[a terminal of|the terminal is] {size:size}",
            "[a terminal of|the terminal has] {columns:number} columns and {rows:number} rows",
            help: Bilingual(
                "La taille du terminal, colonnes puis lignes.", "The size of the terminal, columns then rows."),
            examples: Bilingual("un terminal de 40x12", "a terminal of 40x12"),
            Bilingual("un terminal de 80 colonnes et 25 lignes", "a terminal of 80 columns and 25 rows")
        ) { a throws(ArgumentProblem) in
            if a.values["size"] != nil { return .setUp(.size(try a.size())) }
            return .setUp(.size(try TerminalSize(try a.number("columns"), try a.number("rows"))))
        },
        StepKind(
            "setup.language", fr: "le programme [est|parle] (en) {language:language}",
            "la langue est (le|l') {language:language}",
            en: "the program [is in|speaks] {language:language}", "the language is {language:language}",
            help: Bilingual("La langue de la voix et de l'écran.", "The language of voice and screen."),
            examples: Bilingual("le programme est en français", "the program is in French")
        ) { a throws(ArgumentProblem) in .setUp(.language(try a.choice("language"))) },
        StepKind(
            "setup.setting", fr: "le réglage {key:text} [vaut|à] {value:text}",
            en: "the setting {key:text} [is|set to] {value:text}",
            help: Bilingual(
                "Un réglage par son nom dans le fichier de configuration, et sa valeur.",
                "A setting by its name in the configuration file, and its value."),
            examples: Bilingual("le réglage « voice.rate » vaut « 350 »", "the setting \"voice.rate\" is \"350\"")
        ) { a throws(ArgumentProblem) in
            let name = try a.text("key")
            guard let key = SettingKey(rawValue: name) else {
                let shown = ShownText.quoted(name)
                throw .bad(
                    Bilingual(
                        "réglage inconnu : \(shown.french) (clairvoix config schema les donne tous)",
                        "unknown setting: \(shown.english) (clairvoix config schema lists all)"))
            }
            return .setUp(.setting(key, value: try a.text("value")))
        },
        StepKind(
            "setup.configuration", fr: "la configuration", en: "the configuration", below: .text,
            help: Bilingual(
                "Des lignes à la fin du fichier de configuration, entre deux lignes de trois guillemets : un contact, par exemple.",
                "Lines at the end of the configuration file, between two lines of three quotation marks: a contact, say."
            ),
            examples: Bilingual("la configuration :", "the configuration:")
        ) { a throws(ArgumentProblem) in .setUp(.configuration(try a.below())) },
        StepKind(
            "setup.first", fr: "un premier démarrage|aucune configuration", en: "a first start|no configuration",
            help: Bilingual("Rien n'est encore réglé.", "Nothing is set up yet."),
            examples: Bilingual("un premier démarrage", "a first start")
        ) { _ in .setUp(.firstStart) },
        StepKind(
            "setup.contact", fr: "un contact {name:peer} au numéro {number:text}",
            en: "a contact {name:peer} with number {number:text}",
            help: Bilingual(
                "Quelqu'un dans les contacts de l'agent, et parmi les collègues suivis.",
                "Somebody among the agent's contacts, and among the watched colleagues."),
            examples: Bilingual(
                "un contact Dupont au numéro « 0476123456 »", "a contact Dupont with number \"0476123456\"")
        ) { a throws(ArgumentProblem) in
            .setUp(.contact(name: try a.text("name"), number: try a.text("number")))
        },
    ]

    /// What stands around the program, and its start.
    static let equipmentSteps: [StepKind] = [
        StepKind(
            "setup.reader", fr: "le lecteur d'écran {reader:reader}", en: "the screen reader {reader:reader}",
            help: Bilingual("Ce lecteur d'écran lit le terminal.", "This screen reader reads the terminal."),
            examples: Bilingual("le lecteur d'écran Fenrir", "the screen reader Fenrir")
        ) { a throws(ArgumentProblem) in .setUp(.reader(try a.choice("reader"))) },
        StepKind(
            "setup.braille", fr: "une plage braille de {count:number} [cellules|caractères]",
            en: "a braille line of {count:number} cells",
            help: Bilingual("Une plage braille de cette longueur.", "A braille line of this length."),
            examples: Bilingual("une plage braille de 40 cellules", "a braille line of 40 cells")
        ) { a throws(ArgumentProblem) in
            let count = try a.number()
            guard (1...80).contains(count) else {
                throw .bad(Bilingual("une plage a de 1 à 80 cellules", "a braille line has 1 to 80 cells"))
            }
            return .setUp(.brailleCells(count))
        },
        StepKind(
            "setup.microphone", fr: "mon micro capte {source:microphone}",
            en: "my microphone hears {source:microphone}",
            help: Bilingual("Ce que l'agent envoie s'il parle.", "What the agent sends when speaking."),
            examples: Bilingual("mon micro capte une voix", "my microphone hears a voice"),
            Bilingual("mon micro capte le silence", "my microphone hears silence")
        ) { a throws(ArgumentProblem) in .setUp(.microphone(try a.choice("source"))) },
        StepKind(
            "setup.microphone.tone", fr: "mon micro capte un son de {hertz:number} [Hz|hertz]",
            en: "my microphone hears a tone of {hertz:number} [Hz|hertz]",
            help: Bilingual(
                "Un son continu d'une seule hauteur, pour juger la largeur du son.",
                "A steady sound of one pitch, to judge how wide the sound is."),
            examples: Bilingual("mon micro capte un son de 7000 Hz", "my microphone hears a tone of 7000 Hz")
        ) { a throws(ArgumentProblem) in
            .setUp(.microphoneTone(hertz: try StepKind.hertz(try a.number("hertz"))))
        },
        StepKind(
            "setup.colourless", fr: "un terminal sans couleur", en: "a terminal without colour",
            help: Bilingual(
                "La variable NO_COLOR demande aux programmes de ne pas colorer.",
                "The variable NO_COLOR asks programs for no colour."),
            examples: Bilingual("un terminal sans couleur", "a terminal without colour")
        ) { _ in .setUp(.withoutColour) },
        StepKind(
            "setup.silent", fr: "un poste sans son", en: "a computer without sound",
            help: Bilingual("Aucun appareil audio.", "No sound device."),
            examples: Bilingual("un poste sans son", "a computer without sound")
        ) { _ in .setUp(.withoutSound) },
        StepKind(
            "setup.unplug", fr: "[mon|le] casque [est débranché|se débranche]", en: "[my|the] headset is unplugged",
            help: Bilingual(
                "Le casque disparaît pendant que le programme marche.", "The headset goes while the program runs."),
            examples: Bilingual("mon casque est débranché", "my headset is unplugged")
        ) { _ in .setUp(.headset(isPlugged: false)) },
        StepKind(
            "setup.plug", fr: "[mon|le] casque [est rebranché|revient]",
            en: "[my|the] headset [is plugged in again|comes back]",
            help: Bilingual("Le casque revient.", "The headset comes back."),
            examples: Bilingual("mon casque est rebranché", "my headset is plugged in again")
        ) { _ in .setUp(.headset(isPlugged: true)) },
        StepKind(
            "setup.voice.device", fr: "la voix a son propre appareil", en: "the voice has its own device",
            help: Bilingual(
                "La voix sort ailleurs que dans le casque ; on n'écoute que le casque.",
                "The voice is heard elsewhere than in the headset; only the headset is listened to."),
            examples: Bilingual("la voix a son propre appareil", "the voice has its own device")
        ) { _ in .setUp(.ownVoiceDevice) },
        StepKind(
            "setup.voice.unplug", fr: "l'appareil de la voix [est débranché|se débranche]",
            en: "the voice's device is unplugged",
            help: Bilingual(
                "L'appareil de la voix disparaît pendant que le programme marche.",
                "The voice's device goes while the program runs."),
            examples: Bilingual("l'appareil de la voix est débranché", "the voice's device is unplugged")
        ) { _ in .setUp(.voiceDevice(isPlugged: false)) },
        StepKind(
            "setup.voice.plug", fr: "l'appareil de la voix [est rebranché|revient]",
            en: "the voice's device [is plugged in again|comes back]",
            help: Bilingual("L'appareil de la voix revient.", "The voice's device comes back."),
            examples: Bilingual("l'appareil de la voix est rebranché", "the voice's device is plugged in again")
        ) { _ in .setUp(.voiceDevice(isPlugged: true)) },
        StepKind(
            "setup.link", fr: "le lien {text:text} est ouvert", en: "the link {text:text} is opened",
            help: Bilingual(
                "D'une page, par la commande open du programme.", "From a page, by the program's command open."),
            examples: Bilingual("le lien « tel:0476001122 » est ouvert", "the link \"tel:0476001122\" is opened")
        ) { a throws(ArgumentProblem) in .setUp(.linkOpens(try a.text())) },
        StepKind(
            "setup.start", fr: "le programme démarre|je lance le programme",
            en: "the program starts|I start the program",
            help: Bilingual(
                "Sans cette étape, il démarre à la première touche ou au premier appel.",
                "Without this step it starts at the first key or call."),
            examples: Bilingual("le programme démarre", "the program starts")
        ) { _ in .setUp(.programStarts) },
        StepKind(
            "setup.restart", fr: "le programme redémarre|je relance le programme",
            en: "the program restarts|I restart the program",
            help: Bilingual("Il finit et démarre avec ce qu'il a gardé.", "It ends and starts with what it kept."),
            examples: Bilingual("le programme redémarre", "the program restarts")
        ) { _ in .setUp(.programRestarts) },
        StepKind(
            "setup.online", fr: "je suis en ligne|la ligne est enregistrée", en: "I am online|the line is registered",
            help: Bilingual("La ligne est enregistrée auprès du serveur.", "The line is registered with the server."),
            examples: Bilingual("je suis en ligne", "I am online")
        ) { _ in .setUp(.online) },
        StepKind(
            "setup.call", fr: "[un appel en cours|je suis en communication] avec {peer:peer}",
            en: "[a call in progress|I am in a call] with {peer:peer}",
            help: Bilingual("Un appel déjà pris avec ce correspondant.", "A call with this peer, answered already."),
            examples: Bilingual("un appel en cours avec Dupont", "a call in progress with Dupont")
        ) { a throws(ArgumentProblem) in .setUp(.callInProgress(with: try a.text("peer"))) },
    ]
}
