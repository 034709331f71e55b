import Announcements
import Time

#if FAULTS
    import Faults
#endif

/// What cannot be undone is asked in words where the agent wants it so; the same key or line again confirms. There is no time limit.
extension Turn {
    /// - Parameter isAsked: the setting.
    mutating func isConfirmed(_ deed: Confirmation.Deed, _ isAsked: Bool, _ question: PageAnswer) -> Bool {
        #if FAULTS
            if Fault.transferUnconfirmed.isOn, case .transfer = deed { return true }
            if Fault.questionExpires.isOn, let asked = state.confirming, now - asked.at >= .seconds(2) {
                state.confirming = nil
            }
        #endif
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
        state.confirming = Confirmation(deed: deed, at: now, isByEnter: isEnter)
        let waiting = state.unread.count
        answer(question)
        // What waits is read after the question.
        if state.unread.count > waiting {
            isReadFirst()
            state.confirming?.event = state.unread.first
        }
        return false
    }
}
