import Configuration

extension StepKind {
    /// What is in the sound that is sent and received.
    static let soundSteps: [StepKind] = [
        StepKind(
            "sound.contains", fr: "le son {direction:direction} contient {shape:burst}",
            en: "the {direction:direction} sound contains {shape:burst}",
            help: Bilingual(
                "Trouvé dans le son lui-même ; une rafale, où mon micro capte des rafales.",
                "Found in the sound itself; a burst, where my microphone hears bursts."),
            examples: Bilingual("le son envoyé contient une rafale", "the sent sound contains a burst")
        ) { a throws(ArgumentProblem) in .sound(.contains(try a.choice("direction"), try a.choice("shape"))) },
        StepKind(
            "sound.silent", fr: "le son {direction:direction} est [silencieux|muet] (pendant {duration:duration})",
            en: "the {direction:direction} sound is silent (for {duration:duration})",
            help: Bilingual("Pas même un souffle au-dessus de −60 dB.", "Not even a hiss above −60 dB."),
            examples: Bilingual("le son envoyé est silencieux pendant 2 s", "the sent sound is silent for 2 s")
        ) { a throws(ArgumentProblem) in
            .sound(.silent(try a.choice("direction"), a.optionalDuration("duration")))
        },
        StepKind(
            "sound.level", fr: "le niveau du son {direction:direction} est {bound:bound} {level:level}",
            en: "the level of the {direction:direction} sound is {bound:bound} {level:level}",
            help: Bilingual(
                "Le niveau efficace, en dB sous le maximum.", "The effective level, in dB below full scale."),
            examples: Bilingual(
                "le niveau du son reçu est d'au moins -40 dB", "the level of the received sound is at least -40 dB")
        ) { a throws(ArgumentProblem) in
            .sound(.level(try a.choice("direction"), try a.choice("bound"), try a.decimal("level")))
        },
        StepKind(
            "sound.ear", fr: "{ear:ear} [est silencieuse|sont silencieuses]", "je n'entends rien dans {ear:ear}",
            en: "{ear:ear} [is|are] silent", "I hear nothing in {ear:ear}",
            help: Bilingual("Rien dans ce côté du casque.", "Nothing in this side of the headset."),
            examples: Bilingual("l'oreille droite est silencieuse", "the right ear is silent")
        ) { a throws(ArgumentProblem) in .sound(.earSilent(try a.choice("ear"))) },
        StepKind(
            "sound.leak", fr: "rien de ce que dit le programme ne part (vers le correspondant)",
            "{peer:peer} n'entend pas la voix (du programme)",
            "la voix ne fuit pas dans le son envoyé",
            en: "nothing that the program says is sent (to the peer)",
            "{peer:peer} does not hear the voice (of the program)",
            "the voice does not leak into the sent sound",
            help: Bilingual("Ni voix ni signal dans le son envoyé.", "Neither voice nor earcon in the sent sound."),
            examples: Bilingual(
                "rien de ce que dit le programme ne part vers le correspondant",
                "nothing that the program says is sent to the peer")
        ) { _ in .sound(.noLeak) },
        StepKind(
            "sound.peer.hears", fr: "{peer:peer} [m'entend|entend ma voix]", en: "{peer:peer} hears [me|my voice]",
            help: Bilingual("Le son du micro parvient au correspondant.", "The microphone's sound reaches the peer."),
            examples: Bilingual("Dupont m'entend", "Dupont hears me")
        ) { a throws(ArgumentProblem) in .sound(.peerHearsVoice(try a.text("peer"))) },
        StepKind(
            "sound.peer.silence", fr: "{peer:peer} n'entend (plus) rien (pendant {duration:duration})",
            "{peer:peer} ne m'entend [pas|plus]",
            en: "{peer:peer} hears nothing (for {duration:duration})",
            "{peer:peer} [does not|no longer] [hear|hears] me",
            help: Bilingual("Le correspondant reçoit du silence.", "The peer receives silence."),
            examples: Bilingual("Dupont n'entend plus rien", "Dupont hears nothing"),
            Bilingual("Dupont ne m'entend plus", "Dupont no longer hears me")
        ) { a throws(ArgumentProblem) in
            .sound(.peerHearsNothing(try a.text("peer"), a.optionalDuration("duration")))
        },
        StepKind(
            "sound.tone.heard",
            fr: "j'entends un son de {hertz:number} [Hz|hertz] (affaibli de {loss:level} au plus)",
            en: "I hear a tone of {hertz:number} [Hz|hertz] (weakened by {loss:level} at most)",
            help: Bilingual(
                "Ce son du correspondant arrive au casque ; au besoin, ce qu'il a perdu en route.",
                "This sound of the peer reaches the headset; where needed, what it lost on the way."),
            examples: Bilingual("j'entends un son de 7000 Hz", "I hear a tone of 7000 Hz"),
            Bilingual(
                "j'entends un son de 7000 Hz affaibli de 3 dB au plus",
                "I hear a tone of 7000 Hz weakened by 3 dB at most")
        ) { a throws(ArgumentProblem) in try StepKind.tone(a, heardBy: nil) },
        StepKind(
            "sound.tone.peer",
            fr: "{peer:peer} entend un son de {hertz:number} [Hz|hertz] (affaibli de {loss:level} au plus)",
            en: "{peer:peer} hears a tone of {hertz:number} [Hz|hertz] (weakened by {loss:level} at most)",
            help: Bilingual(
                "Ce son du micro parvient au correspondant ; au besoin, ce qu'il a perdu en route.",
                "This sound of the microphone reaches the peer; where needed, what it lost on the way."),
            examples: Bilingual("Dupont entend un son de 7000 Hz", "Dupont hears a tone of 7000 Hz"),
            Bilingual(
                "Dupont entend un son de 250 Hz affaibli de 3 dB au plus",
                "Dupont hears a tone of 250 Hz weakened by 3 dB at most")
        ) { a throws(ArgumentProblem) in try StepKind.tone(a, heardBy: try a.text("peer")) },
    ]

    private static func tone(_ arguments: Arguments, heardBy peer: String?) throws(ArgumentProblem) -> Step {
        .sound(
            .tone(
                hertz: try hertz(try arguments.number("hertz")), heardBy: peer,
                loss: try arguments.optionalDecimal("loss")))
    }

    /// What a person may hear and a sound device carries.
    static func hertz(_ hertz: Int) throws(ArgumentProblem) -> Int {
        guard (20...20_000).contains(hertz) else {
            throw .bad(
                Bilingual("une hauteur de 20 à 20000 Hz est attendue", "a pitch from 20 to 20000 Hz is expected"))
        }
        return hertz
    }
}
