/// What was typed is not lost when its page closes: it stands in its fields again when the page is opened for the same subject.
extension Turn {
    /// Keeps the fields of the pages that this turn closed.
    mutating func keepDrafts(of before: [PageState]) {
        for page in before where !state.pages.contains(where: { $0.page == page.page && $0.subject == page.subject }) {
            let typed = page.fields.filter { $0.key.isDraft && !$0.value.text.isEmpty }
            guard !typed.isEmpty, !state.sent.contains(page.page) else { continue }
            if state.drafts.count >= Limits.drafts, let oldest = state.drafts.keys.first {
                state.drafts.removeValue(forKey: oldest)
            }
            state.drafts[Draft(page: page.page, subject: page.subject)] = typed
        }
        state.sent = []
    }
}

extension Field {
    /// Worth keeping: words, not a filter, and no secret.
    var isDraft: Bool {
        switch self {
        case .message, .recipient, .note, .contactName, .contactNumber, .lineAddress, .lineName, .lineServer, .target:
            true
        case .filter, .number, .digits, .writing, .recordNumber, .value, .linePassword, .answer: false
        }
    }
}
