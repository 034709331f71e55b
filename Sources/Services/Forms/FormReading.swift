import AgentDesk
import Configuration

/// From the entries of a file to a form: `title`, `connector`, and a `[[field]]` for each field in the order in which it is asked.
enum FormReading {
    /// - Throws: the first problem, without its file.
    static func form(_ id: String, _ entries: [ConfigurationEntry]) throws(FormProblem) -> IncidentForm {
        var title: String?
        var connector: String?
        var fields: [FormField] = []
        for entry in entries {
            switch entry.key {
            case "title": title = try text(entry, FormLimits.labelCharacters)
            case "connector": connector = try text(entry, FormLimits.labelCharacters)
            case "field": fields = try self.fields(entry)
            default: throw FormProblem(.unknownKey(shown(entry.key)), entry.line)
            }
        }
        guard let title else { throw FormProblem(.missing("title"), 0) }
        guard let connector else { throw FormProblem(.missing("connector"), 0) }
        guard !fields.isEmpty else { throw FormProblem(.noFields(most: FormLimits.fields), 0) }
        return IncidentForm(id: id, title: title, connector: connector, fields: fields)
    }

    private static func fields(_ entry: ConfigurationEntry) throws(FormProblem) -> [FormField] {
        guard case .list(let tables) = entry.value.content, (1...FormLimits.fields).contains(tables.count) else {
            throw FormProblem(.noFields(most: FormLimits.fields), entry.line)
        }
        var fields: [FormField] = []
        for table in tables {
            guard case .table(let entries) = table.content else {
                throw FormProblem(.noFields(most: FormLimits.fields), entry.line)
            }
            let field = try self.field(entries, table.line)
            guard !fields.contains(where: { $0.key == field.key }) else {
                throw FormProblem(.twice(field.key), table.line)
            }
            fields.append(field)
        }
        return fields
    }

    private static let kinds: [String: FormField.Kind] = [
        "text": .text, "date": .date, "place": .place, "phone": .phone, "yes_no": .flag, "file": .file,
        "choice": .choice([]),
    ]

    private static func field(_ entries: [ConfigurationEntry], _ line: Int) throws(FormProblem) -> FormField {
        var field = FormField(key: "", label: "")
        var choices: (list: [FormField.Choice], line: Int)?
        for entry in entries {
            switch entry.key {
            case "key": field.key = try text(entry, FormLimits.labelCharacters)
            case "label": field.label = try text(entry, FormLimits.labelCharacters)
            case "kind": field.kind = try one(entry, of: kinds)
            case "required": field.isRequired = try flag(entry)
            case "default": field.standard = try text(entry, FormLimits.answerCharacters)
            case "prefill":
                let known = Dictionary(uniqueKeysWithValues: FormField.Prefill.allCases.map { ($0.rawValue, $0) })
                field.prefill = try one(entry, of: known)
            case "hint": field.hint = try text(entry, FormLimits.hintCharacters)
            case "maximum": field.maximum = try number(entry, FormLimits.answerCharacters)
            case "choices": choices = (try self.choices(entry), entry.line)
            default: throw FormProblem(.unknownKey("field." + shown(entry.key)), entry.line)
            }
        }
        for (key, value) in [("key", field.key), ("label", field.label)] where value.isEmpty {
            throw FormProblem(.missing("field." + key), line)
        }
        let isChoice = if case .choice = field.kind { true } else { false }
        guard isChoice == (choices != nil) else {
            throw FormProblem(.noChoices(most: Configuration.Limits.listElements), choices?.line ?? line)
        }
        if let choices { field.kind = .choice(choices.list) }
        if let standard = field.standard {
            do throws(FieldFault) { _ = try field.value(of: standard, today: 0) } catch {
                throw FormProblem(.badStandard(field.key), line)
            }
        }
        return field
    }

    /// Texts alone, or tables with `value` and `label`.
    private static func choices(_ entry: ConfigurationEntry) throws(FormProblem) -> [FormField.Choice] {
        let most = Configuration.Limits.listElements
        guard case .list(let values) = entry.value.content, (1...most).contains(values.count) else {
            throw FormProblem(.noChoices(most: most), entry.line)
        }
        var choices: [FormField.Choice] = []
        for value in values {
            var parts: [String: String] = [:]
            if case .table(let entries) = value.content {
                for part in entries {
                    guard ["value", "label"].contains(part.key) else {
                        throw FormProblem(.unknownKey("choices." + shown(part.key)), entry.line)
                    }
                    parts[part.key] = try text(part, FormLimits.labelCharacters)
                }
            } else {
                let text = try text(
                    ConfigurationEntry(key: "choices", line: entry.line, value: value), FormLimits.labelCharacters)
                parts = ["value": text, "label": text]
            }
            guard let chosen = parts["value"], let label = parts["label"] else {
                throw FormProblem(.missing(parts["value"] == nil ? "choices.value" : "choices.label"), entry.line)
            }
            guard !choices.contains(where: { $0.value == chosen }) else {
                throw FormProblem(.twice(chosen), entry.line)
            }
            choices.append(FormField.Choice(value: chosen, label: label))
        }
        return choices
    }

    // MARK: Values

    private static func text(_ entry: ConfigurationEntry, _ most: Int) throws(FormProblem) -> String {
        guard case .text(let text) = entry.value.content, (1...most).contains(text.count),
            !text.unicodeScalars.contains(where: { $0.value < 32 || (127...159).contains($0.value) })
        else { throw FormProblem(.noText(shown(entry.key), most: most), entry.line) }
        return text
    }

    private static func flag(_ entry: ConfigurationEntry) throws(FormProblem) -> Bool {
        guard case .boolean(let flag) = entry.value.content else { throw FormProblem(.noFlag(entry.key), entry.line) }
        return flag
    }

    private static func number(_ entry: ConfigurationEntry, _ most: Int) throws(FormProblem) -> Int {
        guard case .integer(let number) = entry.value.content, (1...most).contains(number) else {
            throw FormProblem(.noNumber(entry.key, most: most), entry.line)
        }
        return number
    }

    private static func one<Value>(
        _ entry: ConfigurationEntry, of known: [String: Value]
    ) throws(FormProblem) -> Value {
        guard case .text(let text) = entry.value.content, let value = known[text] else {
            throw FormProblem(.noneOf(entry.key, known.keys.sorted()), entry.line)
        }
        return value
    }

    /// A foreign key as a problem quotes it: short and without controls.
    private static func shown(_ key: String) -> String {
        String(String.UnicodeScalarView(key.unicodeScalars.prefix(40).filter { $0.value >= 32 && $0.value != 127 }))
    }
}
