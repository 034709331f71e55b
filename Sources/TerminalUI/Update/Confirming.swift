import Announcements

/// What cannot be undone is asked in words where the agent wants it so; the same key or line again confirms. There is no time limit.
extension Turn {
    /// - Parameter isAsked: the setting.
    mutating func isConfirmed(_ deed: Confirmation.Deed, _ isAsked: Bool, _ question: PageAnswer) -> Bool {
        guard isAsked, state.confirming?.deed != deed else {
            state.confirming = nil
            return true
        }
        state.confirming = Confirmation(deed: deed)
        answer(question)
        return false
    }
}
