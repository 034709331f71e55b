// The labels of what stands in a `[[connector]]` table.
extension SettingLabels {
    static let ofConnectors: [SettingKey: Bilingual] = [
        .connectorName: Bilingual("Nom du serveur de fiches", "Name of the record server"),
        .connectorKind: Bilingual("Sorte du serveur de fiches", "Kind of record server"),
        .connectorURL: Bilingual("Adresse du serveur de fiches", "Address of the record server"),
        .connectorUser: Bilingual("Utilisateur du serveur de fiches", "User of the record server"),
        .connectorClient: Bilingual("Nom de client du serveur de fiches", "Client name of the record server"),
        .connectorSecret: Bilingual("Secret du serveur de fiches", "Secret of the record server"),
        .connectorSecretCommand: Bilingual("Commande du secret des fiches", "Command of the record secret"),
        .connectorSecretFile: Bilingual("Fichier du secret des fiches", "File of the record secret"),
        .connectorApplicationSecret: Bilingual(
            "Second secret du serveur de fiches", "Second secret of the record server"),
        .connectorEventSecret: Bilingual("Secret des appels annoncés", "Secret of told calls"),
        .connectorKeyField: Bilingual("Champ de notre référence", "Field of our reference"),
        .connectorGroup: Bilingual("Groupe des tickets", "Group of the tickets"),
        .connectorCustomer: Bilingual("Client des tickets", "Customer of the tickets"),
        .connectorValues: Bilingual("Valeurs de chaque fiche", "Values of every record"),
        .connectorMethod: Bilingual("Méthode d'envoi des fiches", "Method of sending records"),
        .connectorHeaders: Bilingual("En-têtes du serveur de fiches", "Headers of the record server"),
        .connectorTemplate: Bilingual("Modèle JSON des fiches", "JSON template of records"),
        .connectorSuccess: Bilingual("Condition de succès des fiches", "Success condition of records"),
        .connectorNumber: Bilingual("Place du numéro dans la réponse", "Place of the number in the answer"),
        .connectorAddress: Bilingual("Place de l'adresse dans la réponse", "Place of the address in the answer"),
        .connectorAskURL: Bilingual("Adresse de recherche d'une fiche", "Address to look for a record"),
        .connectorAskNumber: Bilingual("Place du numéro trouvé", "Place of the found number"),
        .connectorAuthorities: Bilingual("Autorités du serveur de fiches", "Authorities of the record server"),
        .connectorCertificate: Bilingual("Certificat pour les fiches", "Certificate for records"),
        .connectorCertificateKey: Bilingual("Clé du certificat pour les fiches", "Key of the certificate for records"),
        .connectorProxy: Bilingual("Mandataire du serveur de fiches", "Proxy of the record server"),
        .connectorTimeout: Bilingual("Délai du serveur de fiches", "Time limit of the record server"),
    ]
}
