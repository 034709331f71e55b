import Time

/// Where everything that can be observed stood when something was done: what comes later is its consequence.
struct Moment {
    var time: Instant
    /// Frames of the headset's recording (48 kHz).
    var soundFrames: Int
    /// Lines of the transcript.
    var utterances: Int
    /// Octets that the program had written to its terminal.
    var octets: Int
    /// Characters and commands that did more than move the cursor.
    var painted: Int
    /// Bells that the terminal had rung.
    var bells: Int
    var screen: ScreenImage
    /// Messages that the exchange had carried.
    var messages: Int
    /// Things that the screen reader had said.
    var readerUtterances: Int
}
