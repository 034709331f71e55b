import Configuration

extension StepKind {
    /// Faults of the network and the server.
    static let networkSteps: [StepKind] = [
        StepKind(
            "network.fails", fr: "le réseau [tombe|est coupé|se coupe] (pendant {duration:duration})",
            en: "the network [fails|goes down|is cut|is down] (for {duration:duration})",
            help: Bilingual(
                "Plus aucun paquet ne passe, jusqu'à son retour ou si longtemps.",
                "No packet passes, until it returns or for so long."),
            examples: Bilingual("le réseau tombe", "the network fails"),
            Bilingual("le réseau est coupé pendant 2 s", "the network is down for 2 s")
        ) { a throws(ArgumentProblem) in .network(.fails(during: a.optionalDuration("duration"))) },
        StepKind(
            "network.returns", fr: "le réseau [revient|est rétabli]", en: "the network [returns|comes back]",
            help: Bilingual("Les paquets passent de nouveau.", "Packets pass again."),
            examples: Bilingual("le réseau revient", "the network returns")
        ) { _ in .network(.returns) },
        StepKind(
            "network.loses", fr: "le réseau perd {share:percent} des paquets",
            en: "the network loses {share:percent} of (the) packets",
            help: Bilingual("Des paquets se perdent.", "Packets are lost."),
            examples: Bilingual("le réseau perd 5 % des paquets", "the network loses 5% of packets")
        ) { a throws(ArgumentProblem) in .network(.loses(try StepKind.share(a))) },
        StepKind(
            "network.duplicates", fr: "le réseau double {share:percent} des paquets",
            en: "the network duplicates {share:percent} of (the) packets",
            help: Bilingual("Des paquets arrivent deux fois.", "Packets arrive twice."),
            examples: Bilingual(
                "le réseau double 10 pour cent des paquets", "the network duplicates 10 percent of packets")
        ) { a throws(ArgumentProblem) in .network(.duplicates(try StepKind.share(a))) },
        StepKind(
            "network.delays", fr: "le réseau retarde les paquets de {duration:duration}",
            en: "the network delays (the) packets by {duration:duration}",
            help: Bilingual("Chaque paquet arrive plus tard.", "Each packet arrives later."),
            examples: Bilingual("le réseau retarde les paquets de 150 ms", "the network delays packets by 150 ms")
        ) { a throws(ArgumentProblem) in .network(.delays(try a.duration())) },
        StepKind(
            "network.jitters", fr: "la gigue du réseau est de {duration:duration}",
            en: "the jitter of the network is {duration:duration}",
            help: Bilingual("Les paquets arrivent irrégulièrement.", "Packets arrive unevenly."),
            examples: Bilingual("la gigue du réseau est de 60 ms", "the jitter of the network is 60 ms")
        ) { a throws(ArgumentProblem) in .network(.jitters(try a.duration())) },
        StepKind(
            "network.server.stops", fr: "le serveur [ne répond plus|se tait]",
            en: "the server [stops answering|falls silent]",
            help: Bilingual("Le serveur de la ligne ne répond plus.", "The line's server no longer answers."),
            examples: Bilingual("le serveur ne répond plus", "the server stops answering")
        ) { _ in .network(.serverStops) },
        StepKind(
            "network.server.returns", fr: "le serveur [répond de nouveau|revient]",
            en: "the server [answers again|comes back]",
            help: Bilingual("Le serveur répond de nouveau.", "The server answers again."),
            examples: Bilingual("le serveur répond de nouveau", "the server answers again")
        ) { _ in .network(.serverReturns) },
        StepKind(
            "network.server.refuses", fr: "le serveur refuse le mot de passe", en: "the server refuses the password",
            help: Bilingual("L'enregistrement échoue.", "The registration fails."),
            examples: Bilingual("le serveur refuse le mot de passe", "the server refuses the password")
        ) { _ in .network(.serverRefusesPassword) },
        StepKind(
            "network.address", fr: "l'adresse (réseau) du poste change",
            en: "the (network) address of the computer changes",
            help: Bilingual(
                "Comme en passant du câble au sans-fil ; non testé : c'est à l'administrateur du poste.",
                "As when cable gives way to wireless; not tested: it takes the computer's administrator."),
            examples: Bilingual("l'adresse du poste change", "the address of the computer changes")
        ) { _ in .network(.addressChanges) },
    ]

    private static func share(_ arguments: Arguments) throws(ArgumentProblem) -> Double {
        let share = try arguments.decimal("share")
        guard (0...100).contains(share) else {
            throw .bad(Bilingual("de 0 à 100 % est attendu", "0 to 100% is expected"))
        }
        return share
    }
}
