import Configuration

extension StepKind {
    /// What SIP and RTP carried.
    static let carriedSteps: [StepKind] = [
        StepKind(
            "sip.sends", fr: "le programme envoie [un|une] {method:method} (en moins de {within:duration})",
            en: "the program sends [a|an] {method:method} (within {within:duration})",
            help: Bilingual("Une requête SIP part.", "A SIP request leaves."),
            examples: Bilingual("le programme envoie un BYE", "the program sends a BYE")
        ) { a throws(ArgumentProblem) in
            .carried(.sends(try a.choice("method"), within: a.optionalDuration("within")))
        },
        StepKind(
            "sip.none", fr: "le programme n'envoie [aucun|aucune|pas de] {method:method}",
            en: "the program sends no {method:method}",
            help: Bilingual("Aucune requête de cette sorte ne part.", "No request of this kind leaves."),
            examples: Bilingual("le programme n'envoie aucun INVITE", "the program sends no INVITE")
        ) { a throws(ArgumentProblem) in .carried(.sendsNone(try a.choice("method"))) },
        StepKind(
            "sip.count", fr: "le programme envoie {method:method} {count:number} fois",
            en: "the program sends {method:method} {count:number} [time|times]",
            help: Bilingual("Sans compter les répétitions du transport.", "The transport's repetitions not counted."),
            examples: Bilingual("le programme envoie REGISTER 2 fois", "the program sends REGISTER 2 times")
        ) { a throws(ArgumentProblem) in
            .carried(.count(try a.choice("method"), times: try a.number()))
        },
        StepKind(
            "sip.receives", fr: "{peer:peer} reçoit [un|une] {method:method} (en moins de {within:duration})",
            en: "{peer:peer} receives [a|an] {method:method} (within {within:duration})",
            help: Bilingual("Une requête SIP arrive au correspondant.", "A SIP request reaches the peer."),
            examples: Bilingual("Dupont reçoit un BYE en moins de 1 s", "Dupont receives a BYE within 1 s")
        ) { a throws(ArgumentProblem) in
            .carried(
                .receives(
                    peer: try a.text("peer"), try a.choice("method"), within: a.optionalDuration("within")))
        },
        StepKind(
            "sip.answers", fr: "le programme répond (avec le code) {code:number}",
            en: "the program answers (with the code) {code:number}",
            help: Bilingual("Une réponse SIP du programme, de 100 à 699.", "A SIP answer of the program, 100 to 699."),
            examples: Bilingual("le programme répond 603", "the program answers 603")
        ) { a throws(ArgumentProblem) in
            .carried(.answers(code: try StepKind.code(try a.number("code"), 100...699)))
        },
        StepKind(
            "sip.contains", fr: "[le|la|l'] {method:method} contient {text:text}",
            en: "the {method:method} contains {text:text}",
            help: Bilingual("Dans la dernière requête de cette sorte.", "In the last request of this kind."),
            examples: Bilingual("l'INVITE contient « m=text »", "the INVITE contains \"m=text\"")
        ) { a throws(ArgumentProblem) in .carried(.contains(try a.choice("method"), try a.text())) },
        StepKind(
            "rtp.encrypted", fr: "l'appel est chiffré", en: "the call is encrypted",
            help: Bilingual(
                "Le son part en SRTP ; le demandent les réglages account.encryption et account.keys_in_clear.",
                "The sound leaves as SRTP; the settings account.encryption and account.keys_in_clear ask for it."),
            examples: Bilingual("l'appel est chiffré", "the call is encrypted")
        ) { _ in .carried(.encrypted) },
        StepKind(
            "rtp.codec", fr: "le codec est {text:text}", en: "the codec is {text:text}",
            help: Bilingual("Le codec du son envoyé.", "The codec of the sent sound."),
            examples: Bilingual("le codec est « opus »", "the codec is \"opus\"")
        ) { a throws(ArgumentProblem) in .carried(.codec(try a.text())) },
        StepKind(
            "rtp.sent", fr: "des paquets RTP partent", en: "RTP packets leave",
            help: Bilingual("Le programme envoie du son.", "The program sends sound."),
            examples: Bilingual("des paquets RTP partent", "RTP packets leave")
        ) { _ in .carried(.packets(.sent)) },
        StepKind(
            "rtp.received", fr: "des paquets RTP arrivent", en: "RTP packets arrive",
            help: Bilingual("Du son arrive au programme.", "Sound reaches the program."),
            examples: Bilingual("des paquets RTP arrivent", "RTP packets arrive")
        ) { _ in .carried(.packets(.received)) },
        StepKind(
            "rtp.none", fr: "aucun paquet RTP ne part (pendant {duration:duration})",
            en: "no RTP packet leaves (for {duration:duration})",
            help: Bilingual("Le programme n'envoie rien.", "The program sends nothing."),
            examples: Bilingual("aucun paquet RTP ne part pendant 2 s", "no RTP packet leaves for 2 s")
        ) { a throws(ArgumentProblem) in .carried(.noPackets(a.optionalDuration("duration"))) },
        StepKind(
            "rtp.digits", fr: "les chiffres {text:text} partent", en: "the digits {text:text} are sent",
            help: Bilingual("Les touches de téléphone, dans cet ordre.", "The telephone keys, in this order."),
            examples: Bilingual("les chiffres « 12# » partent", "the digits \"12#\" are sent")
        ) { a throws(ArgumentProblem) in .carried(.digits(try a.text())) },
        StepKind(
            "rtp.text",
            fr: "le texte {text:text} parvient à {peer:peer} ([en moins de|avant|dans les] {within:duration})",
            en: "the text {text:text} reaches {peer:peer} (within {within:duration})",
            help: Bilingual("Du texte en temps réel, sans rien de perdu.", "Real-time text, with nothing lost."),
            examples: Bilingual("le texte « bonjour » parvient à Dupont", "the text \"hello\" reaches Dupont"),
            Bilingual(
                "le texte « a » parvient à Dupont en moins de 500 ms", "the text \"a\" reaches Dupont within 500 ms")
        ) { a throws(ArgumentProblem) in
            .carried(.text(try a.text(), peer: try a.text("peer"), within: a.optionalDuration("within")))
        },
    ]
}
