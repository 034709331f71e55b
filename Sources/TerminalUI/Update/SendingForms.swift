import AgentDesk
import Announcements
import CallEngine

/// A form that the agent confirms: it becomes a record, and what becomes of that is told once.
extension Turn {
    mutating func submitForm() {
        guard let (draft, form) = state.filled(on: state.page) else { return }
        let faults = draft.faults(in: form, today: state.wallSeconds(at: now) / 86_400)
        if let first = faults.first { return mend(first.index, in: draft.id, because: first.fault) }
        let paths = draft.paths(in: form)
        guard !paths.isEmpty else { return send(draft, form, [:]) }
        state.desk.reading = draft.id
        effects.append(.readFormFiles(draft.id, paths))
    }

    /// The files of a form are read, or one of them cannot be.
    mutating func takeFiles(of id: String, _ files: [String: Result<[UInt8], FieldFault>]) {
        guard state.desk.reading == id else { return }
        state.desk.reading = nil
        guard let draft = state.desk.draft(id), let form = state.desk.form(draft.form) else { return }
        var octets: [String: [UInt8]] = [:]
        for (index, field) in form.fields.enumerated() {
            guard let file = files[field.key] else { continue }
            do throws(FieldFault) { octets[field.key] = try file.get() } catch {
                // Elsewhere by now, the agent is not led back: what is there is read when the form is.
                guard state.page.subject == .form(id) else { return tell(reason(field, error)) }
                return mend(index, in: id, because: error)
            }
        }
        send(draft, form, octets)
    }

    private mutating func send(_ draft: FormDraft, _ form: IncidentForm, _ files: [String: [UInt8]]) {
        let wall = state.wallSeconds(at: now)
        guard let record = draft.record(of: form, files: files, today: wall / 86_400, at: wall) else { return }
        guard state.desk.submitted[draft.id] == nil else { return }
        state.desk.submitted[draft.id] = draft
        state.desk.refusals[draft.id] = nil
        effects.append(.submit(record))
        closeForm(draft.id)
        answer(.formLeaves)
    }

    /// What became of a record, each time once: an outbox may say again after a start what it said before.
    mutating func takeNews(_ news: IncidentNews, of id: String, _ record: IncidentRecord?) {
        // Acknowledged, so that the next start does not tell it again.
        effects.append(.incidentTold(id, news))
        switch news {
        case .kept: state.desk.drafts.removeAll { $0.id == id }
        case .sent(let number, let url):
            link(record, id, number, url)
            forget(id)
            announce(.form(.sent(number: number)), nil)
        case .waits:
            guard state.desk.told.updateValue(news, forKey: id) != news else { return }
            state.desk.drafts.removeAll { $0.id == id }
            announce(.form(.kept), nil)
        case .refused(let reason): takeRefusal(of: id, reason, record)
        case .uncertain:
            guard state.desk.told.updateValue(news, forKey: id) != news else { return }
            announce(.form(.uncertain), nil)
        }
    }

    private mutating func forget(_ id: String) {
        state.desk.drafts.removeAll { $0.id == id }
        state.desk.submitted[id] = nil
        state.desk.told[id] = nil
    }

    /// The number stands with its call from now on; where the call's page is open it comes at the end.
    private mutating func link(_ record: IncidentRecord?, _ id: String, _ number: String, _ url: String?) {
        let draft = state.desk.submitted[id]
        let connector = record?.connector ?? draft.flatMap { state.desk.form($0.form)?.connector }
        guard let call = record?.call ?? draft?.call, let connector else { return }
        let reference = IncidentReference(connector: connector, number: number, url: url)
        guard state.desk.references[call]?.contains(reference) != true,
            state.desk.references.count < Limits.pastCalls || state.desk.references[call] != nil
        else { return }
        state.desk.references[call, default: []].append(reference)
        for index in state.pages.indices {
            guard case .pastCall(let past) = state.pages[index].subject, past.id == call,
                !past.incidents.contains(reference)
            else { continue }
            state.pages[index].lines.append(state.incidentItem(reference))
        }
    }

    private mutating func takeRefusal(of id: String, _ reason: String, _ record: IncidentRecord?) {
        if reopenForm(id, because: reason, record) {
            // The form takes the record's place: sent again beside it, there would be two. The form is on the disk before.
            effects += [.keepForms(state.desk.drafts), .decide(record: id, .drop)]
        }
        announce(.form(.refused(reason: reason)), nil)
    }

    /// The draft is there again, as another record: the agent changes it and sends it anew.
    /// - Parameter record: what it is made of again where it was confirmed by an earlier run.
    /// - Returns: whether it is.
    @discardableResult
    mutating func reopenForm(_ id: String, because reason: String?, _ record: IncidentRecord? = nil) -> Bool {
        defer { forget(id) }
        let known =
            state.desk.submitted[id]
            ?? record.flatMap { record in
                state.desk.form(record.form).flatMap { FormDraft(of: record, in: $0) }
            }
        guard let draft = known, state.desk.drafts.count < FormLimits.drafts || state.desk.draft(id) != nil else {
            return false
        }
        var renewed = draft.renewed(id: newRecordID())
        if let reason {
            state.desk.refusals[renewed.id] = CleanedName.clean(reason, atMost: Limits.refusalCharacters)
            // The reason stands above the fields: the cursor begins on it.
            renewed.line = 0
        }
        state.desk.drafts.append(renewed)
        return true
    }

    // MARK: Drafts

    /// After every event: what is typed is in its draft, and the drafts are on their way to the disk. One in which nothing was typed is
    /// none once its page is closed.
    mutating func keepForms(_ before: [PageState], _ drafts: [FormDraft]) {
        for page in state.pages where page.page == .form { keepAnswers(of: page) }
        for page in before where page.page == .form && !state.pages.contains(where: { $0.subject == page.subject }) {
            guard case .form(let id) = page.subject else { continue }
            state.desk.change(id) { $0.line = page.focus }
            guard let draft = state.desk.draft(id), let form = state.desk.form(draft.form) else { continue }
            if !draft.isTouched(of: form), state.desk.refusals[id] == nil, state.desk.submitted[id] == nil {
                state.desk.drafts.removeAll { $0.id == id }
            }
        }
        if state.desk.drafts != drafts { effects.append(.keepForms(state.desk.drafts)) }
    }

    private mutating func keepAnswers(of page: PageState) {
        guard case .form(let id) = page.subject, let (draft, form) = state.filled(on: page) else { return }
        var changed = draft
        for (index, field) in form.fields.enumerated() {
            guard let edited = page.fields[.answer(index)], edited.text != changed[field] else { continue }
            changed[field] = edited.text
            changed.line = page.focus
        }
        if changed != draft { state.desk.change(id) { $0 = changed } }
    }

    /// Forms that a server describes; those that are being filled stay what they were.
    mutating func takeForms(_ forms: [IncidentForm]) {
        let held = Set(state.pages.compactMap { state.filled(on: $0)?.form.id })
        var known = state.desk.forms
        for form in forms where !held.contains(form.id) {
            known.removeAll { $0.id == form.id }
            known.append(form)
        }
        state.desk.forms = Array(known.prefix(FormLimits.forms))
    }
}
