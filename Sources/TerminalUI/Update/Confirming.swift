import Announcements
import Time

/// What cannot be undone is asked in words where the agent wants it so; the same key or line again confirms. There is no time limit.
extension Turn {
    /// - Parameter isAsked: the setting.
    mutating func isConfirmed(_ deed: Confirmation.Deed, _ isAsked: Bool, _ question: PageAnswer) -> Bool {
        if isAsked, let asked = state.confirming, asked.deed == deed, asked.keys <= 1 {
            // The keyboard's repeat, or a trembling finger, confirms nothing.
            guard now - asked.at >= settings.doubleStrike else {
                state.confirming?.keys = 0
                return false
            }
            state.confirming = nil
            return true
        }
        guard isAsked else {
            state.confirming = nil
            return true
        }
        state.confirming = Confirmation(deed: deed, at: now)
        answer(question)
        return false
    }
}
