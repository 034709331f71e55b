import Announcements
import CallEngine

/// The screen of a state. The focus alone moves the cursor: no other part of the screen depends on it.
public func view(_ state: AppState) -> Screen {
    let page = state.page
    let items = state.items
    let focus = items.isEmpty ? 0 : min(max(0, page.focus), items.count - 1)
    return Screen(
        title: state.title, callLine: Cells.clip(state.callRow, to: state.columns),
        items: items.map { state.shownLine($0, on: page) }, focus: focus,
        cursorColumn: items.indices.contains(focus) && items[focus] == .field ? state.fieldCursorColumn : 0,
        events: state.eventLines, firstEvent: state.firstEventLine)
}

extension AppState {
    var title: String {
        let label = page.page == .keys && page.describesKeys ? Label.describingKeys : Label(page.page)
        return label.text(settings.language)
    }

    /// The line as the screen shows it: clipped with "…", a field by its end.
    func shownLine(_ item: Item, on page: PageState) -> String {
        let whole = line(item, on: page)
        guard item == .field else { return Cells.clip(whole, to: columns) }
        let (label, visible, _) = fieldWindow(page)
        return "\(label) \(visible)"
    }

    /// Cells from the line's start to the cursor of the field.
    var fieldCursorColumn: Int {
        let (label, visible, cursor) = fieldWindow(page)
        return Cells.width(label) + 1 + Cells.width(String(visible.prefix(cursor)))
    }

    /// The label, the part of the value that fits with the cursor in it, and the cursor's place in that part.
    private func fieldWindow(_ page: PageState) -> (label: String, visible: String, cursor: Int) {
        let label = fieldLabel(page.page)
        let room = max(4, columns - Cells.width(label) - 2)
        let cursor = min(max(0, page.field.cursor), page.field.text.count)
        guard page.field.text.count > room else { return (label, page.field.text, cursor) }
        let start = max(0, cursor - room)
        let visible = String(page.field.text.dropFirst(start).prefix(room))
        return (label, visible, cursor - start)
    }

    /// The focused item's line, exactly as on the screen.
    var focusedLine: String? {
        let items = items
        return items.indices.contains(page.focus) ? shownLine(items[page.focus], on: page) : nil
    }

    var focusedItem: Item? {
        let items = items
        return items.indices.contains(page.focus) ? items[page.focus] : nil
    }
}
