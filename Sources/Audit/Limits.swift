/// Every bound of the audit, with the reason for its size.
enum Limits {
    /// Until the program has reacted to an act, where nothing is expected to change: its letters wait 300 ms for a second one.
    static let reacting = Duration.milliseconds(700)
    /// Scripts that one `audit` reads.
    static let scripts = 2_000
    /// Entries looked at in one folder of scripts.
    static let entries = 10_000
    /// Folders within folders of scripts.
    static let depth = 8
    /// Scenarios at one time: each has some ten threads.
    static let jobs = 64
    /// Calls and notes read of what the program keeps: more than a scenario makes.
    static let keptLines = 1_000
    /// Messages written down as evidence.
    static let evidenceMessages = 2_000
    /// Octets of one line of a screen reader's speech.
    static let speechLineOctets = 65_536
    /// Things that a screen reader said in one scenario.
    static let readerUtterances = 10_000
    /// Seconds of the headset's sound that are judged: longer than any scenario, 60 MB.
    static let keptSeconds = 900
    /// Octets taken from a growing file at a time.
    static let piece = 65_536
    /// Pieces taken in one look: half a minute of sound, so that a file that grows without end holds nobody up.
    static let pieces = 96
    /// Utterances of one run of the program: an hour of talk.
    static let utterances = 20_000
    /// Octets of a transcript's line: twice the longest utterance, all of it escaped.
    static let transcriptLine = 32_768
    /// Renderings that are kept: a phrase is asked for more than once.
    static let renderings = 64
    /// Octets of a terminal that are kept as evidence; an hour of calls writes less.
    static let terminalLog = 16 << 20
    /// Octets that are taken from a terminal at once, so that a program that writes without end does not stop the judge.
    static let terminalRead = 1 << 20
    /// Cells across or down of a terminal.
    static let terminalCells = 1_000
    /// Octets of a control sequence that are looked at; longer ones are none that terminals know.
    static let controlSequence = 256
    /// Lines of a screen that a reason shows.
    static let shownLines = 25
    /// Until a program that was asked to end is made to.
    static let programEnds = Duration.seconds(5)
    /// Presses of one step.
    static let presses = 1_000
    /// Until a key that nothing answers on the screen is taken as done.
    static let answer = Duration.milliseconds(60)
    /// A keyboard's repeat: when it begins, and how soon it goes on (30 times a second).
    static let firstRepeat = Duration.milliseconds(250)
    static let nextRepeat = Duration.microseconds(33_333)
    /// From an event to what a person does about it. The program itself takes the same key sooner for the keyboard's repeat.
    static let reaction = Duration.milliseconds(800)
    /// The same for a call that comes: its name is heard first.
    static let reactionToCall = Duration.milliseconds(1_500)
    /// Until a page that a key opens must be there.
    static let pageAnswer = Duration.seconds(2)
    /// Until a move of the cursor is taken as done.
    static let lineAnswer = Duration.milliseconds(200)
    /// Lines that are gone down to find one.
    static let filteredLines = 60
    /// How long nothing comes until the program is at rest; a screen reader looks at the screen later and speaks later.
    static let quiet = Duration.milliseconds(300)
    static let quietOfReader = Duration.milliseconds(900)
    /// Pages that may lie above Home.
    static let pagesBack = 12
    /// For what may still come before a judgement that something did not.
    static let settling = Duration.seconds(2)
    /// Times that the terminal is looked at for silence before a judgement that needs a finished screen.
    static let settlingReads = 25
    /// Until what a key says must have been said.
    static let longestUtterance = Duration.seconds(20)
    /// What comes just after it.
    static let afterUtterance = Duration.milliseconds(500)
    /// Announcements that the program lists.
    static let announcements = 50
    /// Announcements that are asked for again to find a line.
    static let repeats = 5
    /// RTP packets that an exchange keeps; more are counted only: a call of one stream for more than three minutes.
    static let packets = 20_000
    /// SIP messages that an exchange keeps: a call takes a dozen.
    static let messages = 2_000
    /// Packets on their way through an exchange at one time: a few seconds of delay of several streams.
    static let deliveries = 4_000
    /// Media whose packets an exchange passes on; the oldest ends: a call has two.
    static let relays = 32
    /// Tries to find two ports that follow each other.
    static let relayAttempts = 64
    /// Subscriptions that an exchange keeps: mailbox, registration, and a few colleagues.
    static let subscriptions = 64
    /// Datagrams taken of one socket before the others have their turn.
    static let datagramsPerTurn = 64
    /// Octets of one datagram: nothing longer exists (RFC 768).
    static let datagramOctets = 65_535
    /// Far ends of one scenario, and the lines from which they call.
    static let farEnds = 32
    /// Seconds of sound that are kept of what a far end hears: the longest that a step looks back.
    static let heardSeconds = 60
    /// Events, characters of text and digits kept of one far end.
    static let peerEvents = 5_000
}
