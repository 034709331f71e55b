/// EN 301 549 clauses 11.5 to 11.8: assistive technology, preferences and authoring.
extension Catalogue {
    static let assistiveTechnology: [Requirement] = [
        .clause("11.5.1", "Fonctions fermées", "Closed functionality", .openTerminal),
        .clause("11.5.2.1", "Services de la plateforme", "Services of the platform", .noPlatform),
        .clause("11.5.2.2", "Services pour les aides techniques", "Services for assistive technology", .noPlatform),
        .clause("11.5.2.3", "Emploi des services d'accessibilité", "Use of accessibility services"),
        .clause("11.5.2.4", "Aide technique", "Assistive technology", .noPlatform),
        .clause("11.5.2.5", "Ce qu'est chaque élément", "What each item is"),
        .clause("11.5.2.6", "Lignes et colonnes", "Rows and columns", .noTables),
        .clause("11.5.2.7", "Valeurs", "Values"),
        .clause("11.5.2.8", "Libellés liés", "Bound labels"),
        .clause("11.5.2.9", "Place dans la hiérarchie", "Place in the hierarchy"),
        .clause("11.5.2.10", "Texte lisible", "Readable text"),
        .clause("11.5.2.11", "Liste des actions", "List of actions"),
        .clause("11.5.2.12", "Exécution des actions", "Carrying out actions"),
        .clause("11.5.2.13", "Suivi du focus", "Tracking of focus"),
        .clause("11.5.2.14", "Déplacement du focus", "Moving the focus"),
        .clause("11.5.2.15", "Annonce des changements", "Notice of changes"),
        .clause("11.5.2.16", "Changement des états", "Changing states"),
        .clause("11.5.2.17", "Changement des valeurs et du texte", "Changing values and text"),
        .clause("11.6.1", "Réglage des aides de la plateforme", "Control of the platform's features", .noPlatform),
        .clause("11.6.2", "Les aides de la plateforme continuent", "The platform's features go on"),
        .clause("11.7", "Préférences de la plateforme", "Preferences of the platform"),
        .clause("11.8.1", "Technique des contenus", "Content technology", .noAuthoring),
        .clause("11.8.2", "Création de contenus accessibles", "Creation of accessible content", .noAuthoring),
        .clause("11.8.3", "Transformations fidèles", "Faithful transformations", .noAuthoring),
        .clause("11.8.4", "Aide à la réparation", "Repair assistance", .noAuthoring),
        .clause("11.8.5", "Modèles", "Templates", .noAuthoring),
    ]

    /// Clauses 12 and 13: documentation, support, relay and emergency services.
    static let documentation: [Requirement] = [
        .clause("12.1.1", "La documentation dit les aides", "Documentation tells the features", .readDocumentation),
        .clause("12.1.2", "La documentation est accessible", "Documentation is accessible", .readDocumentation),
        .clause("12.2.2", "L'assistance connaît les aides", "Support knows the features", .askSupport),
        .clause(
            "12.2.3", "L'assistance se joint de plusieurs façons", "Support can be reached in several ways", .askSupport
        ),
        .clause("12.2.4", "Documents d'assistance accessibles", "Accessible support documents", .askSupport),
        .clause("13", "Relais et urgences", "Relay and emergency services", .noRelay),
    ]
}
