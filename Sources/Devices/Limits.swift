/// The bounds of what this module keeps or accepts.
public enum Limits {
    /// Bytes of one escape sequence of the keyboard; a longer one is unknown.
    public static let escapeSequenceBytes = 32
    /// Milliseconds after which an Escape alone is the Escape key.
    public static let escapeDelayMilliseconds = 25
    /// UTF-8 bytes of one paste, far more than any field holds; the rest is dropped.
    public static let pasteOctets = 65_536
    /// After so long without a byte a paste is over although its end did not come.
    public static let pasteSilence = Duration.seconds(2)
    /// Bytes taken from the keyboard in one reading.
    public static let keyboardBytes = 1_024
    /// Cells of a terminal that are used: those of the largest screens with the smallest letters.
    static let terminalColumns = 1_000
    static let terminalRows = 500
    /// How long a message stands on the braille display, in milliseconds: as long as BRLTTY's own.
    public static let brailleMilliseconds = 4_000
    /// How long until a braille server that was not there, or a display that it did not have, is looked for again, in milliseconds.
    public static let brailleRetryMilliseconds = 10_000
    /// How long the program's end waits for the braille display to be given back, in milliseconds.
    static let brailleStopMilliseconds = 500
    /// Lines of a page that the line screen remembers to compare.
    public static let screenItems = 10_000
    /// Utterances that wait for the voice thread.
    public static let waitingUtterances = 64
    /// UTF-8 bytes of one utterance; the rest is not said.
    public static let utteranceBytes = 4_000
    /// Frames of a microphone file (10 minutes at 48 kHz).
    public static let microphoneFrames = 28_800_000
    /// WAVE files of headsets that one run goes on with behind what it wrote; the earliest is forgotten, and begins anew.
    public static let writtenFiles = 256
    /// Sound cards and plugins listed by name.
    public static let listedDevices = 200
    /// Octets of a card's name: a few times the longest.
    public static let deviceNameOctets = 256
    /// How long a thread that lent its work sleeps before it looks whether the work is done: so long the sound may be missing
    /// where the borrower is held up.
    static let lentMilliseconds = 500
    /// Periods that a thread whose borrower was held up does itself before it lends again.
    static let periodsAlone = 500
    /// Periods of 10 ms that the first words wait for the first device to open.
    static let firstOpeningPeriods = 30
    /// Devices that are being opened at one time: a stuck sound server keeps each try's thread.
    static let openings = 32
    /// How long an opening may take before the next device is tried: a sound server may have to start.
    public static let openingNanoseconds = 3_000_000_000
    /// Periods that only fill a device's buffer: what is written after them shows that it plays.
    public static let fillingPeriods = 8
    /// Periods after which a device's clock surely runs: a sound server may take some more than fill the buffer, and then its own
    /// longest block before it goes on.
    static let settlingPeriods = 50
    /// Waits of 100 ms without a period after which a device counts as lost. A sound server may take its own longest
    /// block, 2 s in PulseAudio, before the first period of a stream; once it runs, half a second is a loss.
    public static func stuckWaits(hasMoved: Bool) -> Int { hasMoved ? 5 : 30 }
    /// Names of voices that espeak-ng lacks: two settings, some times changed.
    static let unknownVoices = 64
    /// Octets of one line from Speech Dispatcher: answers are short, and its longest text is a sentence.
    static let dispatcherLineOctets = 1_024
    /// Lines of one answer of Speech Dispatcher: nothing that is asked has more.
    static let dispatcherDataLines = 16
    /// Commands that wait for Speech Dispatcher, and messages that it has: twice what waits for our own voice.
    static let dispatcherCommands = 128
    /// Milliseconds without the answer to a command after which Speech Dispatcher counts as gone.
    static let dispatcherAnswerMilliseconds = 1_500
    /// Milliseconds that the first words wait for Speech Dispatcher before our own voice says them.
    static let dispatcherPatienceMilliseconds = 1_500
    /// Milliseconds that Speech Dispatcher may take to start.
    static let dispatcherStartMilliseconds = 5_000
    /// Milliseconds until a Speech Dispatcher that is gone is tried again.
    static let dispatcherRetryMilliseconds = 10_000
    /// Milliseconds that words wait for their earcon: the longest one, and the device's delay.
    static let earconPatienceMilliseconds = 500
}
