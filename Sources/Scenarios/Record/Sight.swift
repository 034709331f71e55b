/// What of a screen a recording looks at.
public struct Sight: Sendable, Equatable {
    public var title: String
    /// The text under the cursor; empty where no cursor is seen.
    public var cursorText: String
    /// From 0 on.
    public var row: Int
    public var column: Int

    public init(title: String, cursorText: String, row: Int, column: Int) {
        self.title = title
        self.cursorText = cursorText
        self.row = row
        self.column = column
    }

    /// Whether what was typed is the step from one to the other: the cursor went on by one letter in its row.
    func isTyped(after before: Sight) -> Bool {
        title == before.title && row == before.row && column == before.column + 1
    }
}
