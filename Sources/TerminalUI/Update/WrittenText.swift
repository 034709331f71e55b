import Announcements
import CallEngine
import Time

#if FAULTS
    import Faults
#endif

/// What the other end writes in a call (RFC 4103): said and written line by line, or what there is of a line after a pause.
extension Turn {
    mutating func takeText(_ text: String, by writer: Writer, _ name: String?) {
        guard state.call(writer.call) != nil else { return }
        #if FAULTS
            if Fault.textReadByPieces.isOn {
                return readOut(text, by: settings.written.name(Party(name: name, number: nil, address: "")))
            }
        #endif
        // Who writes under ever new names is one writer.
        if state.writing[writer] == nil, writer.source != nil,
            state.writing.keys.count(where: { $0.call == writer.call }) >= Limits.writersAtOnce
        {
            return takeText(text, by: Writer(call: writer.call, source: nil), nil)
        }
        var writing = state.writing[writer] ?? Writing(since: now)
        writing.name = name ?? writing.name
        writing.lines.append(text)
        // Who writes without a pause is read all the same.
        writing.due = min(now + Limits.writingPause, writing.since + Limits.longestWriting)
        // However many write, they are read no oftener than one who makes pauses.
        if let readAt = state.writingReadAt, let due = writing.due {
            writing.due = max(due, readAt + Limits.writingPause)
        }
        state.writing[writer] = writing
        // A line is read at its end; who sends line upon line is read no oftener than who makes pauses.
        if text.contains("\n"), now >= (state.writingReadAt ?? now) + Limits.writingPause || state.writingReadAt == nil
        {
            readWriting(by: writer)
        }
    }

    /// Time's turn: who wrote nothing more for a while.
    mutating func readPausedWriting() {
        let now = now
        readWriting { _, writing in writing.due.map { $0 <= now } ?? false }
    }

    /// The call is over: what there is of its lines is read.
    mutating func readWriting(of call: CallID) { readWriting { writer, _ in writer.call == call } }

    private mutating func readWriting(where isRead: (Writer, Writing) -> Bool) {
        let writers = state.writing.filter { isRead($0.key, $0.value) }.keys
        for writer in writers.sorted(by: { ($0.call.number, $0.source ?? 0) < ($1.call.number, $1.source ?? 0) }) {
            readWriting(by: writer)
        }
    }

    private mutating func readWriting(by writer: Writer) {
        guard let writing = state.writing.removeValue(forKey: writer), let call = state.call(writer.call) else {
            return
        }
        let words = writing.lines.lines.filter { !$0.isEmpty }.joined(separator: " ")
        guard !words.isEmpty else { return }
        state.writingReadAt = now
        let named = writing.name.map { Party(name: $0, number: nil, address: call.remote.address) }
        // Nobody knows who writes behind a focus but by its word: it is named, too.
        announce(named.map { .textFrom($0, via: call.remote) } ?? .textFrom(call.remote), nil)
        // As long as a message may be; what is longer is read in pieces.
        var rest = words[...]
        let writer = settings.written.name(named ?? call.remote)
        append(TextBlock(writer: writer, text: words), to: call.id)
        while !rest.isEmpty {
            readOut(String(rest.prefix(Limits.messageCharacters)), by: writer)
            rest = rest.dropFirst(Limits.messageCharacters)
        }
    }
}
