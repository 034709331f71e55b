import Announcements
import Time

/// Characters that have no place: behind the end of a full field, or a text that is pasted where no field is. It is told once, at the
/// first of them; those that follow at once neither say it again nor cut it off.
extension Turn {
    /// Follows at once on a character of which it was told that it has no place.
    mutating func takesAsOverflow(_ chord: KeyChord) -> Bool {
        notePace(of: chord)
        guard let overflow = state.keys.overflow else { return false }
        guard now < overflow.until, overflow.page == state.page.page, hasNoPlace(chord, overflow.field) else {
            state.keys.overflow = nil
            return false
        }
        state.keys.overflow?.until = now + Limits.letterWait
        return true
    }

    private func hasNoPlace(_ chord: KeyChord, _ field: Field?) -> Bool {
        switch chord {
        case .pasted: break
        // What begins a command by hand is one.
        case .character(let character): if character == "²" || character == "`", !isPasted { return false }
        // The end of a pasted line is not Enter on whatever line the cursor is on.
        case .enter: return field == nil
        case .function, .up, .down, .left, .right, .home, .end, .pageUp, .pageDown, .backspace, .delete, .tab, .escape,
            .interrupt, .unknown:
            return false
        }
        return field.map { state.page[$0].text.count >= $0.limit } ?? true
    }

    private mutating func notePace(of chord: KeyChord) {
        guard case .character = chord else {
            state.keys.lastCharacterAt = nil
            return
        }
        let follows = state.keys.lastCharacterAt.map { now - $0 < Limits.pastedPace } ?? false
        state.keys.quickCharacters = follows ? state.keys.quickCharacters + 1 : 0
        state.keys.lastCharacterAt = now
    }

    /// Nobody's fingers are so quick, nor any keyboard's repeat.
    var isPasted: Bool { state.keys.quickCharacters >= Limits.pastedCharacters }

    /// Tells that there is no place for what is typed; `field` is full, or nil: there is none.
    mutating func overflow(_ field: Field?) {
        state.keys.overflow = KeyState.Overflow(page: state.page.page, field: field, until: now + Limits.letterWait)
        if field == nil { answer(.outsideField) } else { answerTyping(.impossible(.fieldFull)) }
    }
}
