import Announcements
import Configuration

#if FAULTS
    import Faults
#endif

extension Page {
    /// The title, on the first row of the screen.
    public var title: Bilingual {
        switch self {
        case .home: Bilingual("Accueil", "Home")
        case .dial: Bilingual("Composer", "Dial")
        case .link: Bilingual("Lien pour appeler", "Link to call")
        case .incoming: Bilingual("Appel entrant", "Incoming call")
        case .inCall: Bilingual("En communication", "In call")
        case .transfer: Bilingual("Transférer", "Transfer")
        case .conference: Bilingual("Conférence", "Conference")
        case .text: Bilingual("Conversation écrite", "Written conversation")
        case .messages: Bilingual("Messages", "Messages")
        case .newMessage: Bilingual("Nouveau message", "New message")
        case .contacts: Bilingual("Contacts", "Contacts")
        case .contact: Bilingual("Contact", "Contact")
        case .callHistory: Bilingual("Appels récents", "Recent calls")
        case .pastCall: Bilingual("Appel passé", "Past call")
        case .colleagues: Bilingual("Collègues suivis", "Watched colleagues")
        case .notes: Bilingual("Notes", "Notes")
        case .waitingRecords: Bilingual("Fiches en attente", "Waiting records")
        case .waitingRecord: Bilingual("Fiche en attente", "Waiting record")
        case .forms: Bilingual("Fiches", "Forms")
        case .form: Bilingual("Fiche", "Form")
        case .formChoice: Bilingual("Choix", "Choice")
        case .formReview: Bilingual("Relecture", "Review")
        case .announcements: Bilingual("Annonces", "Announcements")
        case .phrases: Bilingual("Annonces dites", "Spoken announcements")
        case .settings: Bilingual("Réglages", "Settings")
        case .section: Bilingual("Réglages", "Settings")
        case .setting: Bilingual("Réglage", "Setting")
        case .sound: Bilingual("Son", "Sound")
        case .keys: Bilingual("Touches", "Keys")
        case .key: Bilingual("Touche", "Key")
        case .palette: Bilingual("Toutes les commandes", "All commands")
        case .firstStart: Bilingual("Premiers pas", "First steps")
        case .newLine: Bilingual("Votre ligne", "Your line")
        case .about: Bilingual("À propos", "About")
        }
    }
}

extension Field {
    /// What stands before the field.
    var label: Bilingual {
        #if FAULTS
            if Fault.fieldUnlabelled.isOn { return Bilingual("", "") }
        #endif
        return switch self {
        case .filter: Bilingual("Filtre :", "Filter:")
        case .number: Bilingual("Numéro :", "Number:")
        case .target: Bilingual("Transférer à :", "Transfer to:")
        case .digits: Bilingual("Pavé numérique :", "Keypad:")
        case .writing: Bilingual("Écrire :", "Write:")
        case .recipient: Bilingual("À :", "To:")
        case .message: Bilingual("Message :", "Message:")
        case .contactName: Bilingual("Nom :", "Name:")
        case .contactNumber: Bilingual("Numéro, adresse :", "Number or address:")
        case .note: Bilingual("Nouvelle note :", "New note:")
        case .recordNumber: Bilingual("N° de fiche :", "Record number:")
        case .value: Bilingual("Valeur :", "Value:")
        case .lineAddress: Bilingual("Adresse SIP :", "SIP address:")
        case .linePassword: Bilingual("Mot de passe :", "Password:")
        case .lineName: Bilingual("Nom de la ligne :", "Name of the line:")
        case .answer: Bilingual("Réponse :", "Answer:")
        case .lineServer: Bilingual("Serveur, ou vide :", "Server, or empty:")
        }
    }
}
