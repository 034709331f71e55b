import AgentDesk
import Announcements
import CallEngine

/// Incident forms: opened for a call, filled field by field, and read again before they are sent. What is typed is in the draft after
/// every key.
extension Turn {
    /// The form of the call that is up or was up a moment ago; where it is not plain which, the list of forms and drafts.
    mutating func openIncident() {
        let desk = state.desk
        guard !desk.forms.isEmpty else { return answer(.impossible(.noForm)) }
        let facts = state.callFacts(at: now)
        if let call = facts.call {
            let begun = desk.open.filter { $0.call == call }
            if begun.count == 1, let draft = begun.first { return show(draft.id) }
            if begun.isEmpty, desk.forms.count == 1, let form = desk.forms.first { return begin(form.id) }
        } else if desk.open.isEmpty, desk.forms.count == 1, let form = desk.forms.first {
            return begin(form.id)
        }
        open(.forms)
    }

    mutating func carryOut(_ deed: FormDeed) {
        switch deed {
        case .begin(let form): begin(form)
        case .resume(let draft): show(draft)
        case .choices(let index): openChoices(index)
        case .choose(let value): choose(value)
        case .review: openReview()
        case .mend(let index): mend(index)
        case .submit: submitForm()
        case .drop: dropForm()
        }
    }

    private mutating func begin(_ id: String) {
        guard let form = state.desk.form(id) else { return }
        guard state.desk.drafts.count < FormLimits.drafts else { return answer(.impossible(.tooManyDrafts)) }
        let draft = FormDraft(
            id: newRecordID(), of: form, about: state.callFacts(at: now), at: state.wallSeconds(at: now))
        state.desk.drafts.append(draft)
        show(draft.id)
    }

    mutating func newRecordID() -> String {
        defer { state.desk.nextNumber += 1 }
        return RecordID.of(run: state.run, number: state.desk.nextNumber)
    }

    private mutating func show(_ id: String) {
        guard let draft = state.desk.draft(id) else { return }
        state.pages.removeAll { $0.page == .forms }
        if state.pages.isEmpty { state.pages = [PageState(.home)] }
        open(.form, .form(id), focus: draft.line)
    }

    /// What stands in the fields of a draft, for its page.
    func answers(of id: String) -> [Field: EditedField] {
        guard let draft = state.desk.draft(id), let form = state.desk.form(draft.form) else { return [:] }
        var fields: [Field: EditedField] = [:]
        for (index, field) in form.fields.enumerated() where !field.isChoice {
            fields[.answer(index)] = EditedField(draft[field])
        }
        return fields
    }

    // MARK: A field

    private mutating func openChoices(_ index: Int) {
        guard let (draft, form) = state.filled(on: state.page), form.fields.indices.contains(index) else { return }
        let field = form.fields[index]
        let place = field.choices.firstIndex { $0.value == draft[field] } ?? 0
        open(.formChoice, .choices(draft.id, index), focus: place)
    }

    private mutating func choose(_ value: String) {
        guard case .choices(let id, let index) = state.page.subject, let form = state.filled(on: state.page)?.form,
            form.fields.indices.contains(index)
        else { return }
        let field = form.fields[index]
        state.desk.change(id) { $0[field] = value }
        goBack()
    }

    /// One letter answers: o or y is yes, n is no.
    mutating func typeFlag(_ character: Character, in field: Field) {
        guard let flag = FormField.flag(String(character)) else {
            return answerTyping(.page(.text(FieldFault.notYesOrNo.words[settings.language])))
        }
        let word = (flag ? Word.yes : .no).text(settings.language)
        state.page[field] = EditedField(word)
        echo(.page(.text(word)))
    }

    /// Enter: why the field cannot stay so, or the next one.
    mutating func endAnswer(_ field: Field) {
        guard let form = state.filled(on: state.page)?.form, case .answer(let index) = field,
            form.fields.indices.contains(index)
        else { return }
        let asked = form.fields[index]
        do throws(FieldFault) {
            _ = try asked.value(of: state.page[field].text, today: state.wallSeconds(at: now) / 86_400)
            focus(state.page.focus + 1)
        } catch {
            refuse(asked, error)
        }
    }

    /// "Date : 31 février n'existe pas".
    func reason(_ field: FormField, _ fault: FieldFault) -> String {
        "\(field.label)\(state.colon) \(fault.words[settings.language])"
    }

    private mutating func refuse(_ field: FormField, _ fault: FieldFault) {
        answer(.text(reason(field, fault)))
    }

    // MARK: The review

    private mutating func openReview() {
        guard let (draft, form) = state.filled(on: state.page) else { return }
        let today = state.wallSeconds(at: now) / 86_400
        refreshFacts(of: draft, form)
        let faults = state.desk.draft(draft.id)?.faults(in: form, today: today) ?? []
        open(.formReview, .form(draft.id), focus: faults.first?.index ?? 0)
    }

    /// The call went on while the form was filled: what it gives is what it gives now.
    private mutating func refreshFacts(of draft: FormDraft, _ form: IncidentForm) {
        let facts = state.callFacts(at: now)
        guard let call = draft.call, facts.call == call else { return }
        state.desk.change(draft.id) { $0.take(facts, form) }
        let fields = answers(of: draft.id)
        for index in state.pages.indices where state.pages[index].subject == .form(draft.id) {
            if state.pages[index].page == .form { state.pages[index].fields = fields }
        }
    }

    /// Back in the form, with the cursor in a field.
    func line(of index: Int, _ form: PageState) -> Int {
        state.items(of: form).firstIndex { item in
            item.enter == .field(.answer(index)) || item.enter == .form(.choices(index))
        } ?? 0
    }

    private mutating func mend(_ index: Int) {
        guard case .form(let id) = state.page.subject else { return }
        state.pages.removeAll { $0.page == .formReview }
        open(.form, .form(id))
        focus(line(of: index, state.page))
    }

    /// A field cannot be sent so: the cursor is in it, and why is said.
    mutating func mend(_ index: Int, in id: String, because fault: FieldFault) {
        guard let form = state.desk.draft(id).flatMap({ state.desk.form($0.form) }), form.fields.indices.contains(index)
        else { return }
        state.pages.removeAll { $0.page == .formReview }
        if state.pages.isEmpty { state.pages = [PageState(.home)] }
        if state.page.page != .form { open(.form, .form(id)) }
        state.page.focus = line(of: index, state.page)
        refuse(form.fields[index], fault)
    }

    private mutating func dropForm() {
        guard let (draft, form) = state.filled(on: state.page) else { return }
        guard isConfirmed(.dropForm(draft.id), true, .confirmRemoval(form.title)) else { return }
        state.desk.drafts.removeAll { $0.id == draft.id }
        state.desk.refusals[draft.id] = nil
        closeForm(draft.id)
        answer(.removed)
    }

    /// Its pages close; nothing is said.
    mutating func closeForm(_ id: String) {
        state.pages.removeAll { $0.subject == .form(id) }
        if state.pages.isEmpty { state.pages = [PageState(.home)] }
        clampFocus()
    }
}

extension FormField {
    var isChoice: Bool { if case .choice = kind { true } else { false } }
    var choices: [Choice] { if case .choice(let choices) = kind { choices } else { [] } }

    /// A number or a day is typed: AZERTY's top row stands for digits.
    var takesDigits: Bool { kind == .phone || kind == .date }
}
