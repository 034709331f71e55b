/// Every bound of people and their numbers, with the reason for its size.
public enum PeopleLimits {
    /// Signs of a telephone number: the 15 digits of ITU-T E.164, prefixes, and room for service codes.
    public static let numberSigns = 24
    /// Characters of a number as it is written: its signs, their separators, and the parameters of a URI.
    public static let numberCharacters = 256
    /// Octets of a file of vCards: ten thousand people with photos that are skipped.
    public static let cardsOctets = 64 << 20
    /// People of one file or directory: twice the largest that a town's directory has.
    public static let people = 20_000
    /// Octets of one unfolded line of a vCard: a photo of a few megabytes as text, which is skipped.
    public static let cardLineOctets = 8 << 20
    /// Parameters of one line of a vCard; writers give fewer than ten.
    public static let cardParameters = 32
    /// Numbers, addresses of mail and groups of one person, each.
    public static let ofOnePerson = 32
    /// Checks of whether a contact can be kept, in one import: four for each of a thousand contacts, a few seconds in all.
    public static let contactChecks = 4_000
    /// Characters of a name, an address or an organisation: a line of a list, and room.
    public static let personCharacters = 256
    /// What was not taken of a file, told one by one; the rest is a count.
    public static let cardProblems = 50
    /// Octets of a filter that is sent to a directory: a template and a few words.
    public static let filterOctets = 4_096
    /// People that a search in memory gives: more are not chosen from by ear.
    public static let foundPeople = 50
}
