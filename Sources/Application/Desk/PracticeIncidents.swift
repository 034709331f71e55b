import AgentDesk
import Configuration
import JSONText
import Services

/// The connector `practice`: it keeps each record on this computer and gives it the next number, so that forms can be tried without a
/// server.
struct PracticeIncidents: Sendable {
    static let connector = "practice"

    let folder: StateFolder
    let language: SettingLanguage

    private static let name = "practice-incidents.jsonl"

    /// - Returns: that it is kept, then its number; or why it cannot be kept.
    func submit(_ record: IncidentRecord) -> [IncidentNews] {
        do throws(StateProblem) {
            let journal = try folder.journal(Self.name)
            let earlier = journal.lines(last: Limits.practiceIncidents).compactMap {
                try? JSONParser.parse(Array($0.utf8))
            }
            // What was confirmed once is not taken twice.
            if let known = earlier.first(where: { $0["id"]?.text == record.id })?["number"]?.text {
                return [.kept, .sent(number: known, url: nil)]
            }
            let last = earlier.last?["number"]?.text.flatMap { Int($0) } ?? 0
            let number = String(min(max(0, last), Limits.wallSeconds) + 1)
            try journal.append(Self.json(record, number).description)
            return [.kept, .sent(number: number, url: nil)]
        } catch { return [.refused(error.words[language])] }
    }

    private static func json(_ record: IncidentRecord, _ number: String) -> JSON {
        .record([
            "id": .text(record.id), "number": .text(number), "form": .text(record.form),
            "call": record.call.map { .text($0) }, "at": .integer(record.createdAt),
            "fields": .array(
                record.fields.map { field in
                    .record([
                        "key": .text(field.key), "label": .text(field.label), "value": .text(words(field.value)),
                    ])
                }),
        ])
    }

    private static func words(_ value: FieldValue) -> String {
        switch value {
        case .text(let text), .date(let text), .phone(let text): text
        case .choice(_, let label): label
        case .place(let words, let latitude, let longitude):
            if let latitude, let longitude { "\(words), \(latitude), \(longitude)" } else { words }
        case .flag(let flag): flag ? "true" : "false"
        case .file(let name, _): name
        }
    }

    /// The form that `--practice` offers.
    static func form(_ language: SettingLanguage) -> IncidentForm {
        func words(_ french: String, _ english: String) -> String { Bilingual(french, english)[language] }
        let kinds = [
            FormField.Choice(value: "tree", label: words("Arbre tombé", "Fallen tree")),
            FormField.Choice(value: "road", label: words("Chaussée", "Road surface")),
            FormField.Choice(value: "lighting", label: words("Éclairage", "Lighting")),
        ]
        return IncidentForm(
            id: "practice", title: words("Fiche d'entraînement", "Practice form"), connector: connector,
            fields: [
                FormField(
                    key: "subject", label: words("Objet", "Subject"), isRequired: true,
                    hint: words("Ce qui se passe, en quelques mots", "What happens, in a few words"), maximum: 120),
                FormField(key: "kind", label: words("Nature", "Kind"), kind: .choice(kinds), isRequired: true),
                FormField(key: "date", label: "Date", kind: .date, isRequired: true, prefill: .date),
                FormField(key: "place", label: words("Lieu", "Place"), kind: .place),
                FormField(key: "danger", label: "Danger", kind: .flag),
                FormField(key: "caller", label: words("Appelant", "Caller"), prefill: .callerName),
                FormField(
                    key: "phone", label: words("Rappeler au", "Call back on"), kind: .phone, prefill: .callerNumber),
                FormField(key: "notes", label: "Notes", prefill: .notes),
            ])
    }
}
