import Announcements
import CallEngine

#if FAULTS
    import Faults
#endif

/// The agent writes in a call (RFC 4103): each character leaves as it is typed, and what is corrected is corrected there too.
extension Turn {
    mutating func openText() {
        guard let call = state.targets.current else { return }
        open(.text, .call(call))
    }

    /// The field changed: the other end is told the difference.
    mutating func sendWriting() {
        guard let call = state.page.call, state.call(call)?.hasText == true else {
            return answer(.impossible(.noText))
        }
        let text = state.page[.writing].text
        let change = TextChange.from(state.sentWriting[call] ?? "", to: text)
        state.sentWriting[call] = text
        if !change.isEmpty { engine(.sendText(call, change)) }
    }

    /// Enter ends the line: it becomes a block of the conversation.
    mutating func endWriting() {
        guard let call = state.page.call, state.call(call)?.hasText == true else {
            return answer(.impossible(.noText))
        }
        let text = state.page[.writing].text
        guard !text.isEmpty else { return sayFocus() }
        engine(.sendText(call, "\u{2028}"))
        state.sentWriting[call] = nil
        state.page[.writing] = EditedField()
        append(TextBlock(writer: nil, text: text), to: call)
        echo(.lineSent)
    }

    /// Backspace in the empty field takes the last line back, if nobody wrote since: erasing does not stop at line ends.
    mutating func takeBackLine() -> Bool {
        guard let call = state.page.call, state.page[.writing].text.isEmpty,
            let last = state.conversations[call]?.last, last.writer == nil
        else { return false }
        state.conversations[call]?.removeLast()
        engine(.sendText(call, "\u{08}"))
        state.sentWriting[call] = last.text
        state.page[.writing] = EditedField(last.text)
        sayFocus()
        return true
    }

    mutating func append(_ block: TextBlock, to call: CallID) {
        #if FAULTS
            if Fault.textOutOfOrder.isOn {
                state.conversations[call, default: []].insert(block, at: 0)
                return
            }
            if Fault.textMovesFocus.isOn, block.writer != nil, state.page.page == .text { state.page.focus = 1 }
        #endif
        state.conversations[call, default: []].append(block)
        if state.conversations[call, default: []].count > Limits.textBlocks { state.conversations[call]?.removeFirst() }
    }
}
