import AgentDesk

/// Forms for the tests of pages: one with a field of each kind, and a short one.
enum SampleForms {
    static let tree = IncidentForm(
        id: "arbre", title: "Arbre tombé", connector: "essai",
        fields: [
            FormField(key: "objet", label: "Objet", isRequired: true, hint: "En quelques mots"),
            FormField(
                key: "type", label: "Nature",
                kind: .choice([
                    FormField.Choice(value: "tree", label: "Arbre"), FormField.Choice(value: "hole", label: "Trou"),
                    FormField.Choice(value: "lamp", label: "Éclairage"),
                ]), isRequired: true),
            FormField(key: "jour", label: "Date", kind: .date, isRequired: true, prefill: .date),
            FormField(key: "lieu", label: "Lieu", kind: .place),
            FormField(key: "tel", label: "Rappeler au", kind: .phone, prefill: .callerNumber),
            FormField(key: "danger", label: "Danger", kind: .flag),
            FormField(key: "photo", label: "Photo", kind: .file),
            FormField(key: "nom", label: "Appelant", prefill: .callerName),
            FormField(key: "notes", label: "Notes", prefill: .notes, maximum: 200),
        ])

    static let note = IncidentForm(
        id: "divers", title: "Divers", connector: "essai", fields: [FormField(key: "texte", label: "Texte")])

    static let forms = [tree, note]

    static let draft: FormDraft = {
        var draft = FormDraft(id: "d1", of: tree, about: CallFacts(about: "Nadia"), at: 14 * 3_600)
        draft[tree.fields[0]] = "chêne"
        return draft
    }()
}
