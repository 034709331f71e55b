import CallEngine

/// The French phrases, one column a level. Level 1 within 400 ms, 2 within 850, 3 within 1,500, at 350 words a minute
/// with a two-syllable name. "Attente", "Décroché" and "Raccroché" alone are avoided: they sound alike.
extension Announcement {
    func frenchShort(_ style: PhraseStyle) -> String {
        switch self {
        case .ready: "Prêt"
        case .lineLost: "Hors ligne"
        case .lineBack: "Rétabli"
        case .passwordRefused: "Code refusé"
        case .incoming(let party, _), .secondCall(let party, _): style.name(party)
        case .missed: "Manqué"
        case .answeredElsewhere: "Pris ailleurs"
        case .declinedByMe: "Rejeté"
        case .answered: "Pris"
        case .answeredHolding(let party, _): "Avec \(style.name(party))"
        case .farEndRings: "Sonne"
        case .busy: "Occupé"
        case .noAnswer: "Sans réponse"
        case .declinedByPeer: "Décliné"
        case .unknownNumber: "Inexistant"
        case .unavailable: "Absent"
        case .noCommonMedia: "Pas de voix"
        case .callFailed(_, let failure):
            switch failure {
            case .credentialsRefused: "Interdit"
            case .network: "Sans réseau"
            case .server: "Serveur"
            case .encryption: "Sans clé"
            case .foreignKey: "Clé fausse"
            case .handshake: "Clé ratée"
            case .other: "Raté"
            }
        case .endedByPeer: "Fini"
        case .endedByMe: "Clos"
        case .cancelledByMe: "Annulé"
        case .muteOn: "Coupé"
        case .muteOff: "Ouvert"
        case .speakingWhileMuted: "Muet"
        case .microphoneSilent: "Micro muet"
        case .held: "Garde"
        case .resumed: "Repris"
        case .heldByPeer: "On patiente"
        case .resumedByPeer: "De retour"
        case .consulting(let party, _): "À \(style.name(party))"
        case .transferDone: "Transféré"
        case .transferFailed: "Échec"
        case .headsetLost: "Casque"
        case .headsetBack: "Rebranché"
        case .noAudioDevice: "Pas de son"
        case .form(let news): news.words(style)
        case .partyChanged, .incomingForwarded, .autoAnswering, .transferUnderWay, .transferAsked, .conference,
            .conferenceEnded, .doNotDisturbOn, .doNotDisturbOff, .forwardingOn, .forwardingOff, .voicemail,
            .messageFrom, .messageSent, .messageFailed, .notEncrypted, .encrypted, .refusedInClear, .textFrom,
            .linkProposed,
            .notHeard, .heardAgain, .provisioning, .sound:
            frenchServiceShort(style)
        }
    }

    func frenchMiddle(_ style: PhraseStyle) -> String {
        switch self {
        case .ready(let line): "Prêt, ligne \(line)"
        case .lineLost(_, .silent): "Hors ligne, serveur muet"
        case .lineLost(_, .unreachable): "Hors ligne, réseau absent"
        case .lineLost(_, .refused(let status, _)): "Hors ligne, refus \(status)"
        case .lineLost(_, .passwordRefused): "Hors ligne, mot de passe refusé"
        case .lineLost(_, .endedByServer): "Hors ligne, retirée par le serveur"
        case .lineLost(_, .authenticationUnsupported): "Hors ligne, code impossible"
        case .lineLost(_, .certificate): "Hors ligne, mauvais certificat"
        case .lineBack: "Ligne rétablie"
        case .passwordRefused: "Mot de passe refusé"
        case .incoming(let party, let line): "\(style.name(party)), ligne \(line)"
        case .secondCall(let party, _): "Second appel, \(style.name(party))"
        case .missed(let party): "Manqué, \(style.name(party))"
        case .answeredElsewhere(let party): "\(style.name(party)), pris ailleurs"
        case .declinedByMe(let party): "\(style.name(party)) rejeté"
        case .answered: "Pris"
        case .answeredHolding(let party, let held): "\(style.name(party)), \(style.name(held)) attend"
        case .farEndRings(let party, _): "Sonne chez \(style.name(party))"
        case .busy(let party): "\(style.name(party)) occupé"
        case .noAnswer(let party): "\(style.name(party)) sans réponse"
        case .declinedByPeer(let party): "\(style.name(party)) décline"
        case .unknownNumber: "Numéro inexistant"
        case .unavailable(let party): "\(style.name(party)) absent"
        case .noCommonMedia: "Pas de voix commune"
        case .callFailed(_, let failure):
            switch failure {
            case .credentialsRefused: "Appel interdit"
            case .network: "Appel sans réseau"
            case .server: "Serveur en panne"
            case .encryption: "Chiffrement impossible"
            case .foreignKey: "Clé étrangère, appel coupé"
            case .handshake: "Chiffrement échoué"
            case .other: "Appel raté"
            }
        case .endedByPeer(let party, _): "\(style.name(party)) a fini"
        case .endedByMe: "Appel clos"
        case .cancelledByMe: "Appel annulé"
        case .muteOn: "Micro coupé"
        case .muteOff: "Micro ouvert"
        case .speakingWhileMuted: "Vous êtes coupé"
        case .microphoneSilent: "Micro sans son"
        case .held(let party): "\(style.name(party)) en attente"
        case .resumed(let party): "\(style.name(party)) repris"
        case .heldByPeer(let party): "\(style.name(party)) vous fait patienter"
        case .resumedByPeer(let party): "\(style.name(party)) de retour"
        case .consulting(let party, _): "Vous parlez à \(style.name(party))"
        case .transferDone(let party, _): "\(style.name(party)) transféré"
        case .transferFailed(let party): "Échec, \(style.name(party)) attend"
        case .headsetLost: "Casque perdu"
        case .headsetBack: "Casque rebranché"
        case .noAudioDevice: "Aucun son ici"
        case .form(let news): news.words(style)
        case .partyChanged, .incomingForwarded, .autoAnswering, .transferUnderWay, .transferAsked, .conference,
            .conferenceEnded, .doNotDisturbOn, .doNotDisturbOff, .forwardingOn, .forwardingOff, .voicemail,
            .messageFrom, .messageSent, .messageFailed, .notEncrypted, .encrypted, .refusedInClear, .textFrom,
            .linkProposed,
            .notHeard, .heardAgain, .provisioning, .sound:
            frenchServiceMiddle(style)
        }
    }

    func frenchLong(_ style: PhraseStyle) -> String {
        switch self {
        case .ready(let line): "Prêt, ligne \(line). F1 ou h : aide"
        case .lineLost(_, let problem): frenchLost(problem)
        case .lineBack(let line): "Ligne \(line) rétablie"
        case .passwordRefused: "Mot de passe refusé. Voir Réglages"
        case .incoming(let party, let line): "Appel de \(style.name(party)), ligne \(line)"
        case .secondCall(let party, let current):
            "Second appel : \(style.name(party)). Décrocher met \(style.name(current)) en attente"
        case .missed(let party): "Appel manqué, \(style.name(party))"
        case .answeredElsewhere(let party): "\(style.name(party)), pris sur un autre poste"
        case .declinedByMe(let party): "Appel de \(style.name(party)) rejeté"
        case .answered(let party): "Pris, \(style.name(party))"
        case .answeredHolding(let party, let held): "Pris, \(style.name(party)). \(style.name(held)) en attente"
        case .farEndRings(let party, let line): "Sonne chez \(style.name(party)), ligne \(line)"
        case .busy(let party): "\(style.name(party)) occupé\(style.callAgain)"
        case .noAnswer(let party): "\(style.name(party)) sans réponse\(style.callAgain)"
        case .declinedByPeer(let party): "\(style.name(party)) décline l'appel"
        case .unknownNumber: "Numéro inexistant\(style.correct)"
        case .unavailable(let party): "\(style.name(party)) absent\(style.callAgain)"
        case .noCommonMedia(let party): "\(style.name(party)) : pas de voix commune"
        case .callFailed(_, let failure):
            switch failure {
            case .credentialsRefused: "Appel interdit. Voir Réglages"
            case .network: "Appel sans réseau\(style.callAgain)"
            case .server: "Serveur en panne\(style.callAgain)"
            case .encryption: "Chiffrement impossible, appel non fait"
            case .foreignKey: "Clé d'un inconnu, appel coupé"
            case .handshake: "Chiffrement échoué, appel coupé"
            case .other: "Appel raté\(style.callAgain)"
            }
        case .endedByPeer(let party, let seconds):
            "\(style.name(party)) a raccroché, \(SpokenTime.duration(seconds: seconds, .french))"
        case .endedByMe(let seconds): "Appel clos, \(SpokenTime.duration(seconds: seconds, .french))"
        case .cancelledByMe(let party): "Appel annulé, \(style.name(party))"
        case .muteOn(let party): "Micro coupé, \(style.name(party)) ne vous entend plus"
        case .muteOff(let party): "Micro ouvert, \(style.name(party)) vous entend"
        case .speakingWhileMuted: "Vous parlez micro coupé"
        case .microphoneSilent: "Micro sans son. Voir la page Son"
        case .held(let party): "\(style.name(party)) en attente. F8 ou a : reprendre"
        case .resumed(let party): "\(style.name(party)) repris, micro ouvert"
        case .heldByPeer(let party): "\(style.name(party)) vous fait patienter, restez en ligne"
        case .resumedByPeer(let party): "\(style.name(party)) de retour, parlez"
        case .consulting(let party, let waiting): "Vous parlez à \(style.name(party)), \(style.name(waiting)) attend"
        case .transferDone(let party, let target):
            "\(style.name(party)) transféré" + (target.map { " à \(style.name($0))" } ?? ", il vous quitte")
        case .transferFailed(let party): "Échec, \(style.name(party)) attend. F8 ou a : reprendre"
        case .headsetLost: "Casque débranché, appel gardé"
        case .headsetBack: "Casque rebranché, le son reprend"
        case .noAudioDevice: "Aucun son ici. Voir la page Son"
        case .form(let news): news.words(style)
        case .partyChanged, .incomingForwarded, .autoAnswering, .transferUnderWay, .transferAsked, .conference,
            .conferenceEnded, .doNotDisturbOn, .doNotDisturbOff, .forwardingOn, .forwardingOff, .voicemail,
            .messageFrom, .messageSent, .messageFailed, .notEncrypted, .encrypted, .refusedInClear, .textFrom,
            .linkProposed,
            .notHeard, .heardAgain, .provisioning, .sound:
            frenchServiceLong(style)
        }
    }

    private func frenchLost(_ problem: LineProblem) -> String {
        "Hors ligne : \(frenchReason(problem))"
    }

    func frenchReason(_ problem: LineProblem) -> String {
        switch problem {
        case .silent(let seconds): "serveur muet, nouvel essai dans \(seconds) secondes"
        case .unreachable(let seconds): "réseau absent, essai dans \(seconds) secondes"
        case .refused(let status, let seconds): "refus \(status), essai dans \(seconds) secondes"
        case .passwordRefused(let seconds): "code refusé, essai dans \((seconds + 59) / 60) minutes"
        case .endedByServer(let seconds) where seconds < 60: "retirée, essai dans \(seconds) secondes"
        case .endedByServer(let seconds): "retirée, essai dans \((seconds + 59) / 60) minutes"
        case .authenticationUnsupported: "code impossible. Voir Réglages"
        case .certificate(let problem, _): problem.french
        }
    }
}
