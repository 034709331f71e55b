import Announcements

/// What cannot be undone is asked in words where the agent wants it so; the same key or line again confirms. There is no time limit.
extension Turn {
    /// - Parameter isAsked: the setting.
    mutating func isConfirmed(_ deed: Confirmation.Deed, _ isAsked: Bool, _ question: PageAnswer) -> Bool {
        let isAgain = state.confirming.map { $0.deed == deed && $0.keys == 1 } ?? false
        guard isAsked, !isAgain else {
            state.confirming = nil
            return true
        }
        state.confirming = Confirmation(deed: deed)
        answer(question)
        return false
    }
}
