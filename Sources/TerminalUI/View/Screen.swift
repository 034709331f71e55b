/// What the terminal shows: ordered lines, drawn from the top; pure text, no position but the cursor's.
/// Devices draw it with ncurses or print it as appended lines.
public struct Screen: Sendable, Equatable {
    /// The page's name, on the first line.
    public var title: String
    /// The reserved row of the call, state first ("Sonne Dupont"); empty where there is no call.
    public var callLine: String
    /// The focusable lines of the page, in reading order.
    public var items: [String]
    /// The index in `items` of the focus: the hardware cursor stands on its first cell, or in a field at `cursorColumn`.
    public var focus: Int
    /// Cells from the item's first cell to the cursor: 0 but in an edited field.
    public var cursorColumn: Int
    /// The events, oldest first, each one whole text: only ever appended to. `firstEvent` is the running number of the first one.
    /// Devices wrap and place them.
    public var events: [String]
    public var firstEvent: Int
    /// The running number of the event on whose first cell the cursor stands instead of the focus; nil: none.
    public var attention: Int?
    /// The running number of the newest event that is news, for a message on a braille display: no answer to what is typed into a
    /// field, and no line that is written again. Nil: none.
    public var news: Int?
    /// Whether the other end speaks: one cell at the end of the call's row, where it has its place; nil: it has none. The
    /// cursor stays where it is, and nothing says it.
    public var isFarEndHeard: Bool?

    public init(
        title: String, callLine: String = "", items: [String], focus: Int = 0, cursorColumn: Int = 0,
        events: [String] = [], firstEvent: Int = 0, attention: Int? = nil, news: Int? = nil, isFarEndHeard: Bool? = nil
    ) {
        self.title = title
        self.callLine = callLine
        self.items = items
        self.focus = focus
        self.cursorColumn = cursorColumn
        self.events = events
        self.firstEvent = firstEvent
        self.attention = attention
        self.news = news
        self.isFarEndHeard = isFarEndHeard
    }
}
