import Announcements
import Configuration

/// The fixed words of the pages' own lines: at most `Limits.labelCells` cells in both languages.
enum Word: String, Sendable, Equatable, CaseIterable {
    case character, me, with, to, yes, no
    case transferNow, consult, handOver
    case noConference, inConference, leaves, joins
    case callLink, askForExtension, declineLink, noLink
    case mailbox, empty, from, sending, sentTo, notSentTo, send
    case mobile, atHome
    case favourite, followed, turnFollowed, turnFavourite, keep, remove, provided, writeMessageTo
    case inDirectory, forwardedBy, lasted, quality, ofFive, incident, callBack, writeNote, erase
    case chooseLetter, noLetter
    case licence, configuration, recordings, emergency, moreHelp
    case standardValue, nextStart, wholeAtNextStart, said, leftOut, about
    case microphone, headset, tryVoice
    case welcome, firstKeys, finish, lineHelp
    case draft, refused, readAgain, dropDraft, sendForm, required, today

    func text(_ language: Language) -> String { words[language] }

    var words: Bilingual {
        switch self {
        case .character: Bilingual("caractère", "character")
        case .me: Bilingual("Moi", "Me")
        case .with: Bilingual("avec", "with")
        case .to: Bilingual("à", "to")
        case .yes: Bilingual("oui", "yes")
        case .no: Bilingual("non", "no")
        case .transferNow: Bilingual("Transférer tout de suite", "Transfer at once")
        case .consult: Bilingual("Lui parler d'abord", "Speak to them first")
        case .handOver: Bilingual("Passer", "Hand")
        case .noConference: Bilingual("Pas de conférence", "No conference")
        case .inConference: Bilingual("Conférence en cours", "Conference under way")
        case .leaves: Bilingual("Sortir", "Take out")
        case .joins: Bilingual("Faire entrer", "Let in")
        case .mailbox: Bilingual("Messagerie", "Mailbox")
        case .empty: Bilingual("vide", "empty")
        case .from: Bilingual("De", "From")
        case .sending: Bilingual("Part vers", "Leaving for")
        case .sentTo: Bilingual("Envoyé à", "Sent to")
        case .notSentTo: Bilingual("Pas envoyé à", "Not sent to")
        case .send: Bilingual("Envoyer", "Send")
        case .favourite: Bilingual("favori", "favourite")
        case .mobile: Bilingual("mobile", "mobile")
        case .atHome: Bilingual("domicile", "home")
        case .followed: Bilingual("suivi", "watched")
        case .turnFollowed: Bilingual("Suivre, ou ne plus suivre", "Watch, or watch no more")
        case .provided: Bilingual("Fourni par votre organisation", "Given by your organisation")
        case .turnFavourite: Bilingual("Mettre en favori, ou l'ôter", "Make a favourite, or not")
        case .keep: Bilingual("Enregistrer", "Save")
        case .remove: Bilingual("Supprimer", "Delete")
        case .writeMessageTo: Bilingual("Écrire à", "Write to")
        case .draft, .refused, .readAgain, .dropDraft, .sendForm, .required, .today: formWords
        case .chooseLetter, .noLetter, .licence, .configuration, .recordings, .emergency, .moreHelp, .callLink,
            .askForExtension, .declineLink, .noLink:
            moreWords
        case .inDirectory, .forwardedBy, .lasted, .quality, .ofFive, .incident, .callBack, .writeNote, .erase:
            pastCallWords
        case .standardValue, .nextStart, .wholeAtNextStart, .microphone,
            .headset, .tryVoice, .said, .leftOut, .about, .welcome, .firstKeys, .finish, .lineHelp:
            settingWords
        }
    }

    private var formWords: Bilingual {
        switch self {
        case .draft: Bilingual("Brouillon", "Draft")
        case .refused: Bilingual("Refusée", "Refused")
        case .readAgain: Bilingual("Relire avant d'envoyer", "Review before sending")
        case .dropDraft: Bilingual("Supprimer cette fiche", "Delete this form")
        case .sendForm: Bilingual("Envoyer la fiche", "Send the form")
        case .required: Bilingual("obligatoire", "required")
        default: Bilingual("aujourd'hui", "today")
        }
    }

    private var moreWords: Bilingual {
        switch self {
        case .chooseLetter: Bilingual("Choisir une lettre", "Choose a letter")
        case .noLetter: Bilingual("Sans lettre", "No letter")
        case .licence: Bilingual("Licence GPL-3.0, libre et gratuit", "Licence GPL-3.0, free for everybody")
        case .configuration: Bilingual("Réglages dans", "Settings in")
        case .recordings: Bilingual("Enregistrements dans", "Recordings in")
        case .callLink: Bilingual("Appeler", "Call")
        case .askForExtension: Bilingual("Puis demander le poste", "Then ask for extension")
        case .noLink: Bilingual("Pas de lien à appeler", "No link to call")
        case .declineLink: Bilingual("Refuser le lien", "Decline the link")
        case .emergency: Bilingual("Urgences : gardez un autre téléphone", "Emergencies: keep another phone")
        default: Bilingual("Aide complète : man clairvoix", "Full help: man clairvoix")
        }
    }

    private var pastCallWords: Bilingual {
        switch self {
        case .inDirectory: Bilingual("Dans l'annuaire", "In the directory")
        case .forwardedBy: Bilingual("Renvoyé par", "Forwarded by")
        case .lasted: Bilingual("A duré", "Lasted")
        case .quality: Bilingual("Qualité", "Quality")
        case .ofFive: Bilingual("sur 5", "of 5")
        case .incident: Bilingual("Incident", "Incident")
        case .callBack: Bilingual("Rappeler", "Call back")
        case .writeNote: Bilingual("Écrire une note", "Write a note")
        default: Bilingual("Effacer tout ce qui concerne", "Erase everything about")
        }
    }

    private var settingWords: Bilingual {
        switch self {
        case .standardValue: Bilingual("Valeur d'origine", "Standard value")
        case .nextStart: Bilingual("au prochain démarrage", "from the next start on")
        case .wholeAtNextStart: Bilingual("en entier au prochain démarrage", "in full from the next start on")
        case .microphone: Bilingual("Micro", "Microphone")
        case .headset: Bilingual("Casque", "Headset")
        case .tryVoice: Bilingual("Essayer la voix", "Try the voice")
        case .said: Bilingual("dite", "said")
        case .leftOut: Bilingual("pas dite", "not said")
        case .about: Bilingual("Au sujet de", "About")
        case .welcome: Bilingual("Bienvenue dans Clairvoix", "Welcome to Clairvoix")
        case .firstKeys: Bilingual("Bas : suite. Entrée : choisir", "Down: next. Enter: choose")
        case .finish: Bilingual("Fini, aller à l'accueil", "Done, go home")
        default: Bilingual("Ajouter votre ligne", "Add your line")
        }
    }
}
