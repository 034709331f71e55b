import JSONText

/// What the call gives to the fields of a form, in the agent's words.
public struct CallFacts: Sendable, Equatable {
    /// The call's key (`CallKey`); nil: the form is about no call.
    public var call: String?
    /// Who calls, as it is shown; empty: nobody.
    public var about: String
    public var words: [FormField.Prefill: String]

    public init(call: String? = nil, about: String = "", words: [FormField.Prefill: String] = [:]) {
        self.call = call
        self.about = about
        self.words = words
    }
}

/// A form that is being filled: what was typed, and where the agent was. It is kept at every key.
public struct FormDraft: Sendable, Equatable {
    /// A UUID: the record's own once it is confirmed, so that it is the same however often it is confirmed.
    public var id: String
    /// The form's id.
    public var form: String
    public var call: String?
    public var about: String
    public var begunAt: WallSeconds
    /// What stands in each field, by the field's key: as it was typed; of a choice its value.
    public private(set) var answers: [String: String] = [:]
    /// What of it the call gave.
    private var given: [String: String] = [:]
    /// The line of the form that the cursor was on.
    public var line: Int

    /// A fresh one: standard values, and what the call gives.
    public init(id: String, of form: IncidentForm, about facts: CallFacts, at now: WallSeconds) {
        self.id = id
        self.form = form.id
        call = facts.call
        about = facts.about
        begunAt = now
        line = 0
        for field in form.fields { answers[field.key] = field.standard }
        take(facts, form)
    }

    /// What the call gives now, where the agent did not write something else: the call goes on while the form is filled.
    public mutating func take(_ facts: CallFacts, _ form: IncidentForm) {
        for field in form.fields {
            guard let prefill = field.prefill, let words = facts.words[prefill], !words.isEmpty else { continue }
            let stands = answers[field.key] ?? ""
            guard stands == given[field.key] || stands.isEmpty && given[field.key] == nil || stands == field.standard
            else {
                continue
            }
            let taken = String(words.prefix(field.maximum ?? FormLimits.answerCharacters))
            answers[field.key] = taken
            given[field.key] = taken
        }
    }

    public subscript(field: FormField) -> String {
        get { answers[field.key] ?? "" }
        set { answers[field.key] = newValue.isEmpty && given[field.key] == nil ? nil : newValue }
    }

    /// Something stands in it that the agent wrote or chose.
    public func isTouched(of form: IncidentForm) -> Bool {
        form.fields.contains { self[$0] != given[$0.key] ?? $0.standard ?? "" }
    }

    /// Each field that is not as it must be, in the form's order.
    public func faults(in form: IncidentForm, today: Int) -> [(index: Int, fault: FieldFault)] {
        form.fields.enumerated().compactMap { index, field in
            do throws(FieldFault) {
                _ = try field.value(of: self[field], today: today)
                return nil
            } catch { return (index, error) }
        }
    }

    /// What is sent: the fields that hold something, in the form's order.
    /// - Parameters:
    ///   - files: the octets of each file, by its field's key.
    ///   - today: days since 1970-01-01, as the agent's clock has them.
    /// - Returns: nil where a field is not as it must be.
    public func record(
        of form: IncidentForm, files: [String: [UInt8]], today: Int, at now: WallSeconds
    ) -> IncidentRecord? {
        var fields: [IncidentRecord.Field] = []
        for field in form.fields {
            do throws(FieldFault) {
                guard var value = try field.value(of: self[field], today: today) else { continue }
                if case .file(let name, _) = value {
                    guard let octets = files[field.key] else { return nil }
                    value = .file(name: name, octets: octets)
                }
                fields.append(IncidentRecord.Field(key: field.key, label: field.label, value: value))
            } catch { return nil }
        }
        return IncidentRecord(
            id: id, form: form.id, title: form.title, connector: form.connector, call: call, fields: fields,
            createdAt: now)
    }

    /// The paths of the files that it names, by their fields' keys.
    public func paths(in form: IncidentForm) -> [String: String] {
        var paths: [String: String] = [:]
        for field in form.fields where field.kind == .file {
            let path = FormField.trimmed(self[field])
            if !path.isEmpty { paths[field.key] = path }
        }
        return paths
    }

    /// The same words for another record: the server refused this one.
    public func renewed(id: String) -> FormDraft {
        var draft = self
        draft.id = id
        return draft
    }
}

// MARK: Of a record

extension FormDraft {
    /// A record that an earlier run confirmed, as it was typed. A file's place is not known any more.
    /// - Returns: nil where nothing of it is left, or its fields are not the form's.
    public init?(of record: IncidentRecord, in form: IncidentForm) {
        guard record.form == form.id, !record.fields.isEmpty else { return nil }
        var answers: [String: String] = [:]
        for field in record.fields {
            guard let known = form.fields.first(where: { $0.key == field.key }) else { return nil }
            switch field.value {
            case .text(let text), .date(let text), .phone(let text): answers[known.key] = text
            case .choice(let value, _): answers[known.key] = value
            case .place(let words, let latitude, let longitude):
                let degrees = [latitude, longitude].compactMap { $0.map { "\($0)" } }
                answers[known.key] = ([words] + (degrees.count == 2 ? degrees : [])).joined(separator: ", ")
            case .flag(let flag): answers[known.key] = flag ? "oui" : "non"
            case .file: continue
            }
        }
        self.init(id: record.id, of: form, about: CallFacts(call: record.call), at: record.createdAt)
        self.answers = answers
    }
}

// MARK: As it is kept

extension FormDraft {
    public var json: JSON {
        .record([
            "id": .text(id), "form": .text(form), "call": call.map { .text($0) }, "about": .text(about),
            "at": .integer(begunAt), "line": .integer(line), "answers": Self.json(answers), "given": Self.json(given),
        ])
    }

    /// - Returns: nil where it is no draft, or one that is larger than any is made.
    public init?(_ json: JSON) {
        guard let id = json["id"]?.text, let form = json["form"]?.text, let at = json["at"]?.integer,
            (0...FormDraft.latest).contains(at), let answers = Self.texts(json["answers"]),
            let given = Self.texts(json["given"])
        else { return nil }
        self.id = id
        self.form = form
        call = json["call"]?.text
        about = String((json["about"]?.text ?? "").prefix(FormLimits.labelCharacters))
        begunAt = at
        line = min(max(0, json["line"]?.integer ?? 0), FormLimits.fields)
        self.answers = answers
        self.given = given
    }

    /// The year 2200: the file may be anybody's.
    private static let latest = 7_258_118_400

    private static func json(_ texts: [String: String]) -> JSON {
        .object(texts.sorted { $0.key < $1.key }.map { JSON.Member($0.key, .text($0.value)) })
    }

    private static func texts(_ json: JSON?) -> [String: String]? {
        guard case .object(let members)? = json, members.count <= FormLimits.fields else { return nil }
        var texts: [String: String] = [:]
        for member in members {
            guard let text = member.value.text, text.count <= FormLimits.answerCharacters else { return nil }
            texts[member.name] = text
        }
        return texts
    }
}
