import Announcements
import CallEngine
import SIP

/// What the other end writes in a call (RFC 4103): said and written line by line, or what there is of a line after a pause.
extension Turn {
    mutating func takeText(_ text: String, of id: CallID) {
        guard state.call(id) != nil else { return }
        var writing = state.writing[id] ?? Writing(since: now)
        writing.lines.append(text)
        // Who writes without a pause is read all the same.
        writing.due = min(now + Limits.writingPause, writing.since + Limits.longestWriting)
        state.writing[id] = writing
        // A line is read at its end; who sends line upon line is read no oftener than who makes pauses.
        if text.contains("\n"), now >= (state.writingReadAt ?? now) + Limits.writingPause || state.writingReadAt == nil
        {
            readWriting(of: id)
        }
    }

    /// Time's turn: who wrote nothing more for a while.
    mutating func readPausedWriting() {
        for id in state.writing.keys.sorted(by: { $0.number < $1.number }) {
            if let due = state.writing[id]?.due, due <= now { readWriting(of: id) }
        }
    }

    mutating func readWriting(of id: CallID) {
        guard let writing = state.writing.removeValue(forKey: id), let call = state.call(id) else { return }
        let words = writing.lines.lines.filter { !$0.isEmpty }.joined(separator: " ")
        guard !words.isEmpty else { return }
        state.writingReadAt = now
        announce(.textFrom(call.remote), nil)
        // As long as a message may be; what is longer is read in pieces.
        var rest = words[...]
        while !rest.isEmpty {
            readOut(String(rest.prefix(Limits.messageCharacters)))
            rest = rest.dropFirst(Limits.messageCharacters)
        }
    }
}
