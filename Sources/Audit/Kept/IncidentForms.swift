import AgentDesk
import Configuration
import JSONText
import Scenarios
import Services

/// The incident form that every scenario's program has, and what was written in it.
enum IncidentForms {
    /// The file of the form. Its fields' keys are their labels: a script names them so.
    static func text(_ language: SettingLanguage) -> String {
        func words(_ french: String, _ english: String) -> String { Bilingual(french, english)[language] }
        let choices = [words("Arbre", "Tree"), words("Chaussée", "Road"), words("Éclairage", "Lighting")]
        let fields: [(label: String, rest: String)] = [
            (words("Objet", "Subject"), "required = true\nmaximum = 120"),
            (
                words("Nature", "Kind"),
                "kind = \"choice\"\nrequired = true\nchoices = [\(choices.map { "\"\($0)\"" }.joined(separator: ", "))]"
            ),
            (words("Jour", "Day"), "kind = \"date\"\nrequired = true"),
            (words("Lieu", "Place"), "kind = \"place\""),
            (words("Appelant", "Caller"), "prefill = \"caller_name\""),
            (words("Rappeler au", "Call back on"), "kind = \"phone\"\nprefill = \"caller_number\""),
        ]
        let tables = fields.map { "\n[[field]]\nkey = \"\($0.label)\"\nlabel = \"\($0.label)\"\n\($0.rest)\n" }
        return "title = \"\(words("Fiche de voirie", "Street form"))\"\nconnector = \"practice\"\n" + tables.joined()
    }
}

/// What a field of a form holds, on its way or sent.
struct WrittenAnswer {
    var field: String
    var text: String
}

extension Stage {
    /// The answers in the forms that were sent, then in those that are being filled.
    var writtenAnswers: [WrittenAnswer] {
        let sent = lines("practice-incidents.jsonl").flatMap { record -> [WrittenAnswer] in
            guard case .array(let fields)? = record["fields"] else { return [] }
            return fields.map { WrittenAnswer(field: $0["label"]?.text ?? "", text: $0["value"]?.text ?? "") }
        }
        return sent + typedAnswers
    }

    private var typedAnswers: [WrittenAnswer] {
        lines("forms.json").flatMap { kept -> [WrittenAnswer] in
            guard case .array(let drafts)? = kept["drafts"] else { return [] }
            return drafts.flatMap { draft -> [WrittenAnswer] in
                guard case .object(let answers)? = draft["answers"] else { return [] }
                return answers.map { WrittenAnswer(field: $0.name, text: $0.value.text ?? "") }
            }
        }
    }

    /// - Parameter field: nil: any of them.
    func judgeIncident(_ text: String, in field: String?) throws(Stop) {
        let place =
            field.map { Bilingual("le champ « \($0) »", "the field \"\($0)\"") } ?? Bilingual("la fiche", "the form")
        try eventually(
            expected: Bilingual("« \(text) » dans \(place.french)", "\"\(text)\" in \(place.english)"),
            happened: {
                let answers = writtenAnswers.map { "\($0.field): \($0.text)" }.joined(separator: " | ")
                return answers.isEmpty ? Bilingual("aucune fiche", "no form") : Bilingual(answers, answers)
            },
            { () throws(Stop) in
                writtenAnswers.contains { answer in
                    contains(answer.text, text) && (field.map { same(answer.field, $0) } ?? true)
                }
            })
    }
}
