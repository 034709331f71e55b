/// Every bound of the interface, with the reason for its size.
public enum Limits {
    /// Announcements kept in the history and on the screen.
    public static let history = 50
    /// Faults of the keys' file that are told at the start; `config check` tells all.
    public static let warnings = 3
    /// Characters of an edited field: the engine refuses longer addresses.
    public static let fieldCharacters = 128
    /// Characters of a line that is written: to the other end, in a message, as a note.
    public static let textCharacters = 480
    /// Octets that a field has room for, for each of its characters: any one of Unicode's takes four at most, and a mark or two with it.
    static let octetsOfACharacter = 8
    public static let contacts = 1_000
    /// Characters that a search in the directories begins with: fewer find half of a town.
    public static let searchedCharacters = 3
    /// How long a directory may take before the agent is told that it does not answer.
    public static let directoryPatience: Duration = .seconds(1)
    public static let pastCalls = 500
    /// Calls that a search shows of all that are kept: nobody hears more out, and their number is told.
    public static let foundCalls = 100
    /// Who rings again so soon after ringing in vain does not take the keys from another call that rings.
    static let insistence = 10
    public static let messages = 200
    public static let notes = 500
    /// Blocks of one written conversation.
    public static let textBlocks = 500
    /// Devices that are listed.
    public static let deviceOptions = 40
    /// Pages whose typed words are kept after they were closed.
    public static let drafts = 20
    /// Contacts that are watched: two subscriptions each, and the engine has sixty-four.
    public static let watchedContacts = 30
    /// The mark of sound waits so long after a key: a reader that looks for the new focus is not led astray.
    static let soundMarkAfterKey = Duration.milliseconds(150)
    /// The mark stays so long after the pause that ended the sound: it changes at most four times a second.
    static let soundMarkAfterSound = Duration.milliseconds(200)
    /// Digits shown of those sent in a call; older ones give way.
    public static let sentDigits = 32
    /// Entries of the Dial page.
    public static let dialEntries = 200
    /// Links to call that wait: as many as may come within a minute.
    static let waitingLinks = 6
    /// A link that waits for so long was seen to in another way: it goes. The one that is open stays.
    static let longestLinkWait = Duration.seconds(1_200)
    /// A link that came at a bad moment is told again once no key and no call has come for so long.
    static let linkPause = Duration.seconds(3)
    /// Pages open one above the other.
    public static let pages = 8
    /// Calls that Où tells: more are not listened to.
    public static let toldCalls = 4
    /// Cells of a fixed label, so that a braille line of 40 shows it whole.
    public static let labelCells = 38
    /// Cells of a field's label, so that a braille line of 20 shows it and the cursor after its blank.
    static let fieldLabelCells = 18
    /// Cells that the label of a form's field leaves for what is typed, however long it is.
    static let answerCells = 8
    /// Characters of a server's reason for refusing a form that its page shows.
    static let refusalCharacters = 120

    /// Watched lines and people that are kept.
    public static let watched = 200
    /// Characters of a written message that are said and shown; the rest is left out.
    public static let messageCharacters = 480

    public static let speechRates = 80...600
    public static let speechRateStep = 25
    public static let pitches = 0...100
    public static let voiceVolumes = 10...100
    public static let voiceStep = 10
    public static let callVolumes = 0...200
    public static let callVolumeStep = 10

    /// Steps of a rate, each within this time after the one before, are one act: why they are not kept is told once.
    static let stepsOfOneAct = Duration.seconds(2)

    /// A letter of a call command waits for a second letter: two are typing in the wrong place.
    public static let letterWait = Duration.milliseconds(250)
    /// Characters in a row, each within this time after the one before, are a text that is pasted.
    public static let pastedPace = Duration.milliseconds(10)
    public static let pastedCharacters = 16
    /// A call key whose target changed within this time says the new target instead of acting.
    public static let targetChange = Duration.milliseconds(700)
    /// The same call command again within this time is the keyboard's repeat.
    public static let autorepeat = Duration.milliseconds(500)
    /// The cursor is on an event for so long before Enter acknowledges it.
    public static let attention = Duration.milliseconds(300)
    /// Newer events, one row each, beside which an older one still stands in the smallest event area in use.
    public static let eventsInSight = 3
    /// Seconds after a call for which a note is still about it.
    public static let noteAfterCall = 300
    /// An output that nobody confirms gives way to the next.
    public static let outputTrial = Duration.seconds(6)
    public static let outputTrialBegins = Duration.seconds(3)
    /// The count of a filtered list is said after this pause in typing.
    public static let filterPause = Duration.milliseconds(400)
    /// A waiting second call sounds again after this time.
    public static let secondCallAgain = Duration.seconds(10)
    /// Who writes and stops for so long is read without waiting for the end of the line.
    public static let writingPause = Duration.milliseconds(1_500)
    /// Writers of one call whose lines wait to be read; others are read as one.
    public static let writersAtOnce = 4
    /// Who writes on and on is read so often at least.
    public static let longestWriting = Duration.seconds(5)
    /// An attended transfer ends both calls: the end of the second one within this time belongs to it.
    public static let transferEnds = Duration.seconds(1)
    /// The engine ends every call and registration within 2 s; the program closes after this in any case.
    public static let longestShutDown = Duration.seconds(3)
    /// A dead microphone or a lost headset is told again after this time.
    public static let deviceAgain = Duration.seconds(10)
}
