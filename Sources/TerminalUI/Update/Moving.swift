import Announcements
import CallEngine

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
        case .character, .function, .delete, .tab, .escape, .unknown: answer(.unknownKey)
        }
    }

    /// Focuses the item at an index, or the nearest there is, and says it.
    mutating func focus(_ index: Int) {
        let last = state.items.count - 1
        state.page.focus = min(max(0, index), max(0, last))
        sayFocus()
    }

    /// The next line with that initial, around the end.
    mutating func jump(to character: Character) {
        endCounting()
        let items = state.items
        let wanted = Folding.fold(character)
        let start = state.page.focus + 1
        for offset in 0..<items.count {
            let index = (start + offset) % items.count
            guard items[index] != .field, let first = state.line(items[index], on: state.page).first else { continue }
            if Folding.fold(first) == wanted { return focus(index) }
        }
        answer(.impossible(.noSuchPlace))
    }

    // MARK: Pages

    /// Opens a page above this one, or brings it up where it is open already: its field is kept, and no page is there
    /// twice. Says the focused line.
    mutating func open(_ page: Page, focus: Int = 0) {
        guard state.page.page != page else { return sayFocus() }
        var opened = PageState(page, focus: focus)
        if page == .dial, let kept = state.pages.first(where: { $0.page == page }) { opened = kept }
        state.pages.removeAll { $0.page == page }
        if page == .announcements {
            let language = settings.language
            opened.lines = state.history.map {
                "\($0.written), \(SpokenTime.clock(secondsOfDay: $0.secondsOfDay, language))"
            }
        }
        push(opened)
        if page == .announcements { state.page.focus = max(0, state.items.count - 1) }
        sayFocus()
    }

    mutating func push(_ page: PageState) {
        if state.pages.count >= Limits.pages { state.pages.remove(at: 1) }
        state.pages.append(page)
    }

    /// Back to the page below, where its cursor was.
    mutating func goBack() {
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

    // MARK: Enter

    /// Does what the focused line says.
    private mutating func activate() {
        guard let item = state.focusedItem else { return }
        switch item {
        case .command(let command):
            if state.page.page == .palette {
                state.pages.removeLast()
                clampFocus()
            }
            run(command)
        case .field: return
        case .entry(let index): dial(entry: index)
        case .call(let id): activate(call: id)
        case .account, .callLine, .text: sayFocus()
        case .key(let command):
            answer(.described(name: command.name(settings.language), help: command.help(settings.language)))
        }
    }
}
