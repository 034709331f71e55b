import Time

/// The text of several sources as one text, for a peer that shows no sources (RFC 9071 §4.2): one source at a time, each turn
/// in a line of its own behind a label, changed where a sentence or a line ends.
struct LabelledText: Sendable, Equatable {
    private struct Queue: Equatable {
        var source: Int
        var label: String
        var text = ""
        var since: Instant
    }

    /// Who is written now.
    private var current: Int?
    /// Characters of this turn that can still be erased.
    private var displayCount = 0
    private var last: Unicode.Scalar = "\u{2028}"
    /// Nothing that is seen stands in this line, or it may have been erased: what begins as a label here would be one.
    private var mayBeginLabel = false
    private var writtenAt: Instant?
    /// Who waits for a turn; the one that waits longest first.
    private var queues: [Queue] = []

    init() {}

    /// Takes what a source wrote. Returns what is written now: U+2028 for a new line.
    mutating func put(
        _ text: String, of source: Int, label: String, at now: Instant
    ) -> String {
        if let place = queues.firstIndex(where: { $0.source == source }) {
            let room = max(0, TextLimits.turnCharacters - queues[place].text.unicodeScalars.count)
            queues[place].text.unicodeScalars.append(contentsOf: text.unicodeScalars.prefix(room))
            // What finds no room is missing behind a mark.
            if text.unicodeScalars.count > room, queues[place].text.unicodeScalars.last != "\u{FFFD}" {
                queues[place].text.unicodeScalars.append("\u{FFFD}")
            }
        } else if source == current {
            return write(text, at: now) + turns(at: now)
        } else if queues.count < TextLimits.sources {
            let isCut = text.unicodeScalars.count > TextLimits.turnCharacters
            let kept = String(text.unicodeScalars.prefix(TextLimits.turnCharacters)) + (isCut ? "\u{FFFD}" : "")
            queues.append(Queue(source: source, label: label, text: kept, since: now))
        }
        return turns(at: now)
    }

    /// When to call `handleTimeout`: who waits gets a turn though nobody ended his.
    var nextDeadline: Instant? { queues.isEmpty ? nil : forcedAt }

    mutating func handleTimeout(at now: Instant) -> String { turns(at: now) }

    /// Ends the last turn with its line; what waits is given out.
    mutating func finish(at now: Instant) -> String {
        var text = ""
        while !queues.isEmpty { text += turn(at: now) }
        if !Self.isNewLine(last) { text += "\u{2028}" }
        self = LabelledText()
        return text
    }

    /// §4.2.2: after a long pause of who writes, or a long wait: at the next word, at last anywhere.
    private var forcedAt: Instant? {
        guard let waiting = queues.first, let writtenAt else { return nil }
        let isBetweenWords = last.properties.isWhitespace
        return min(
            writtenAt + TextLimits.turnPause,
            waiting.since + TextLimits.turn + (isBetweenWords ? .zero : TextLimits.word))
    }

    private mutating func turns(at now: Instant) -> String {
        var text = ""
        while !queues.isEmpty, current == nil || isSuitable || forcedAt.map({ $0 <= now }) ?? true {
            text += turn(at: now)
        }
        return text
    }

    /// The end of a phrase, a sentence or a line.
    private var isSuitable: Bool { Self.isNewLine(last) || ".,;:!?…".unicodeScalars.contains(last) }

    private mutating func turn(at now: Instant) -> String {
        let next = queues.removeFirst()
        var text = Self.isNewLine(last) ? "" : "\u{2028}"
        text += "[" + next.label + "] "
        current = next.source
        displayCount = 0
        mayBeginLabel = false
        last = " "
        return text + write(next.text, at: now)
    }

    private mutating func write(_ text: String, at now: Instant) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\u{07}": result.append(scalar)
            case "\u{08}" where displayCount == 0:
                // §4.2.4: beyond the label nothing is erased, and who reads sees that more was meant.
                result.append("X")
            case "\u{08}":
                displayCount -= 1
                last = scalar
                mayBeginLabel = true
                result.append(scalar)
            default:
                displayCount += 1
                last = scalar
                result.append(scalar == "[" && mayBeginLabel ? "(" : scalar == "\n" ? "\u{2028}" : scalar)
                let properties = scalar.properties
                let isSeen = !properties.isWhitespace && !properties.isDefaultIgnorableCodePoint
                mayBeginLabel = Self.isNewLine(scalar) || mayBeginLabel && !isSeen
            }
        }
        writtenAt = now
        return String(result)
    }

    private static func isNewLine(_ scalar: Unicode.Scalar) -> Bool { scalar == "\n" || scalar == "\u{2028}" }
}
