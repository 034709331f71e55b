import Announcements
import CallEngine

#if FAULTS
    import Faults
#endif

/// Text: what is written in a call (RFC 4103). The field first; below it a block a line, each with who wrote it, the newest at
/// the end: what is being read does not move.
extension AppState {
    func textLines(_ page: PageState) -> [Item] {
        let blocks = page.call.flatMap { conversations[$0] } ?? []
        return [fieldItem(.writing, page)] + blocks.map { Item(blockText($0), isPersonal: true) }
    }

    /// "Moi : oui", "Dupont : bonjour" (EN 301 549 §6.2.2.1).
    func blockText(_ block: TextBlock) -> String {
        #if FAULTS
            if Fault.writerUnnamed.isOn { return block.text }
        #endif
        return "\(block.writer ?? Word.me.text(language))\(colon) \(block.text)"
    }
}

/// From one text to another, as the other end of a conversation is told: erasures from the end, then what is new.
enum TextChange {
    /// U+0008 for each character to erase, then the characters to add.
    static func from(_ old: String, to new: String) -> String {
        let kept = zip(old, new).prefix { $0 == $1 }.count
        return String(repeating: "\u{08}", count: old.count - kept) + String(new.dropFirst(kept))
    }
}
