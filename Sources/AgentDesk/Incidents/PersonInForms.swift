/// Whom a form or a record is about, as far as it says so.
extension DeskPerson {
    /// The draft belongs to one of the person's calls, or a field holds the number or the address.
    public func isNamed(in draft: FormDraft, calls: Set<String>) -> Bool {
        if let call = draft.call, calls.contains(call) { return true }
        return isWhole(draft.about) || draft.answers.values.contains(where: isWhole)
    }

    /// The record belongs to one of the person's calls, or a field holds the number or the address.
    public func isNamed(in record: IncidentRecord, calls: Set<String>) -> Bool {
        if let call = record.call, calls.contains(call) { return true }
        return record.fields.contains { field in
            switch field.value {
            case .text(let text), .phone(let text): isWhole(text)
            case .choice, .date, .place, .flag, .file: false
            }
        }
    }

    /// One of the event's ends is the person.
    public func isNamed(in event: CallEvent) -> Bool {
        [event.from, event.to, event.divertedBy].compactMap { $0 }.contains { end in
            [end.e164, end.raw].contains { isNamed(number: $0, address: $0 ?? "") }
        }
    }

    /// The words are the person's whole number or address. A short number may be a house's: alone it names nobody.
    private func isWhole(_ words: String) -> Bool {
        let words = FormField.trimmed(words)
        guard words.count >= Limits.tellingNumber else { return false }
        return isNamed(number: words, address: words)
    }
}
