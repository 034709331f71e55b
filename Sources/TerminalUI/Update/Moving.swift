import AgentDesk
import Announcements
import CallEngine

#if FAULTS
    import Faults
#endif

/// Moves in a list, and from page to page. A move changes the focus and nothing else on the screen (rule R2).
extension Turn {
    mutating func move(_ chord: KeyChord) {
        switch chord {
        case .up: focus(state.page.focus - 1)
        case .down: focus(state.page.focus + 1)
        case .pageUp: focus(state.page.focus - 10)
        case .pageDown: focus(state.page.focus + 10)
        case .home: focus(0)
        case .end: focus(.max)
        case .enter: activate()
        case .backspace: goBack()
        case .left, .right: return
        case .character, .pasted, .function, .delete, .tab, .escape, .interrupt, .unknown: answer(.unknownKey)
        }
    }

    /// Focuses the line at an index, or the nearest there is, and says it.
    mutating func focus(_ index: Int) {
        let last = state.items.count - 1
        state.page.focus = min(max(0, index), max(0, last))
        sayFocus()
    }

    /// The next line with that initial, around the end.
    mutating func jump(to character: Character) {
        endCounting()
        let items = state.items
        if state.page.page == .palette, let place = placeOfCode(character, items), place != state.page.focus {
            return focus(place)
        }
        let wanted = Folding.fold(character)
        let start = state.page.focus + 1
        for offset in 0..<items.count {
            let index = (start + offset) % items.count
            guard items[index].field == nil, let first = items[index].text.first else { continue }
            if Folding.fold(first) == wanted { return focus(index) }
        }
        let isCommand = settings.areLettersActive && state.keymap.command(letter: character) != nil
        answer(.impossible(isCommand ? .noSuchPlaceButCommand : .noSuchPlace))
    }

    /// The palette's line with that code; AZERTY's top row stands for digits.
    private func placeOfCode(_ character: Character, _ items: [Item]) -> Int? {
        let code = NumberKeys.digit(character, settings.keyboard) ?? Folding.fold(character)
        return items.firstIndex {
            guard case .run(let command) = $0.enter else { return false }
            return command.code(settings.language) == code
        }
    }

    // MARK: Pages

    /// Opens a page above this one, or brings it up where it is open already: its fields are kept, and no page is there
    /// twice. Says the focused line.
    mutating func open(_ page: Page, _ subject: Subject = .none, focus: Int = 0) {
        guard state.page.page != page || state.page.subject != subject else {
            // Asked for again, it says what is so now.
            if page == .waitingRecords { state.page.lines = state.snapshot(for: page, subject) }
            clampFocus()
            return sayFocus()
        }
        var opened = PageState(page, subject, focus: max(focus, page.beginsWithFilter ? 1 : 0))
        if let kept = state.pages.first(where: { $0.page == page && $0.subject == subject }) {
            opened.fields = kept.fields
            opened.chosen = kept.chosen
            opened[.filter] = EditedField()
            if page == .dial || page == .text || page == .transfer { opened = kept }
        }
        if case .contact(let index?) = subject, state.contacts.indices.contains(index) {
            opened[.contactName] = EditedField(state.contacts[index].name)
            opened[.contactNumber] = EditedField(state.contacts[index].address)
        }
        state.today = state.wallSeconds(at: now) / 86_400
        opened.lines = state.snapshot(for: page, subject)
        opened.completions = page == .transfer ? state.completionLines : []
        opened.takesKey = false
        if let draft = state.drafts.removeValue(forKey: Draft(page: page, subject: subject)) {
            opened.fields.merge(draft) { kept, _ in kept }
        }
        if case .form(let draft) = subject, page == .form { opened.fields = answers(of: draft) }
        if case .call(let call) = subject, page == .text {
            opened[.writing] = EditedField(state.sentWriting[call] ?? "")
        }
        state.pages.removeAll { $0.page == page }
        push(opened)
        // The newest is what is looked for.
        if page == .announcements || page == .messages { state.page.focus = .max }
        clampFocus()
        sayFocus()
    }

    mutating func push(_ page: PageState) {
        if !state.pages.isEmpty { state.page.takesKey = false }
        if state.pages.count >= Limits.pages { state.pages.remove(at: 1) }
        state.pages.append(page)
    }

    /// Back to the page below, where its cursor was.
    mutating func goBack() {
        #if FAULTS
            if Fault.pageTraps.isOn, state.page.page == .settings { return sayFocus() }
        #endif
        guard state.pages.count > 1 else { return answer(.atHome) }
        state.pages.removeLast()
        clampFocus()
        sayFocus()
    }

    /// The focus stays on a line that exists.
    mutating func clampFocus() {
        let last = max(0, state.items.count - 1)
        if state.page.focus > last { state.page.focus = last }
    }
}
