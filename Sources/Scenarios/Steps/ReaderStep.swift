/// What a screen reader says and what a braille line shows.
public enum ReaderStep: Sendable, Equatable {
    case says(String, within: Duration?)
    case saysNot(String)
    case saysNothing(Duration?)
    case count(String, times: Int)
    case brailleShows(String, within: Duration?)
    case brailleBegins(String)
    case brailleHides(String)
}
