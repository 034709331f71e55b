import Glibc

/// Deliberate faults of the program, so that the judges can be judged: a scenario that passes with a fault switched on proves nothing.
///
/// They are compiled into debug builds alone (`FAULTS`), and switched on one at a time by the environment variable CLAIRVOIX_FAULT.
public enum Fault: String, Sendable, CaseIterable {
    // MARK: The screen

    /// The cursor is left on the last line, whatever is under focus.
    case cursorParked = "cursor-parked"
    /// The cursor cannot be seen.
    case cursorHidden = "cursor-hidden"
    /// The program changes the shape of the cursor.
    case cursorShapeChanged = "cursor-shape-changed"
    /// The program takes the mouse from the terminal.
    case mouseGrabbed = "mouse-grabbed"
    /// The seconds are written on the screen as they pass.
    case clockTicks = "clock-ticks"
    /// A sign before the line shows the focus and moves with it.
    case focusMarked = "focus-marked"
    /// The line of a call is changed in place when its state changes.
    case lineRewritten = "line-rewritten"
    /// Each line begins with a bar that draws a frame.
    case linesFramed = "lines-framed"
    /// The colour alone tells that a line is a call and how it stands.
    case stateByColourAlone = "state-by-colour-alone"
    /// The state of a call stands after its name.
    case stateAfterName = "state-after-name"
    /// The text of a theme is hardly darker than its background.
    case contrastLow = "contrast-low"
    /// Colours are shown though the user wants none.
    case noColourIgnored = "no-colour-ignored"
    /// Lines end after 24 characters, and the rest is nowhere.
    case textCut = "text-cut"
    /// The titles of pages are in the other language.
    case languageMixed = "language-mixed"
    /// Fields have no label.
    case fieldUnlabelled = "field-unlabelled"
    /// What a sound tells is not written.
    case soundWithoutText = "sound-without-text"
    /// An instruction names a key by its colour.
    case colourInstruction = "colour-instruction"
    /// After a call the cursor is on the first line.
    case placeForgotten = "place-forgotten"

    // MARK: The voice

    /// An incoming call is not said.
    case nameNotSaid = "name-not-said"
    /// Nobody is told that a call is over.
    case endNotSaid = "end-not-said"
    /// Everything is said 600 ms late.
    case saidLate = "said-late"
    /// Each event is said twice.
    case saidTwice = "said-twice"
    /// What is out of date is said all the same.
    case staleNewsSaid = "stale-news-said"
    /// The voice speaks the other language.
    case wrongVoiceLanguage = "wrong-voice-language"
    /// The voice is in the wrong ear.
    case wrongEar = "wrong-ear"
    /// The peer hears the program's voice.
    case voiceLeaks = "voice-leaks"
    /// The program notes phrases that nobody hears.
    case transcriptLies = "transcript-lies"
    /// The last line of each page is not said.
    case lastLineSilent = "last-line-silent"
    /// A key does not stop the voice.
    case speechNotCut = "speech-not-cut"
    /// An event that comes while a line is read is not said.
    case eventYields = "event-yields"
    /// A name that was cut by typing is not said again.
    case nameNotRepeated = "name-not-repeated"
    /// Repeat says another phrase than the last one.
    case repeatWrong = "repeat-wrong"
    /// The list of announcements stays empty.
    case announcementsNotKept = "announcements-not-kept"
    /// Phrases are long, whatever the setting.
    case verbosityIgnored = "verbosity-ignored"
    /// The key for the speed of the voice says it and does nothing.
    case rateKeyIgnored = "rate-key-ignored"
    /// The new volume is not said.
    case volumeKeySilent = "volume-key-silent"
    /// The peer is nearly silent while the voice speaks.
    case callerDucked = "caller-ducked"
    /// The ring stays loud while the voice speaks.
    case ringUnderSpeech = "ring-under-speech"
    /// The key for silence leaves the ring on.
    case ringNotSilenced = "ring-not-silenced"
    /// No earcon sounds.
    case earconMissing = "earcon-missing"
    /// The length of the call is said every five seconds, unasked.
    case elapsedSpoken = "elapsed-spoken"
    /// The characters of a password are said.
    case secretSpoken = "secret-spoken"
    /// Each typed character is said, whatever the setting.
    case typingEchoIgnored = "typing-echo-ignored"
    /// The first start says nothing.
    case firstStartSilent = "first-start-silent"
    /// The program's voice speaks beside the screen reader.
    case readerSpokenOver = "reader-spoken-over"

    // MARK: Who calls

    /// The call bears the name of the line in place of the caller's.
    case wrongCallerName = "wrong-caller-name"
    /// The key Who says that there is no call.
    case whoWrong = "who-wrong"
    /// A number is said as one large number.
    case numberNotInPairs = "number-not-in-pairs"
    /// A withheld number is called anonymous.
    case withheldNamed = "withheld-named"

    // MARK: Keys

    /// F4 answers with Ctrl alone.
    case keyNeedsModifier = "key-needs-modifier"
    /// A key struck twice acts twice.
    case doubleStrikeActs = "double-strike-acts"
    /// Hanging up must be confirmed though the setting says no.
    case hangUpAsksTwice = "hang-up-asks-twice"
    /// A transfer is made without a question.
    case transferUnconfirmed = "transfer-unconfirmed"
    /// A question is forgotten after two seconds.
    case questionExpires = "question-expires"
    /// An incoming call takes the agent out of a field.
    case focusStolen = "focus-stolen"
    /// What is typed while it rings is lost.
    case keyEaten = "key-eaten"
    /// The Settings page cannot be left.
    case pageTraps = "page-traps"
    /// Letters are commands even in a field.
    case lettersActInFields = "letters-act-in-fields"
    /// Enter does not carry out the command of a line.
    case enterDead = "enter-dead"
    /// A key that is only described acts.
    case keyDescriptionActs = "key-description-acts"
    /// The page of keys lists two of them.
    case helpIncomplete = "help-incomplete"

    // MARK: The microphone, the devices

    /// The microphone is said muted and is heard.
    case muteLies = "mute-lies"
    /// Where says that a muted microphone is open.
    case statusLies = "status-lies"
    /// Nobody is told of a dead microphone, or of speaking while muted.
    case microphoneUnwatched = "microphone-unwatched"
    /// The loss of the headset is not told.
    case headsetLossSilent = "headset-loss-silent"
    /// A headset that is plugged in again is not used.
    case replugIgnored = "replug-ignored"
    /// Names are said on a device that others hear.
    case speakersPrivate = "speakers-private"

    // MARK: Calls and lines

    /// Hold and its end are not told.
    case holdNotTold = "hold-not-told"
    /// Before a transfer it is not told who hears the agent.
    case hearerNotTold = "hearer-not-told"
    /// The page of a conference names nobody.
    case conferenceNameless = "conference-nameless"
    /// The loss of the line is not told.
    case lineLossNotSaid = "line-loss-not-said"
    /// The loss of the line is told twice.
    case lineLossSaidTwice = "line-loss-said-twice"
    /// A field that is wrong is refused by a sound alone.
    case errorWithoutReason = "error-without-reason"
    /// A setting that is wrong is refused without a word.
    case configurationErrorSilent = "configuration-error-silent"
    /// Calls that are over are not listed.
    case historyNotKept = "history-not-kept"
    /// A note is said kept and is lost.
    case noteLost = "note-lost"
    /// A voice message is not told.
    case voicemailNotTold = "voicemail-not-told"
    /// Calls have the narrow sound of G.711 alone.
    case widebandMissing = "wideband-missing"

    // MARK: Text and digits in calls

    /// Text is neither offered nor answered.
    case textDropped = "text-dropped"
    /// Who writes is heard no more.
    case textSilencesVoice = "text-silences-voice"
    /// What is written leaves 800 ms late.
    case textDelayed = "text-delayed"
    /// What is written has nobody's name before it.
    case writerUnnamed = "writer-unnamed"
    /// Nothing on the screen shows that the peer speaks.
    case soundMarkMissing = "sound-mark-missing"
    /// The newest text stands before the older.
    case textOutOfOrder = "text-out-of-order"
    /// Text that comes in moves the cursor.
    case textMovesFocus = "text-moves-focus"
    /// What the peer writes is read letter by letter.
    case textReadByPieces = "text-read-by-pieces"
    /// What is erased stays with the peer.
    case erasureNotSent = "erasure-not-sent"
    /// Letters with accents do not leave.
    case accentsNotSent = "accents-not-sent"
    /// Text that is lost on the way leaves no mark.
    case lostTextUnmarked = "lost-text-unmarked"
    /// Text that is pasted is not taken.
    case pastedTextLost = "pasted-text-lost"
    /// Digits are sent as text.
    case digitsAsText = "digits-as-text"

    // MARK: Braille

    /// The terminal's bell does not sound.
    case bellMissing = "bell-missing"
    /// An event leaves the braille line after three seconds.
    case eventExpires = "event-expires"

    #if FAULTS
        private static let chosen = getenv("CLAIRVOIX_FAULT").flatMap { Fault(rawValue: String(cString: $0)) }

        /// Whether the program has this fault now.
        public var isOn: Bool { Fault.chosen == self }
    #endif
}
