import AgentDesk

/// What the words of a filter leave of a page's lines, kept from one key to the next: a thousand contacts compared anew each time
/// that the lines are asked for would be felt at every key.
struct Narrowed: Sendable, Equatable {
    private(set) var words = ""
    private(set) var lines: [Item] = []
    /// Of each line of the page what is compared, made when the first word is typed: without case and accents, in UTF-8.
    private var letters: [[UInt8]] = []

    /// Finds the lines of the page that hold the words. The page's lines are those of the last time, or `self` is new.
    mutating func narrow(_ all: [Item], to words: String) {
        guard words != self.words else { return }
        self.words = words
        guard !words.isEmpty else {
            lines = []
            return
        }
        if letters.count != all.count { letters = all.map { Array(Folding.fold($0.text).utf8) } }
        let wanted = Array(Folding.fold(words).utf8)
        lines = zip(all, letters).filter { PlainLetters.holds($0.1, wanted) }.map(\.0)
    }
}

extension PageState {
    /// The lines of the list that its filter leaves.
    var left: [Item] { narrowed.words.isEmpty ? lines : narrowed.lines }

    mutating func narrow() { narrowed.narrow(lines, to: fields[.filter]?.text ?? "") }
}
