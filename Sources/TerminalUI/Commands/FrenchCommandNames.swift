extension Command {
    /// The spoken name in French.
    var frenchName: String {
        switch self {
        case .keys: "Touches"
        case .who: "Qui"
        case .whereAmI: "Où"
        case .answer: "Décrocher"
        case .decline: "Refuser"
        case .swap: "Basculer"
        case .transfer: "Transférer"
        case .hold: "Attente"
        case .mute: "Micro"
        case .repeat: "Répéter"
        case .palette: "Toutes les commandes"
        case .hangUp: "Raccrocher"
        case .silence: "Silence"
        case .visitCall: "Aller à l'appel"
        case .dial: "Composer"
        case .write: "Écrire"
        case .note: "Note"
        case .incident: "Fiche d'incident"
        case .time: "Heure et durée"
        case .swapEars: "Échanger les oreilles"
        case .volumeDown: "Correspondant moins fort"
        case .volumeUp: "Correspondant plus fort"
        case .rateDown: "Voix moins rapide"
        case .rateUp: "Voix plus rapide"
        case .announcements: "Annonces"
        case .speaker: "Voix ou lecteur d'écran"
        case .level: "Niveau des annonces"
        case .quit: "Quitter"
        }
    }

    /// One line of help in French.
    var frenchHelp: String {
        switch self {
        case .keys: "liste les touches de cette page ; encore : décrit chaque touche"
        case .who: "dit le correspondant ; encore : numéro, chiffres, épellation"
        case .whereAmI: "dit la page, la ligne, l'appel, le micro et ce qui attend"
        case .answer: "prend l'appel qui sonne ; met en attente l'appel en cours"
        case .decline: "refuse l'appel qui sonne, lui seul"
        case .swap: "passe d'un appel à l'autre"
        case .transfer: "passe l'appel à quelqu'un d'autre"
        case .hold: "met l'appel en attente, ou le reprend"
        case .mute: "coupe ou ouvre le micro"
        case .repeat: "redit la dernière annonce ; encore : celle d'avant"
        case .palette: "liste toutes les commandes"
        case .hangUp: "finit l'appel ; ne refuse jamais un appel qui sonne"
        case .silence: "fait taire la sonnerie et la voix, rien d'autre"
        case .visitCall: "va à l'appel, et revient"
        case .dial: "ouvre la page Composer"
        case .write: "écrit au correspondant pendant l'appel"
        case .note: "prend une note sur l'appel"
        case .incident: "ouvre la fiche d'incident"
        case .time: "dit l'heure et la durée de l'appel"
        case .swapEars: "échange l'oreille de la voix et celle de l'appel"
        case .volumeDown: "baisse le correspondant"
        case .volumeUp: "monte le correspondant"
        case .rateDown: "ralentit la voix"
        case .rateUp: "accélère la voix"
        case .announcements: "liste les cinquante dernières annonces"
        case .speaker: "choisit qui parle : notre voix ou le lecteur d'écran"
        case .level: "règle la longueur des annonces, de un à trois"
        case .quit: "ferme Clairvoix"
        }
    }
}
