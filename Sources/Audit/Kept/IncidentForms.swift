import AgentDesk
import Configuration
import JSONText
import Scenarios
import Services

/// The incident form that every scenario's program has, and what was written in it.
enum IncidentForms {
    /// The server's name in the configuration, to which the form's records go.
    private static let server = "mairie"

    /// The fields, each with the rest of its table. Their keys are their labels: a script names them so.
    private static func fields(_ language: SettingLanguage) -> [(label: String, rest: String)] {
        func words(_ french: String, _ english: String) -> String { Bilingual(french, english)[language] }
        let choices = [words("Arbre", "Tree"), words("Chaussée", "Road"), words("Éclairage", "Lighting")]
        return [
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
    }

    /// The file of the form.
    static func text(_ language: SettingLanguage) -> String {
        let title = Bilingual("Fiche de voirie", "Street form")[language]
        let tables = fields(language).map {
            "\n[[field]]\nkey = \"\($0.label)\"\nlabel = \"\($0.label)\"\n\($0.rest)\n"
        }
        return "title = \"\(title)\"\nconnector = \"\(server)\"\n" + tables.joined()
    }

    /// The lines of the configuration that name the record server.
    static func connector(_ language: SettingLanguage, port: UInt16) -> [String] {
        let address = "http://\(RecordServer.host):\(port)"
        let members = fields(language).map { "\"\($0.label)\": \"{{\($0.label)}}\"" }.joined(separator: ", ")
        return [
            "[[connector]]", "name = \"\(server)\"", "kind = \"http\"", "url = \"\(address)\(RecordServer.path)\"",
            "template = '{\"ref\": \"{{id}}\", \"fields\": {\(members)}}'", "number = \"/number\"",
            "ask_url = \"\(address)\(RecordServer.question){{id}}\"", "ask_number = \"/number\"", "timeout = 5",
        ]
    }
}

extension Stage {
    /// The answers in the forms that were sent, then in those that are being filled.
    var writtenAnswers: [WrittenAnswer] {
        let sent = records.records.flatMap(\.fields)
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
