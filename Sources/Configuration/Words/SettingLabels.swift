/// A short spoken name for every setting.
enum SettingLabels {
    static func of(_ key: SettingKey) -> Bilingual? { ofProgram[key] ?? ofAccounts[key] }

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

        .sipPort: Bilingual("Port SIP", "SIP port"),
        .sipDNSServers: Bilingual("Serveurs DNS", "DNS servers"),

        .contactName: Bilingual("Nom du contact", "Contact's name"),
        .contactAddress: Bilingual("Numéro ou adresse du contact", "Contact's number or address"),
        .contactWatched: Bilingual("Contact suivi", "Contact watched"),
        .contactFavourite: Bilingual("Contact favori", "Favourite contact"),
    ]
}

extension Setting {
    /// A short spoken name: at most `Limits.labelCells` terminal cells, and no other setting has it.
    public var label: Bilingual { SettingLabels.of(key) ?? Bilingual(key.rawValue, key.rawValue) }
}
