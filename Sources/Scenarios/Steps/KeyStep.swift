/// What the agent does with the keyboard.
public enum KeyStep: Sendable, Equatable {
    /// Pressed so often; `apart`: the rhythm, nil: as fast as they are taken.
    case press(Key, count: Int, apart: Duration?)
    /// One after the other.
    case sequence([Key])
    /// Held down: the keyboard repeats it.
    case hold(Key, Duration)
    /// Letters as they are typed.
    case type(String, apart: Duration?)
    /// All of a text at once, as a terminal pastes it.
    case paste(String)
    /// What the agent does with a call, by the key for it.
    case act(AgentAct)
    /// Dials this number or address and calls.
    case dial(String)
    /// Goes to a page by its title.
    case open(page: String)
    /// A command by its name, through the palette.
    case command(String)
    /// The routing key of a braille cell, from 1 on.
    case route(cell: Int)
    /// The window of the braille display goes a line down, or up.
    case moveBraille(isDown: Bool)
    /// Nothing is pressed for so long.
    case wait(Duration)
}
