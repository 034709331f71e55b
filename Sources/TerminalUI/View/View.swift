import Announcements
import CallEngine
import Configuration

#if FAULTS
    import Faults
#endif

/// The screen of a state. The focus alone moves the cursor: no other part of the screen depends on it.
public func view(_ state: AppState) -> Screen {
    let page = state.page
    let items = state.items
    let focus = items.isEmpty ? 0 : min(max(0, page.focus), items.count - 1)
    return Screen(
        title: state.title, callLine: Cells.clip(state.callRow, to: state.columns),
        items: items.map { state.shown($0, on: page) }, focus: focus,
        cursorColumn: items.indices.contains(focus) ? state.cursorColumn(in: items[focus], on: page) : 0,
        events: state.eventLines, firstEvent: state.firstEventLine, attention: state.attention, news: state.news,
        isFarEndHeard: state.hasSoundMark ? state.soundMark.isShown : nil)
}

extension AppState {
    var title: String {
        #if FAULTS
            let other: Language = language == .french ? .english : .french
            if Fault.languageMixed.isOn { return page.page.title[other] }
        #endif
        if page.page == .keys && page.describesKeys { return Label.describingKeys.text(language) }
        if case .section(let section, _) = page.subject { return section.title[language] }
        if let title = formTitle { return title }
        return page.page.title[language]
    }

    /// The line as the screen shows it: clipped with "…", a field by the part that is being typed.
    func shown(_ item: Item, on page: PageState) -> String {
        #if FAULTS
            if Fault.textCut.isOn, item.field == nil { return Cells.clip(item.text, to: min(columns, 24)) }
            if Fault.linesFramed.isOn, item.field == nil { return Cells.clip("│ " + item.text, to: columns) }
            if Fault.focusMarked.isOn, item.field == nil {
                return Cells.clip((item == focusedItem ? "> " : "  ") + item.text, to: columns)
            }
        #endif
        guard let field = item.field else { return Cells.clip(item.text, to: columns) }
        let (label, visible, _) = window(of: field, page)
        return "\(label) \(visible)"
    }

    /// Cells from the line's start to the cursor: that of the field, else 0.
    func cursorColumn(in item: Item, on page: PageState) -> Int {
        guard let field = item.field else { return 0 }
        let (label, visible, cursor) = window(of: field, page)
        return Cells.width(label) + 1 + Cells.width(String(visible.prefix(cursor)))
    }

    /// The label, the part of the value that fits with the cursor in it, and the cursor's place in that part.
    private func window(of field: Field, _ page: PageState) -> (label: String, visible: String, cursor: Int) {
        let label = label(of: field, page)
        let room = max(4, columns - Cells.width(label) - 2)
        let edited = page[field]
        let text = isSecret(field, page) ? String(repeating: "*", count: edited.text.count) : edited.text
        let cursor = min(max(0, edited.cursor), text.count)
        guard text.count > room else { return (label, text, cursor) }
        let start = max(0, cursor - room)
        let visible = String(text.dropFirst(start).prefix(room))
        return (label, visible, cursor - start)
    }

    var focusedItem: Item? {
        let items = items
        return items.indices.contains(page.focus) ? items[page.focus] : nil
    }

    /// The field under the cursor.
    var focusedField: Field? { focusedItem?.field }
}
