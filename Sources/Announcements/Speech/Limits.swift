/// Every bound of speech, with the reason for its size.
public enum Limits {
    /// Utterances that wait for their turn: an agent cannot use more.
    public static let waiting = 8
    /// Events cut by typing that are still owed, and events held back for the caller.
    public static let owed = 8
    /// Earcons whose end was not reported yet.
    public static let sounding = 16
    /// Recent unrequested messages remembered against repetition.
    public static let recent = 16
    /// Characters of one utterance; the rest is left out.
    public static let characters = 500
    /// Characters of a caller's name that are spoken or shown.
    public static let nameCharacters = 64
    /// Characters of a server's reason that are spoken or shown: a sentence.
    public static let reasonCharacters = 120
    /// Characters of a server's reason that are looked at; more are never kept.
    static let serverReasonCharacters = 320
    /// Characters of a record's number: the longest have some ten.
    public static let referenceCharacters = 40
    /// Digits of a record's number that are heard as one number; longer ones are heard digit by digit.
    public static let wholeNumberDigits = 4

    /// An event cut by typing is said again after this much quiet from the keyboard.
    public static let quietBeforeReturn = Duration.milliseconds(700)
    /// What was cut is begun again so often at most, whoever cuts it: then the list of announcements has it.
    public static let returns = 2
    /// The same unrequested message is not said twice within this time.
    public static let repetition = Duration.seconds(2)
    /// After a pick-up the caller is not talked over.
    public static let callerFirst = Duration.seconds(3)
    /// However often calls are picked up and whoever speaks, nothing is held back longer than this.
    public static let longestHold = Duration.seconds(5)
    /// A voice that has not reported the end of an utterance by then is taken to have finished:
    /// this, and `voicePerCharacter` for each character.
    public static let voiceGrace = Duration.seconds(3)
    public static let voicePerCharacter = Duration.milliseconds(200)
}
