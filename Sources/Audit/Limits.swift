/// Every bound of the audit, with the reason for its size.
enum Limits {
    /// Until the program has reacted to an act, where nothing is expected to change: its letters wait 300 ms for a second one.
    static let reacting = Duration.milliseconds(700)
    /// Scripts that one `audit` reads.
    static let scripts = 2_000
    /// Entries looked at in one folder of scripts.
    static let entries = 10_000
    /// Files and folders taken away of one scenario: a program that made more has something left behind.
    static let removals = 1_000_000
    /// Octets for which there must be room on a disk where a program's failure is held against it.
    static let room = 1 << 18
    /// Folders within folders of scripts.
    static let depth = 8
    /// Times that a scenario is run again because the computer was late while it failed.
    static let trials = 2
    /// Delays of this computer that are remembered.
    static let delays = 10_000
    /// Scenarios at one time: each has some ten threads, and 30 descriptors of the 1,024 that programs may have.
    static let jobs = 32
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
    /// How often a phrase that was not found is looked for again, and among how many of the last.
    static let looks = 3
    static let lookedAgain = 4
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
    /// Processes of this computer that are looked at for what a program left behind.
    static let processes = 100_000
    /// Looks at the table of connections until one that is not in it is nobody's.
    static let tableReads = 100
    /// Octets of that table: some 28,000 connections.
    static let tableOctets = 4 << 20
    /// Octets of what the kernel tells of one process: its environment is the longest.
    static let procOctets = 131_072
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
    /// BRLTTY waits so long at most for the cursor to follow one of the keys by which it brings it to a cell.
    static let routing = Duration.seconds(1)
    /// Until a braille display must show another line.
    static let braille = Duration.seconds(3)
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
    /// SIP messages that an exchange keeps: a call takes a dozen.
    static let messages = 2_000
    /// Octets of them together.
    static let messageOctets = 8 << 20
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
    /// Connections at one time to the server of incident forms, which has one client.
    static let recordConnections = 16
    /// How long one of them may last.
    static let recordConnection = Duration.seconds(30)
    /// Until it has fallen silent, or listens again.
    static let recordTurn = Duration.seconds(2)
    /// Octets of the header of a request to it.
    static let recordHeaderOctets = 16_384
    /// Octets of a form on its way: text alone.
    static let recordOctets = 1 << 20
    /// Forms that it takes of one scenario.
    static let records = 200
    /// Octets taken from an auditor's keyboard at once.
    static let typedOctets = 4_096
    /// Octets of a paste that are kept until its end comes.
    static let heldOctets = 1 << 20
    /// Until a key whose octets are not whole is taken as it is: a slow line sends them in pieces.
    static let keyOctets = Duration.milliseconds(100)
    /// How long nothing is drawn until a screen is taken as still.
    static let still = Duration.milliseconds(150)
    /// How often a recording looks at what was said.
    static let recordingLook = Duration.milliseconds(25)
}
