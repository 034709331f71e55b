import JSONText

/// A form of Publik as its server describes it (`/api/formdefs/<slug>/schema`).
public struct PublikSchema: Sendable, Equatable {
    public var form: IncidentForm
    /// Required fields of a kind that cannot be filled here, by their labels: the form must be filled on the server.
    public var missing: [String]

    /// - Parameters:
    ///   - form: the slug.
    ///   - connector: its name in the configuration.
    ///   - keyField: the field that takes our key; nobody fills it.
    public init?(_ octets: [UInt8], form: String, connector: String, keyField: String? = nil) {
        guard let json = try? JSONParser.parse(octets, most: Limits.answerOctets),
            case .array(let described)? = json["fields"]
        else { return nil }
        var fields: [FormField] = []
        missing = []
        for field in described.prefix(Limits.schemaFields) {
            guard let type = field["type"]?.text, !["title", "subtitle", "comment", "page", "computed"].contains(type)
            else { continue }
            let label = ServerWords.cleaned(field["label"]?.text ?? "", atMost: FormLimits.labelCharacters)
            // Newer servers say "required", "optional", or "frontoffice": of the public alone.
            let isRequired = field["required"]?.boolean ?? (field["required"]?.text == "required")
            guard let key = field["varname"]?.text, !key.isEmpty,
                key.unicodeScalars.count <= Limits.schemaKeyScalars, let kind = Self.kind(type, field)
            else {
                if isRequired { missing.append(label) }
                continue
            }
            guard key != keyField else { continue }
            guard fields.count < FormLimits.fields, !fields.contains(where: { $0.key == key }) else {
                if isRequired { missing.append(label) }
                continue
            }
            fields.append(
                FormField(
                    key: key, label: label.isEmpty ? key : label, kind: kind, isRequired: isRequired,
                    prefill: field["prefill"]?["type"]?.text == "user" && kind == .phone ? .callerNumber : nil,
                    hint: field["hint"]?.text.map { ServerWords.cleaned($0, atMost: FormLimits.hintCharacters) }))
        }
        self.form = IncidentForm(
            id: form, title: ServerWords.cleaned(json["name"]?.text ?? form, atMost: FormLimits.labelCharacters),
            connector: connector, fields: fields)
    }

    /// What is typed is text; a kind that is no typing cannot be filled here.
    private static func kind(_ type: String, _ field: JSON) -> FormField.Kind? {
        switch type {
        case "string":
            switch field["validation"]?["type"]?.text {
            case "phone", "phone-fr": return .phone
            default: return .text
            }
        case "text", "email", "numeric": return .text
        case "date": return .date
        case "bool": return .flag
        case "file": return .file
        case "map", "address": return .place
        case "item":
            // A list from a source of data is not described (w.c.s. `wcs/fields/item.py` export_to_json): typed text is none of it.
            let choices = choices(of: field)
            return choices.isEmpty ? nil : .choice(choices)
        default: return nil
        }
    }

    private static func choices(of field: JSON) -> [FormField.Choice] {
        if case .array(let items)? = field["structured_items"] {
            return items.prefix(Limits.schemaChoices).compactMap { item in
                guard let id = item["id"]?.recordNumber else { return nil }
                return FormField.Choice(value: id, label: ServerWords.cleaned(item["text"]?.text ?? id))
            }
        }
        guard case .array(let items)? = field["items"] else { return [] }
        // The text itself is sent: one that is too long is left out, as a part of it would be no choice of the server's.
        return items.prefix(Limits.schemaChoices).compactMap(\.text)
            .filter { $0.unicodeScalars.count <= Limits.schemaChoiceScalars }
            .map { FormField.Choice(value: $0, label: ServerWords.cleaned($0)) }
    }
}
