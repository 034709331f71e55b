import TerminalUI

/// Which event the braille display shows as a message, over what the cursor stands on: the newest one, once.
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
        // An event under the cursor is on the display already. Where an older one is there, the newest does not wait for it: it may
        // be a call that rings, or the loss of the headset.
        if news == screen.attention { return .gives }
        let place = news - screen.firstEvent
        return screen.events.indices.contains(place) ? .shows(screen.events[place]) : nil
    }
}
