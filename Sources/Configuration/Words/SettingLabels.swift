/// A short spoken name for every setting.
enum SettingLabels {
    static func of(_ key: SettingKey) -> Bilingual? { ofProgram[key] ?? ofAccounts[key] ?? ofConnectors[key] }

    private static let ofProgram: [SettingKey: Bilingual] = [
        .language: Bilingual("Langue", "Language"),

        .audioMicrophone: Bilingual("Microphone", "Microphone"),
        .audioHeadset: Bilingual("Casque", "Headset"),
        .audioVoiceDevice: Bilingual("Appareil de la voix", "Voice device"),
        .audioRingDevices: Bilingual("Appareils de sonnerie", "Ring devices"),
        .audioPrivateDevices: Bilingual("Appareils entendus de vous seul", "Devices that you alone hear"),
        .audioEars: Bilingual("Partage des deux oreilles", "Sharing of the two ears"),
        .audioCallUnderVoice: Bilingual("Baisse de l'appel sous la voix", "Call lowered under the voice"),
        .audioSideTone: Bilingual("Retour de votre voix", "Your own voice in the headset"),
        .audioEchoControl: Bilingual("Suppression de l'écho", "Echo removal"),
        .audioNoiseSuppression: Bilingual("Réduction du bruit", "Noise reduction"),
        .audioAutomaticGain: Bilingual("Niveau automatique du micro", "Automatic microphone level"),
        .audioRecordingAnnounced: Bilingual("Enregistrement annoncé", "Recording announced"),
        .audioRecordingNotice: Bilingual("Phrase d'enregistrement", "Recording notice"),
        .audioRecordingFormat: Bilingual("Format d'enregistrement", "Recording format"),
        .audioCodecs: Bilingual("Codecs", "Codecs"),
        .audioDiscontinuous: Bilingual("Envoi réduit quand vous vous taisez", "Less sent while you say nothing"),
        .audioRedundancy: Bilingual("Son répété en cas de perte", "Sound repeated on loss"),
        .audioRTPPorts: Bilingual("Ports du son", "Sound ports"),
        .toneRingBack: Bilingual("Retour d'appel", "Ring-back tone"),
        .toneBusy: Bilingual("Tonalité d'occupation", "Busy tone"),
        .toneCongestion: Bilingual("Tonalité d'encombrement", "Congestion tone"),
        .toneCallWaiting: Bilingual("Signal de second appel", "Call-waiting tone"),

        .voiceEngine: Bilingual("Moteur de la voix", "Voice engine"),
        .voiceLevel: Bilingual("Longueur des annonces", "Announcement length"),
        .voiceRate: Bilingual("Débit de la voix", "Voice rate"),
        .voicePitch: Bilingual("Hauteur de la voix", "Voice pitch"),
        .voiceVolume: Bilingual("Volume de la voix", "Voice volume"),
        .voiceNumbers: Bilingual("Lecture des numéros", "Reading of numbers"),
        .voiceEarcons: Bilingual("Petits sons", "Short sounds"),
        .voiceEarconTheme: Bilingual("Jeu de petits sons", "Set of short sounds"),
        .voiceEarconWords: Bilingual("Petits sons dits en mots", "Short sounds said as words"),
        .voiceFrench: Bilingual("Voix française", "French voice"),
        .voiceEnglish: Bilingual("Voix anglaise", "English voice"),
        .voiceAlphabet: Bilingual("Alphabet d'épellation", "Spelling alphabet"),
        .voiceSpokenBy: Bilingual("Qui parle", "Who speaks"),
        .voiceLeftOut: Bilingual("Annonces tues", "Announcements left out"),
        .voiceTimeMarks: Bilingual("Minutes entre deux durées dites", "Minutes between spoken lengths"),

        .interfacePreset: Bilingual("Réglages de départ", "Preset"),
        .interfaceKeyboard: Bilingual("Clavier", "Keyboard"),
        .interfaceScreen: Bilingual("Écran", "Screen"),
        .interfaceLetters: Bilingual("Lettres comme commandes", "Letters as commands"),
        .interfaceBell: Bilingual("Sonnette du terminal", "Terminal bell"),
        .interfaceTypingEcho: Bilingual("Écho de la frappe", "Typing echo"),
        .interfaceTypingEchoInCall: Bilingual("Écho de la frappe en appel", "Typing echo in a call"),
        .interfaceConfirmHangUp: Bilingual("Confirmer avant de raccrocher", "Confirm hanging up"),
        .interfaceConfirmTransfer: Bilingual("Confirmer avant un transfert", "Confirm a transfer"),
        .interfaceConfirmQuit: Bilingual("Confirmer avant de quitter", "Confirm quitting"),
        .interfaceDoubleStrike: Bilingual("Délai des doubles frappes", "Double strike time"),
        .interfaceSoundActivity: Bilingual("Témoin de parole à l'écran", "Speech mark on the screen"),

        .interfaceTheme: Bilingual("Couleurs", "Colours"),
        .interfaceLarge: Bilingual("Grand affichage", "Large view"),

        .brailleMessages: Bilingual("Annonces sur la plage braille", "Announcements in braille"),

        .historyKeepDays: Bilingual("Jours d'historique gardés", "Days of history kept"),

        .sipPort: Bilingual("Port SIP", "SIP port"),
        .sipDNSServers: Bilingual("Serveurs DNS", "DNS servers"),

        .eventsAgent: Bilingual("Identifiant de l'agent", "Agent's login"),
        .eventsQueueField: Bilingual("En-tête de la file d'attente", "Header field of the queue"),
        .eventsOpener: Bilingual("Programme qui ouvre les pages", "Program that opens pages"),
        .linksDial: Bilingual("Appeler un lien sans demander", "Call a link without asking"),

        .hookEvents: Bilingual("Événements du programme", "The program's events"),
        .hookProgram: Bilingual("Programme lancé", "Program that is run"),

        .linkName: Bilingual("Nom de la page", "The page's name"),
        .linkURL: Bilingual("Adresse de la page", "The page's address"),
        .linkOn: Bilingual("Moment où la page s'ouvre", "When the page opens"),

        .provisioningURL: Bilingual("Adresse des réglages reçus", "Address of settings received"),
        .provisioningUser: Bilingual("Nom donné au serveur de réglages", "Name told to the settings server"),
        .provisioningAuthorities: Bilingual("Autorités du serveur de réglages", "Settings server's authorities"),
        .provisioningCertificate: Bilingual("Certificat pour ce serveur", "Certificate for that server"),
        .provisioningKey: Bilingual("Clé de ce certificat", "Key of that certificate"),
        .provisioningTokenFile: Bilingual("Fichier du jeton", "File of the token"),
        .provisioningTokenCommand: Bilingual("Commande du jeton", "Command of the token"),
        .provisioningHours: Bilingual("Heures entre deux lectures", "Hours between two readings"),
        .provisioningSpread: Bilingual("Étalement des lectures", "Spread of the readings"),
        .provisioningTrial: Bilingual("Essai des nouveaux réglages", "Trial of new settings"),
        .provisioningCommands: Bilingual("Commandes reçues permises", "Commands received are allowed"),

        .contactName: Bilingual("Nom du contact", "Contact's name"),
        .contactAddress: Bilingual("Numéro ou adresse du contact", "Contact's number or address"),
        .contactWatched: Bilingual("Contact suivi", "Contact watched"),
        .numbersCountry: Bilingual("Indicatif du pays", "Country code"),
        .numbersNationalPrefix: Bilingual("Préfixe national", "National prefix"),
        .numbersInternationalPrefix: Bilingual("Préfixe international", "International prefix"),
        .numbersOutsideLine: Bilingual("Préfixe pour sortir", "Prefix for a line outside"),
        .numbersInternalLengths: Bilingual("Longueurs des numéros internes", "Lengths of internal numbers"),
        .numbersInternalPrefix: Bilingual("Début public des numéros internes", "Public start of internal numbers"),

        .directoryName: Bilingual("Nom de l'annuaire", "Directory's name"),
        .directoryKind: Bilingual("Genre d'annuaire", "Kind of directory"),
        .directoryURL: Bilingual("Adresse de l'annuaire", "Directory's address"),
        .directoryUser: Bilingual("Utilisateur de l'annuaire", "Directory's user"),
        .directoryPassword: Bilingual("Mot de passe de l'annuaire", "Directory's password"),
        .directoryPasswordCommand: Bilingual("Commande de son mot de passe", "Command for its password"),
        .directoryAuthorities: Bilingual("Autorités de l'annuaire", "Directory's authorities"),
        .directoryStartTLS: Bilingual("Chiffrement par StartTLS", "Encryption by StartTLS"),
        .directoryTrusted: Bilingual("Noms de l'annuaire crus", "Directory's names believed"),
        .directoryRefresh: Bilingual("Minutes entre deux lectures", "Minutes between readings"),
        .directoryBase: Bilingual("Base LDAP", "LDAP base"),
        .directoryFilter: Bilingual("Filtre LDAP", "LDAP filter"),
        .directorySearch: Bilingual("Filtre LDAP de recherche", "LDAP search filter"),
        .directoryNameAttribute: Bilingual("Attribut du nom", "Attribute of names"),
        .directoryNumberAttributes: Bilingual("Attributs des numéros", "Attributes of numbers"),
        .directoryMailAttribute: Bilingual("Attribut de l'adresse mail", "Attribute of mail addresses"),
        .directoryOrganisationAttribute: Bilingual("Attribut du service", "Attribute of the service"),

        .contactNumbers: Bilingual("Autres numéros du contact", "Contact's other numbers"),
        .contactMail: Bilingual("Adresse mail du contact", "Contact's mail address"),
        .contactOrganisation: Bilingual("Organisme du contact", "Contact's organisation"),
        .contactGroups: Bilingual("Groupes du contact", "Contact's groups"),
        .contactSpeedDial: Bilingual("Numéro abrégé du contact", "Contact's speed dial"),
        .contactFavourite: Bilingual("Contact favori", "Favourite contact"),
    ]
}

extension Setting {
    /// A short spoken name: at most `Limits.labelCells` terminal cells, and no other setting has it.
    public var label: Bilingual { SettingLabels.of(key) ?? Bilingual(key.rawValue, key.rawValue) }
}
