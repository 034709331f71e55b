/// EN 301 549 clause 6: two-way voice and real-time text. V4.1 renumbers it; both numbers are given.
extension Catalogue {
    static let twoWayVoice: [Requirement] = [
        .clause("6.1", later: "6.1.2", "Voix de 250 Hz à 7 kHz", "Voice from 250 Hz to 7 kHz"),
        .later("6.1.1", "Le codage de la voix est documenté", "The coding of voice is documented", .readDocumentation),
        .later("6.1.3", "Au casque, dès 100 Hz (recommandé)", "In the headset from 100 Hz on (recommended)"),
        .clause("6.2.1.1", "Texte en temps réel partout où il y a la voix", "Real-time text wherever there is voice"),
        .clause("6.2.1.2", "Voix et texte ensemble", "Voice and text together"),
        .later("6.2.1.3", "Une seule action pour tous les médias", "One action for all media"),
        .clause("6.2.2.1", "Texte reçu et envoyé bien distincts", "Sent and received text told apart"),
        .clause(
            "6.2.2.2", "Sens du texte lisible par une aide technique", "Direction readable by assistive technology"),
        .clause("6.2.2.3", later: "6.2.2.2", "Qui parle ou écrit est indiqué", "Who speaks or writes is shown"),
        .clause("6.2.2.4", later: "6.2.2.3", "L'activité sonore est indiquée", "Audio activity is shown"),
        .later("6.2.2.4", "Les textes se suivent dans leur ordre", "Texts follow each other in their order"),
        .later("6.2.2.5", "Tout le texte peut être relu", "All text can be read again"),
        .later("6.2.3", "Les tonalités sont distinctes du texte", "Tones are distinct from text"),
        .clause("6.2.3", later: "6.2.10", "Texte interopérable : RFC 4103", "Interoperable text: RFC 4103"),
        .clause("6.2.4", "Le texte part en moins de 500 ms", "Text leaves within 500 ms"),
        .later("6.2.5", "Écrire et effacer à travers les lignes", "Writing and erasing across lines"),
        .later("6.2.6", "90 caractères par seconde de trois sources", "90 characters a second from three sources"),
        .later("6.2.7", "Tous les caractères utiles", "All useful characters"),
        .later("6.2.8", "Écrire par tous les moyens de saisie", "Writing by every means of input"),
        .later("6.2.9", "Texte demandé, pris ou ajouté à tout moment", "Text asked for, taken or added at any time"),
        .clause("6.3", "L'appelant est donné en texte", "The caller is given as text"),
        .clause("6.4", "Services vocaux utilisables autrement", "Voice services usable otherwise", .ownVoicemail),
        .clause("6.5", "Vidéo", "Video", .noVideo),
        .clause("6.6", "Services vidéo", "Video services", .noVideo),
        .later("6.7", "Communication totale", "Total conversation", .noVideo),
    ]

    /// Clauses 7 to 10: other kinds of technology.
    static let otherTechnology: [Requirement] = [
        .clause("7", "Fonctions vidéo", "Video capabilities", .noVideo),
        .clause("8", "Matériel", "Hardware", .softwareOnly),
        .clause("9", "Web", "Web", .noWeb),
        .clause("10", "Documents non web", "Non-web documents", .noDocuments),
    ]
}
