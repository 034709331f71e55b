import TerminalUI

/// Which event the braille display shows as a message, over what the cursor stands on: the newest one, once. Where the cursor stands
/// on an event that is not acknowledged, none: it would hide what Enter acknowledges. A call that rings comes under the cursor first.
struct BrailleMessages {
    enum Change: Equatable {
        case shows(String)
        /// The message before it gives way: the cursor stands on what is newer.
        case gives
    }

    /// The running number of the first event that was not looked at.
    private var next = 0

    mutating func change(for screen: Screen) -> Change? {
        guard let news = screen.news, news >= next else { return nil }
        next = news + 1
        if let attention = screen.attention { return news == attention ? .gives : nil }
        let place = news - screen.firstEvent
        return screen.events.indices.contains(place) ? .shows(screen.events[place]) : nil
    }
}
