import Announcements
import Time

#if FAULTS
    import Faults
#endif

/// Preset `braille`: nothing is said, and BRLTTY does not follow a line that appears elsewhere. The cursor goes to each event when the
/// agent is idle, never while a field is edited, and comes back when it is acknowledged with Enter: by no time.
extension AppState {
    /// The event that the cursor stands on; nil: it stands on the focus.
    var attention: Int? {
        guard settings.cursorGoesToEvents, attends, !isFieldEdited else { return nil }
        return unread.first
    }

    var isFieldEdited: Bool { focusedField.map { !page[$0].text.isEmpty } ?? false }
}

extension Turn {
    /// A fresh line was written: it is to be read.
    mutating func noteUnread(_ number: Int) {
        state.news = number
        guard settings.cursorGoesToEvents else { return }
        if state.unread.isEmpty { state.attendedSince = now }
        state.unread.append(number)
        if state.unread.count > Limits.history { state.unread.removeFirst() }
        state.attends = true
    }

    /// Answers what is typed into a field: written as every answer, but no news that a message on a braille display would put over
    /// what is being typed, and no event that takes the cursor from what was found.
    mutating func answerTyping(_ answer: Answer) {
        let (news, unread, attends) = (state.news, state.unread, state.attends)
        self.answer(answer)
        (state.news, state.unread, state.attends) = (news, unread, attends)
    }

    /// What the page that opens shows by itself need not be read twice. It is read now: older events wait.
    mutating func isShownByPage() {
        if !state.unread.isEmpty { state.unread.removeLast() }
        state.attends = false
    }

    /// The newest event is read before those that wait: a call does not ring for long.
    mutating func isReadFirst() {
        guard let number = state.unread.popLast() else { return }
        state.unread.insert(number, at: 0)
        state.attendedSince = now
    }

    /// Enter acknowledges the event under the cursor; a move goes back to the list, and the event waits.
    mutating func takesForAttention(_ chord: KeyChord) -> Bool {
        guard state.attention != nil else { return false }
        switch chord {
        case .enter:
            // The keyboard's repeat acknowledges nothing that was not read yet.
            guard now - state.attendedSince >= Limits.attention else { return true }
            let asks = state.unread.removeFirst() == state.confirming?.event
            state.attendedSince = now
            guard asks, state.confirming?.isByEnter != true else { return !asks }
            // A question that was read still waits for the key that asked.
            state.confirming?.keys = 0
            return true
        case .up, .down, .left, .right, .home, .end, .pageUp, .pageDown, .backspace, .delete, .tab, .escape:
            state.attends = false
            return chord == .escape
        case .character, .pasted, .function, .interrupt, .unknown: return false
        }
    }

    /// An event whose line has given way to newer ones is written again when its turn has come.
    mutating func refreshAttention() {
        #if FAULTS
            if Fault.eventExpires.isOn, now - state.attendedSince >= .seconds(3) {
                state.unread = []
                state.attends = false
            }
        #endif
        guard let number = state.attention else { return }
        let end = state.firstEventLine + state.eventLines.count
        guard end - number > Limits.eventsInSight, state.eventLines.indices.contains(number - state.firstEventLine)
        else {
            return
        }
        append(state.eventLines[number - state.firstEventLine])
        state.unread[0] = end
        if state.confirming?.event == number { state.confirming?.event = end }
    }
}
