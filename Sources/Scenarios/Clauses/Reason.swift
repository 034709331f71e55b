import Configuration

/// Why requirements do not apply, or why a person judges them.
extension Requirement.Applicability {
    static let openTerminal = inapplicable(
        Bilingual(
            "le terminal est ouvert aux aides techniques : ce n'est pas une fonction fermée",
            "the terminal is open to assistive technology: this is no closed functionality"))
    static let noTickets = inapplicable(
        Bilingual("le programme ne délivre aucun ticket", "the program gives no tickets"))
    static let hasKeyboard = inapplicable(
        Bilingual("tout se fait au clavier", "everything is done with the keyboard"))
    static let noVoiceControl = inapplicable(
        Bilingual("aucune commande vocale n'est demandée", "no speech input is asked for"))
    static let ownDevice = inapplicable(
        Bilingual(
            "le casque et le poste sont personnels ; aucun appareil n'est partagé",
            "headset and computer are personal; no device is shared"))
    static let noBiometrics = inapplicable(Bilingual("aucune biométrie", "no biometrics"))
    static let noVideo = inapplicable(
        Bilingual("aucune vidéo ni communication totale", "no video, no total conversation"))
    static let noImages = inapplicable(Bilingual("aucune image ni média enregistré", "no images, no prerecorded media"))
    static let softwareOnly = inapplicable(
        Bilingual("c'est un logiciel, sans matériel", "this is software, no hardware"))
    static let noPointer = inapplicable(
        Bilingual("ni souris, ni geste, ni mouvement n'est employé", "no mouse, gesture or motion is used"))
    static let terminalsOwn = inapplicable(
        Bilingual("le terminal en décide, pas le programme", "the terminal decides this, not the program"))
    static let noWeb = inapplicable(
        Bilingual(
            "pas de contenu web ; la documentation relève de 12.1.2", "no web content; documentation is under 12.1.2"))
    static let noDocuments = inapplicable(
        Bilingual(
            "le programme ne présente pas de documents ; la documentation relève de 12.1.2",
            "the program shows no documents; documentation is under 12.1.2"))
    static let noRelay = inapplicable(
        Bilingual(
            "le programme ne fournit ni relais ni service d'urgence ; ses limites sont documentées",
            "the program provides no relay and no emergency service; its limits are documented"))
    static let noAuthoring = inapplicable(
        Bilingual("ce n'est pas un outil d'édition", "this is no authoring tool"))
    static let noPlatform = inapplicable(
        Bilingual(
            "ce n'est pas une plateforme ni une aide technique", "this is neither a platform nor assistive technology"))
    static let noTables = inapplicable(
        Bilingual(
            "aucun tableau : une fiche par ligne, avec ses libellés", "no tables: one record a line, with its labels"))
    static let noDataLoss = inapplicable(
        Bilingual(
            "aucune opération juridique, financière ni suppression de données n'est faite",
            "no legal or financial act is done and no data is deleted"))
    static let ownVoicemail = inapplicable(
        Bilingual(
            "la messagerie et le serveur vocal sont ceux du réseau ; le programme n'en fournit pas",
            "voice mail and voice menus are the network's; the program provides none"))
    static let readAloud = manual(
        Bilingual(
            "une personne juge la clarté des mots et la charge d'attention",
            "a person judges the clarity of the words and the load on attention"))
    static let readDocumentation = manual(
        Bilingual("une personne lit la documentation", "a person reads the documentation"))
    static let askSupport = manual(
        Bilingual("une personne interroge l'assistance", "a person asks the support service"))
    static let learn = manual(
        Bilingual("une personne juge le confort et l'apprentissage", "a person judges comfort and learning"))
    static let runTwice = manual(
        Bilingual(
            "se juge en comparant verdicts.txt de deux exécutions", "judged by comparing verdicts.txt of two runs"))
}
