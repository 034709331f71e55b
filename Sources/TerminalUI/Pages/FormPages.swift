import AgentDesk
import Announcements
import CallEngine

/// Incident forms: the list of them, one that is filled, the choices of a field, and the review before it is sent.
extension AppState {
    /// The draft that a page is about, and its form.
    func filled(on page: PageState) -> (draft: FormDraft, form: IncidentForm)? {
        let id: String
        switch page.subject {
        case .form(let draft): id = draft
        case .choices(let draft, _): id = draft
        default: return nil
        }
        guard let draft = desk.draft(id), let form = desk.form(draft.form) else { return nil }
        return (draft, form)
    }

    /// The form's field that an edited field stands for.
    func formField(_ field: Field, _ page: PageState) -> FormField? {
        guard case .answer(let index) = field, let form = filled(on: page)?.form, form.fields.indices.contains(index)
        else { return nil }
        return form.fields[index]
    }

    /// The forms, then the drafts, the newest first.
    var formListLines: [Item] {
        desk.forms.map { Item($0.title, .form(.begin($0.id))) }
            + desk.open.reversed().map { draft in
                let title = desk.form(draft.form)?.title ?? ""
                let who = draft.about.isEmpty ? "" : ", \(draft.about)"
                let line = "\(Word.draft.text(language))\(colon) \(title)\(who), \(moment(draft.begunAt))"
                return Item(line, .form(.resume(draft.id)), isPersonal: true)
            }
    }

    func formLines(_ page: PageState) -> [Item] {
        guard let (draft, form) = filled(on: page) else { return [] }
        let refusal = desk.refusals[draft.id].map { reason in
            Item("\(Word.refused.text(language))\(colon) \(reason)", isPersonal: true)
        }
        let fields = form.fields.enumerated().map { index, field in
            guard case .choice(let choices) = field.kind else { return fieldItem(.answer(index), page) }
            let chosen = choices.first { $0.value == draft[field] }?.label ?? Word.empty.text(language)
            return Item("\(formLabel(field)) \(chosen)", .form(.choices(index)), isPersonal: true)
        }
        return (refusal.map { [$0] } ?? []) + fields + [
            Item(Word.readAgain.text(language), .form(.review)), Item(Word.dropDraft.text(language), .form(.drop)),
        ]
    }

    func choiceLines(_ subject: Subject) -> [Item] {
        guard case .choices(_, let index) = subject, let form = filled(on: PageState(.formChoice, subject))?.form,
            form.fields.indices.contains(index), case .choice(let choices) = form.fields[index].kind
        else { return [] }
        return choices.map { Item($0.label, .form(.choose($0.value))) }
    }

    /// One line a field; what is wrong begins with why.
    func reviewLines(_ subject: Subject) -> [Item] {
        guard let (draft, form) = filled(on: PageState(.formReview, subject)) else { return [] }
        let faults = Dictionary(draft.faults(in: form, today: today).map { ($0.index, $0.fault) }) { first, _ in first }
        let fields = form.fields.enumerated().map { index, field in
            let words = faults[index].map { "\($0.words[language]), \(field.label)\(colon) \(draft[field])" }
            return Item(
                words ?? "\(field.label)\(colon) \(shown(draft[field], of: field))", .form(.mend(index)),
                isPersonal: true)
        }
        return fields + [Item(Word.sendForm.text(language), .form(.submit))]
    }

    /// "Objet, obligatoire :".
    func formLabel(_ field: FormField) -> String {
        let state = field.isRequired ? ", \(Word.required.text(language))" : ""
        return Cells.clip("\(field.label)\(state)", to: max(4, columns - Limits.answerCells)) + colon
    }

    /// What a field holds, as it is heard before it is sent.
    private func shown(_ typed: String, of field: FormField) -> String {
        guard let value = try? field.value(of: typed, today: today) else { return Word.empty.text(language) }
        switch value {
        case .text(let text): return text
        case .choice(_, let label): return label
        case .date: return dateWords(typed, of: field)
        case .place(let words, let latitude, let longitude):
            guard let latitude, let longitude else { return words }
            return "\(words), \(latitude), \(longitude)"
        case .phone(let number): return settings.written.number(number)
        case .flag(let flag): return (flag ? Word.yes : .no).text(language)
        case .file(let name, _): return name
        }
    }

    private func dateWords(_ typed: String, of field: FormField) -> String {
        guard let day = field.day(of: typed, today: today) else { return typed }
        let words = SpokenTime.date(day: day, today: today, language)
        return words.isEmpty ? Word.today.text(language) : words
    }
}

extension AppState {
    /// What helps with the form's field under the cursor.
    var hint: String? {
        guard let form = filled(on: page)?.form else { return nil }
        switch focusedItem?.enter {
        case .field(.answer(let index)) where form.fields.indices.contains(index): return form.fields[index].hint
        case .form(.choices(let index)) where form.fields.indices.contains(index): return form.fields[index].hint
        default: return nil
        }
    }

    /// The form's own title on its page, the field's on that of its choices.
    var formTitle: String? {
        guard page.page == .form || page.page == .formChoice, let form = filled(on: page)?.form else { return nil }
        guard case .choices(_, let index) = page.subject, form.fields.indices.contains(index) else { return form.title }
        return form.fields[index].label
    }
}
