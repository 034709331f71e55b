/// Every bound of forms and their drafts, with the reason for its size.
public enum FormLimits {
    /// Forms of one desk: more are not chosen from by ear.
    public static let forms = 50
    /// Fields of one form: nobody is kept on the line for more.
    public static let fields = 60
    /// Choices of one field: the longest list of kinds of incident has some tens.
    public static let choices = 200
    /// Characters of a title, a label, a key or a choice: what is heard in two breaths.
    public static let labelCharacters = 80
    /// Characters of a hint: two sentences.
    public static let hintCharacters = 240
    /// Characters of one answer: a page of text; servers take some thousand.
    public static let answerCharacters = 2_000
    /// Octets of a file that is sent with a form: a picture of a telephone has a few million.
    public static let fileOctets = 10 << 20
    /// Drafts that are kept: a busy agent leaves two or three open in a day.
    public static let drafts = 20
    /// Octets of all drafts as they are kept: twenty forms with each field full would be more than anybody types.
    public static let draftOctets = 4 << 20
    /// Digits of a number: the shortest are those of emergencies, the longest of E.164 behind a prefix to get a line.
    public static let phoneDigits = 2...20
    /// Digits of a French number from its 0 on; up to so many a number is one of the house.
    public static let frenchDigits = 10
    public static let shortDigits = 4
    /// Years in which something that is reported can lie.
    public static let years = 1900...2200
}
