import CallEngine

extension Answer {
    func french(_ style: PhraseStyle) -> String {
        switch self {
        case .noCall: "Aucun appel"
        case .caller(let party), .newTarget(let party): style.name(party)
        case .callerKnown(let party, let source, let claimed):
            [style.name(party), source.isEmpty ? "vos contacts" : CleanedName.clean(source)].joined(separator: ", ")
                + (claimed.map { ", se présente comme \(CleanedName.clean($0))" } ?? "")
        case .directorySilent: "Annuaire muet"
        case .callerNumber(let party): style.number(party) ?? style.language.withheld
        case .callerForwarded(let party, let others):
            "\(style.name(party)), renvoyé par \(Self.names(others, style))"
        case .callerDigitsUnverified(let party): Self.digits(party, style) + ", non vérifié"
        case .callerDigits(let party): Self.digits(party, style)
        case .callerSpelled(let party, let alphabet): Self.spelled(party, alphabet, style)
        case .place(let place): place.french(style)
        case .timeAndDuration(let clock, let call):
            SpokenTime.clock(secondsOfDay: clock, .french)
                + (call.map { ", appel \(SpokenTime.duration(seconds: $0, .french))" } ?? "")
        case .callVolume(let percent): "Volume \(percent)"
        case .ears(.both): "Deux oreilles"
        case .ears(.voiceLeft): "Voix à gauche, appel à droite"
        case .ears(.voiceRight): "Voix à droite, appel à gauche"
        case .speechRate(let rate): "Vitesse \(rate)"
        case .speaker(let isOwn): isOwn ? "Notre voix parle" : "Le lecteur d'écran parle"
        case .level(let level): "Annonces de niveau \(level.rawValue)"
        case .unknownKey: "Touche inconnue"
        case .outsideField: "Hors champ"
        case .impossible(let obstacle): obstacle.french
        case .describing: "Touches décrites. Retour arrière pour finir"
        case .describingEnded: "Fin de la description"
        case .described(let name, let help): "\(name) : \(help)"
        case .transferAnswered(let party, let accepts):
            accepts ? "Vers \(style.name(party))" : "Transfert interdit"
        case .nothingToRepeat: "Rien à répéter"
        case .atHome: "Page d'accueil"
        case .character(let character): SpokenCharacter.word(for: character, .french)
        case .emptyField: "Champ vide"
        case .page(let answer): answer.text(style)
        case .calling(let whom): "Appelle \(whom)"
        case .dialRefused(let problem): Self.french(problem)
        case .refused(let problem): Self.french(problem)
        case .digitReceived(let digit): "Reçu \(SpokenCharacter.word(for: digit, .french))"
        case .closing: "Fermeture"
        case .onScreen: "À l'écran"
        case .noLine(let file):
            "Aucune ligne. Pour essayer : clairvoix --practice. Pour votre compte : clairvoix config schema, fichier \(file)"
        }
    }

    private static func french(_ problem: DialProblem) -> String {
        switch problem {
        case .invalidAddress: "Numéro ou adresse invalide : à corriger"
        case .noAccount: "Aucune ligne : voir la configuration"
        case .lineUnavailable: "Hors ligne : appel impossible pour l'instant"
        case .tooManyCalls: "Trop d'appels : finissez-en un"
        case .mediaUnavailable: "Pas de son : appel impossible"
        case .noSuchService: "Cette ligne n'a pas ce code : voir la configuration"
        }
    }

    private static func french(_ problem: CommandProblem) -> String {
        switch problem {
        case .unknownCall: "Cet appel est déjà fini"
        case .unknownAccount: "Cette ligne n'existe pas"
        case .notInThisState: "Impossible à ce moment de l'appel"
        case .invalidDigits: "Ces touches ne s'envoient pas"
        case .invalidAddress: "Numéro ou adresse invalide : à corriger"
        case .notConfigured: "Cette ligne n'a pas ce code : voir la configuration"
        case .tooMany: "Trop à la fois : finissez-en un"
        case .notRecordable: "Enregistrement impossible"
        }
    }
}

extension Obstacle {
    var french: String {
        switch self {
        case .onlyRings: "Ça sonne : F4 décroche, F5 refuse"
        case .nothingRings: "Rien ne sonne"
        case .noCall: "Aucun appel"
        case .noOtherCall: "Pas d'autre appel"
        case .notAnswered: "Appel pas encore pris"
        case .noSpeedDial: "Aucun contact n'a ce numéro abrégé"
        case .noNumber: "Aucun numéro"
        case .callInProgress: "Un appel est en cours : raccrochez d'abord"
        case .noSuchPlace: "Rien avec cette lettre"
        case .noSuchPlaceButCommand: "Rien avec cette lettre. Commande : ² puis la lettre"
        case .isHeld: "En attente : reprenez d'abord, F8"
        case .holdsUs: "On vous fait patienter"
        case .noText: "Pas de texte dans cet appel"
        case .noMailbox: "Pas de messagerie connue"
        case .noLink: "Pas de lien à appeler"
        case .noPage: "Aucune page réglée pour les appels"
        case .nobodyRings: "Rien ne sonne chez un collègue"
        case .noLine: "Aucune ligne : voir Premiers pas"
        case .noPastCall: "Choisissez un appel dans Appels récents"
        case .nothingWritten: "Le message est vide"
        case .noName: "Il manque le nom"
        case .noAddress: "Il faut une adresse, comme nom@serveur"
        case .fieldFull: "Champ plein"
        case .noForm: "Aucune fiche ici, voir config check"
        case .tooManyDrafts: "Trop de brouillons de fiche"
        case .tooManyWatched: "Trop de collègues suivis"
        case .tooManyContacts: "Trop de contacts : supprimez-en"
        case .noTransferAsked: "Personne ne demande de transfert"
        }
    }
}

extension QualityGrade {
    var french: String {
        switch self {
        case .good: "bonne"
        case .fair: "moyenne"
        case .poor: "mauvaise"
        }
    }
}

extension CallQuality {
    /// "4,2" of 42 tenths.
    func score(_ separator: String) -> String { "\(scoreTenths / 10)\(separator)\(scoreTenths % 10)" }
}

extension Place {
    func french(_ style: PhraseStyle) -> String {
        var parts = ["\(page), \(line), \(position) sur \(count)"]
        parts += calls
        if let isMicrophoneSent { parts.append(isMicrophoneSent ? "micro ouvert" : "micro coupé") }
        if let quality { parts.append("Qualité \(quality.grade.french), \(quality.score(","))") }
        parts += stateWords(style)
        if !pending.isEmpty { parts.append("à entendre : \(pending.joined(separator: " ; "))") }
        return parts.joined(separator: ". ")
    }
}
