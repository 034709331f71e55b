import CallEngine

/// The French phrases of services: forwarding, transfer asked by others, conference, messages. The others' stand in
/// `FrenchPhrases.swift`.
extension Announcement {
    func frenchServiceShort(_ style: PhraseStyle) -> String {
        switch self {
        case .partyChanged(let party): "C'est \(style.name(party))"
        case .incomingForwarded(let party, _, _): style.name(party)
        case .autoAnswering(let party, _): "\(style.name(party)) auto"
        case .transferUnderWay: "Transfert"
        case .transferAsked(_, let target): "Vers \(style.name(target))"
        case .conference: "Conférence"
        case .conferenceEnded: "Séparés"
        case .doNotDisturbOn: "Au calme"
        case .doNotDisturbOff: "Joignable"
        case .forwardingOn(let isTotal, _): isTotal ? "Renvoi total" : "Mi-renvoi"
        case .forwardingOff: "Renvoi ôté"
        case .voicemail(let count, _): count.map { SpokenTime.plural($0, "message", .french) } ?? "Messages"
        case .messageFrom(let party): "Mot de \(style.name(party))"
        case .messageSent: "Envoyé"
        case .messageFailed: "Perdu"
        case .notEncrypted: "En clair"
        case .encrypted: "Chiffré"
        case .refusedInClear: "Écarté"
        case .textFrom: "Texte"
        case .linkProposed: "Lien"
        case .notHeard: "Plus rien"
        case .heardAgain: "Revenu"
        case .provisioning(let news): news.words(style)
        case .sound(let news): news.words(style)
        case .ready, .lineLost, .lineBack, .passwordRefused, .incoming, .secondCall, .missed, .answeredElsewhere,
            .declinedByMe, .answered, .answeredHolding, .farEndRings, .busy, .noAnswer, .declinedByPeer,
            .unknownNumber, .unavailable, .noCommonMedia, .callFailed, .endedByPeer, .endedByMe, .cancelledByMe,
            .muteOn, .muteOff, .speakingWhileMuted, .microphoneSilent, .held, .resumed, .heldByPeer,
            .resumedByPeer, .consulting, .transferDone, .transferFailed, .headsetLost, .headsetBack,
            .noAudioDevice, .form:
            ""
        }
    }

    func frenchServiceMiddle(_ style: PhraseStyle) -> String {
        switch self {
        case .partyChanged(let party): "Vous parlez à \(style.name(party))"
        case .incomingForwarded(let party, let other, _): "\(style.name(party)), renvoyé par \(style.name(other))"
        case .autoAnswering(let party, _): "\(style.name(party)), prise automatique"
        case .transferUnderWay: "Transfert en cours"
        case .transferAsked(let party, let target): "\(style.name(party)) vous envoie à \(style.name(target))"
        case .conference(let count): "Conférence à \(count)"
        case .conferenceEnded: "Conférence finie"
        case .doNotDisturbOn: "Ne pas déranger"
        case .doNotDisturbOff: "De nouveau joignable"
        case .forwardingOn(let isTotal, _): isTotal ? "Renvoi de tout appel" : "Renvoi si non pris"
        case .forwardingOff: "Plus de renvoi"
        case .voicemail(let count, _):
            count.map { SpokenTime.plural($0, "message", .french) + ($0 > 1 ? " vocaux" : " vocal") }
                ?? "Messages vocaux"
        case .messageFrom(let party): "Message de \(style.name(party))"
        case .messageSent: "Message envoyé"
        case .messageFailed: "Message non envoyé"
        case .notEncrypted: "Appel non chiffré"
        case .encrypted: "Appel chiffré"
        case .refusedInClear(let party): "\(style.name(party)) refusé, non chiffré"
        case .textFrom(let party, let via): "\(style.writer(party, via)) écrit"
        case .linkProposed(let party): "Lien vers \(style.name(party))"
        case .notHeard(let party): "Plus rien de \(style.name(party))"
        case .heardAgain(let party): "\(style.name(party)) revient"
        case .provisioning(let news): news.words(style)
        case .sound(let news): news.words(style)
        case .ready, .lineLost, .lineBack, .passwordRefused, .incoming, .secondCall, .missed, .answeredElsewhere,
            .declinedByMe, .answered, .answeredHolding, .farEndRings, .busy, .noAnswer, .declinedByPeer,
            .unknownNumber, .unavailable, .noCommonMedia, .callFailed, .endedByPeer, .endedByMe, .cancelledByMe,
            .muteOn, .muteOff, .speakingWhileMuted, .microphoneSilent, .held, .resumed, .heldByPeer,
            .resumedByPeer, .consulting, .transferDone, .transferFailed, .headsetLost, .headsetBack,
            .noAudioDevice, .form:
            ""
        }
    }

    func frenchServiceLong(_ style: PhraseStyle) -> String {
        switch self {
        case .partyChanged(let party): "Vous parlez maintenant à \(style.name(party))"
        case .incomingForwarded(let party, let other, let line):
            "\(style.name(party)), renvoyé par \(style.name(other)), ligne \(line)"
        case .autoAnswering(let party, let line):
            "\(style.name(party)), prise automatique, ligne \(line)"
        case .transferUnderWay(let party): "Transfert de \(style.name(party)) en cours"
        case .transferAsked(let party, let target):
            "\(style.name(party)) vous envoie à \(style.name(target)). F11 p ou i"
        case .conference(let count): "Conférence à \(count), vous compris"
        case .conferenceEnded: "Conférence finie, appels séparés"
        case .doNotDisturbOn: "Ne pas déranger, appels refusés"
        case .doNotDisturbOff: "De nouveau joignable, les appels sonnent"
        case .forwardingOn(let isTotal, let line):
            isTotal ? "Renvoi de tout appel, ligne \(line)" : "Renvoi si non pris, ligne \(line)"
        case .forwardingOff(let line): "Plus de renvoi, ligne \(line)"
        case .voicemail(let count, let line):
            (count.map { SpokenTime.plural($0, "message", .french) + ($0 > 1 ? " vocaux" : " vocal") }
                ?? "Messages vocaux") + ", ligne \(line)"
        case .messageFrom(let party): "Message écrit de \(style.name(party))"
        case .messageSent: "Message écrit envoyé"
        case .messageFailed: "Message non envoyé, à refaire"
        case .notEncrypted(let party): "Appel non chiffré avec \(style.name(party))"
        case .encrypted(let party): "Appel chiffré avec \(style.name(party))"
        case .refusedInClear(let party): "Appel de \(style.name(party)) refusé, non chiffré"
        case .textFrom(let party, let via): "\(style.writer(party, via)) écrit dans l'appel"
        case .linkProposed(let party): "Lien vers \(style.name(party))" + style.callLink
        case .notHeard(let party): "Plus rien de \(style.name(party)), peut-être parti"
        case .heardAgain(let party): "\(style.name(party)) revient, le son reprend"
        case .provisioning(let news): news.words(style)
        case .sound(let news): news.words(style)
        case .ready, .lineLost, .lineBack, .passwordRefused, .incoming, .secondCall, .missed, .answeredElsewhere,
            .declinedByMe, .answered, .answeredHolding, .farEndRings, .busy, .noAnswer, .declinedByPeer,
            .unknownNumber, .unavailable, .noCommonMedia, .callFailed, .endedByPeer, .endedByMe, .cancelledByMe,
            .muteOn, .muteOff, .speakingWhileMuted, .microphoneSilent, .held, .resumed, .heldByPeer,
            .resumedByPeer, .consulting, .transferDone, .transferFailed, .headsetLost, .headsetBack,
            .noAudioDevice, .form:
            ""
        }
    }
}
