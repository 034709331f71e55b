import Configuration

extension StepKind {
    /// What peers do with calls.
    static let peerCallSteps: [StepKind] = [
        StepKind(
            "peer.exists",
            fr:
                "un correspondant {peer:peer} (qui {behaviour:behaviour} (après {after:duration}|au bout de {after:duration}))",
            en: "a peer {peer:peer} (who {behaviour:behaviour} (after {after:duration}))",
            help: Bilingual(
                "Quelqu'un que l'agent peut appeler ; sans autre indication, il décroche.",
                "Somebody whom the agent can call; if nothing else is said, they answer."),
            examples: Bilingual("un correspondant Martin", "a peer Martin"),
            Bilingual("un correspondant Martin qui décroche après 2 s", "a peer Martin who answers after 2 s"),
            Bilingual("un correspondant « Léa Roux » qui est occupé", "a peer \"Léa Roux\" who is busy")
        ) { a throws(ArgumentProblem) in
            let behaviour: PeerBehaviour? = a.optionalChoice("behaviour")
            return .peer(try a.text("peer"), .exists(behaviour ?? .answers, after: a.optionalDuration("after")))
        },
        StepKind(
            "peer.textless", fr: "un correspondant {peer:peer} sans texte", en: "a peer {peer:peer} without text",
            help: Bilingual(
                "Quelqu'un dont le téléphone ne connaît pas le texte en temps réel.",
                "Somebody whose telephone knows no real-time text."),
            examples: Bilingual("un correspondant Martin sans texte", "a peer Martin without text")
        ) { a throws(ArgumentProblem) in .peer(try a.text("peer"), .existsWithoutText) },
        StepKind(
            "peer.calls",
            fr:
                "{peer:peer} [appelle|m'appelle|rappelle|me rappelle] (encore|de nouveau) ([du|depuis le] (numéro) {number:text})",
            en: "{peer:peer} calls (me) (again) (from {number:text})",
            help: Bilingual("Un appel arrive de ce correspondant.", "A call comes in from this peer."),
            examples: Bilingual("Dupont appelle", "Dupont calls"),
            Bilingual("« Marie Martin » m'appelle du « 0612345678 »", "\"Marie Martin\" calls me from \"0612345678\"")
        ) { a throws(ArgumentProblem) in .peer(try a.text("peer"), .calls(number: a.optionalText("number"))) },
        StepKind(
            "peer.withheld", fr: "{peer:peer} [appelle|m'appelle] en numéro masqué",
            en: "{peer:peer} calls (me) with a withheld number",
            help: Bilingual("Un appel dont le numéro est caché.", "A call whose number is hidden."),
            examples: Bilingual("Dupont m'appelle en numéro masqué", "Dupont calls me with a withheld number")
        ) { a throws(ArgumentProblem) in .peer(try a.text("peer"), .callsWithheld) },
        StepKind(
            "peer.does",
            fr:
                "{peer:peer} {behaviour:behaviour} (l'appel|mon appel) (après {after:duration}|au bout de {after:duration})",
            en: "{peer:peer} {behaviour:behaviour} (the call|my call) (after {after:duration})",
            help: Bilingual("Ce que fait un correspondant appelé.", "What a called peer does."),
            examples: Bilingual("Dupont décroche", "Dupont answers"),
            Bilingual("Martin refuse l'appel", "Martin declines the call"),
            Bilingual("Martin répond après 3 s", "Martin picks up after 3 s"),
            Bilingual("Martin est occupé", "Martin is busy"),
            Bilingual("Martin ne répond pas", "Martin does not answer")
        ) { a throws(ArgumentProblem) in
            .peer(try a.text("peer"), .does(try a.choice("behaviour"), after: a.optionalDuration("after")))
        },
        StepKind(
            "peer.gives.up", fr: "{peer:peer} [renonce|abandonne] (l'appel)", en: "{peer:peer} gives up (calling)",
            help: Bilingual("L'appelant n'attend plus.", "The caller waits no longer."),
            examples: Bilingual("Dupont renonce", "Dupont gives up")
        ) { a throws(ArgumentProblem) in .peer(try a.text("peer"), .givesUp) },
        StepKind(
            "peer.hangs.up", fr: "{peer:peer} raccroche (après {after:duration}|au bout de {after:duration})",
            en: "{peer:peer} hangs up (after {after:duration})",
            help: Bilingual("Le correspondant finit l'appel.", "The peer ends the call."),
            examples: Bilingual("Dupont raccroche", "Dupont hangs up"),
            Bilingual("Dupont raccroche après 2 s", "Dupont hangs up after 2 s")
        ) { a throws(ArgumentProblem) in .peer(try a.text("peer"), .hangsUp(after: a.optionalDuration("after"))) },
        StepKind(
            "peer.holds", fr: "{peer:peer} [met l'appel|me met] en attente",
            en: "{peer:peer} puts [me|the call] on hold",
            help: Bilingual("Le correspondant fait patienter.", "The peer makes the agent wait."),
            examples: Bilingual("Dupont me met en attente", "Dupont puts me on hold")
        ) { a throws(ArgumentProblem) in .peer(try a.text("peer"), .holds) },
        StepKind(
            "peer.resumes", fr: "{peer:peer} reprend (l'appel)", en: "{peer:peer} resumes (the call)",
            help: Bilingual("Le correspondant reprend après une attente.", "The peer resumes after a hold."),
            examples: Bilingual("Dupont reprend l'appel", "Dupont resumes the call")
        ) { a throws(ArgumentProblem) in .peer(try a.text("peer"), .resumes) },
        StepKind(
            "peer.transfers", fr: "{peer:peer} me transfère [à|vers|chez] {target:peer}",
            en: "{peer:peer} transfers me to {target:peer}",
            help: Bilingual("Le correspondant envoie l'agent vers un autre.", "The peer sends the agent to another."),
            examples: Bilingual("Dupont me transfère à Martin", "Dupont transfers me to Martin")
        ) { a throws(ArgumentProblem) in .peer(try a.text("peer"), .transfers(to: try a.text("target"))) },
        StepKind(
            "peer.transfer.accepted", fr: "{peer:peer} accepte le transfert", en: "{peer:peer} accepts the transfer",
            help: Bilingual("Le transfert de l'agent réussit.", "The agent's transfer succeeds."),
            examples: Bilingual("Dupont accepte le transfert", "Dupont accepts the transfer")
        ) { a throws(ArgumentProblem) in .peer(try a.text("peer"), .answersTransfer(isAccepted: true)) },
        StepKind(
            "peer.transfer.refused", fr: "{peer:peer} refuse le transfert",
            en: "{peer:peer} [declines|refuses] the transfer",
            help: Bilingual("Le transfert de l'agent échoue.", "The agent's transfer fails."),
            examples: Bilingual("Dupont refuse le transfert", "Dupont declines the transfer")
        ) { a throws(ArgumentProblem) in .peer(try a.text("peer"), .answersTransfer(isAccepted: false)) },
        StepKind(
            "peer.code", fr: "{peer:peer} [répond|refuse] avec le code {code:number}",
            en: "{peer:peer} [answers|refuses] with the code {code:number}",
            help: Bilingual("Une réponse finale de SIP, de 300 à 699.", "A final answer of SIP, 300 to 699."),
            examples: Bilingual("Martin répond avec le code 404", "Martin answers with the code 404")
        ) { a throws(ArgumentProblem) in
            .peer(try a.text("peer"), .refuses(code: try StepKind.code(try a.number("code"), 300...699)))
        },
    ]

    /// A code of SIP within the answers that make sense there.
    static func code(_ code: Int, _ allowed: ClosedRange<Int>) throws(ArgumentProblem) -> Int {
        guard allowed.contains(code) else {
            throw .bad(
                Bilingual(
                    "un code de \(allowed.lowerBound) à \(allowed.upperBound) est attendu",
                    "a code from \(allowed.lowerBound) to \(allowed.upperBound) is expected"))
        }
        return code
    }

    /// What peers say, write and send.
    static let peerSpeechSteps: [StepKind] = [
        StepKind(
            "peer.types",
            fr:
                "{peer:peer} [écrit|m'écrit|tape] {text:text} (à {apart:duration} par lettre|une lettre toutes les {apart:duration})",
            en: "{peer:peer} [types|writes] {text:text} (one letter every {apart:duration})",
            help: Bilingual("Du texte en temps réel pendant l'appel.", "Real-time text during the call."),
            examples: Bilingual("Dupont écrit « bonjour »", "Dupont types \"hello\""),
            Bilingual(
                "Dupont écrit « bonjour » une lettre toutes les 200 ms",
                "Dupont types \"hello\" one letter every 200 ms")
        ) { a throws(ArgumentProblem) in
            .peer(try a.text("peer"), .types(try a.text(), apart: a.optionalDuration("apart")))
        },
        StepKind(
            "peer.digits", fr: "{peer:peer} [compose|envoie] les chiffres {text:text}",
            en: "{peer:peer} sends the digits {text:text}",
            help: Bilingual("Des touches de téléphone pendant l'appel.", "Telephone keys during the call."),
            examples: Bilingual("Dupont envoie les chiffres « 12# »", "Dupont sends the digits \"12#\"")
        ) { a throws(ArgumentProblem) in .peer(try a.text("peer"), .sendsDigits(try a.text())) },
        StepKind(
            "peer.speaks", fr: "{peer:peer} parle (pendant {duration:duration})",
            en: "{peer:peer} speaks (for {duration:duration})",
            help: Bilingual("La voix du correspondant arrive.", "The peer's voice arrives."),
            examples: Bilingual("Dupont parle pendant 5 s", "Dupont speaks for 5 s")
        ) { a throws(ArgumentProblem) in .peer(try a.text("peer"), .speaks(a.optionalDuration("duration"))) },
        StepKind(
            "peer.silent", fr: "{peer:peer} se tait", en: "{peer:peer} falls silent",
            help: Bilingual("Le correspondant ne parle plus.", "The peer stops speaking."),
            examples: Bilingual("Dupont se tait", "Dupont falls silent")
        ) { a throws(ArgumentProblem) in .peer(try a.text("peer"), .fallsSilent) },
        StepKind(
            "peer.tone",
            fr: "{peer:peer} [émet|fait entendre] un son de {hertz:number} [Hz|hertz] (pendant {duration:duration})",
            en: "{peer:peer} plays a tone of {hertz:number} [Hz|hertz] (for {duration:duration})",
            help: Bilingual(
                "Un son continu d'une seule hauteur, pour juger la largeur du son.",
                "A steady sound of one pitch, to judge how wide the sound is."),
            examples: Bilingual("Dupont émet un son de 7000 Hz", "Dupont plays a tone of 7000 Hz"),
            Bilingual(
                "Dupont fait entendre un son de 250 Hz pendant 5 s", "Dupont plays a tone of 250 Hz for 5 s")
        ) { a throws(ArgumentProblem) in
            .peer(
                try a.text("peer"),
                .playsTone(hertz: try StepKind.hertz(try a.number("hertz")), a.optionalDuration("duration")))
        },
        StepKind(
            "peer.message", fr: "{peer:peer} m'envoie le message {text:text}",
            en: "{peer:peer} sends me the message {text:text}",
            help: Bilingual("Un message écrit, hors appel.", "A written message, outside a call."),
            examples: Bilingual(
                "Dupont m'envoie le message « rappelez-moi »", "Dupont sends me the message \"call me back\"")
        ) { a throws(ArgumentProblem) in .peer(try a.text("peer"), .sendsMessage(try a.text())) },
        StepKind(
            "peer.voicemail", fr: "{peer:peer} laisse un message vocal", en: "{peer:peer} leaves a voice message",
            help: Bilingual("La messagerie signale un message.", "The voicemail tells of a message."),
            examples: Bilingual("Dupont laisse un message vocal", "Dupont leaves a voice message")
        ) { a throws(ArgumentProblem) in .peer(try a.text("peer"), .leavesVoiceMessage) },
        StepKind(
            "peer.presence", fr: "{peer:peer} devient {presence:presence}",
            en: "{peer:peer} becomes {presence:presence}",
            help: Bilingual("L'état d'un collègue suivi change.", "The state of a watched colleague changes."),
            examples: Bilingual("Martin devient disponible", "Martin becomes available")
        ) { a throws(ArgumentProblem) in .peer(try a.text("peer"), .becomes(try a.choice("presence"))) },
    ]
}
