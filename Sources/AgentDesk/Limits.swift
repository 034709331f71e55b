/// Every bound of the agent's desk, with the reason for its size.
public enum Limits {
    /// Characters of what is searched for: a field holds no more.
    public static let searchCharacters = 128
    /// Characters of a number or an address that names its owner where it stands alone in a field: a shorter one may be a house's.
    public static let tellingNumber = 6
    /// Words of it that are compared: nobody types more.
    public static let searchWords = 8
    /// Incidents that wait in the outbox: years of a busy agent's, were no server ever reached.
    public static let waitingIncidents = 5_000
    /// Events of calls that wait: a busy month without the network; the oldest give way.
    public static let waitingEvents = 1_000
    /// Items that are done with and still known, so that none of them is taken a second time.
    public static let finishedItems = 500
    /// Characters of a reason that is shown or spoken: a server may send a page.
    public static let reasonCharacters = 300
    /// Unicode scalars that are read for each character of a limit: a letter and three marks; a character may have marks without end.
    public static let scalarsOfCharacter = 4
    /// Octets of an item as it is kept: a record with a few photographs, in base64.
    public static let itemOctets = 32 << 20
    /// Octets of a server's answer to an incident that are read as JSON: a list of found records has a few thousand.
    public static let answerOctets = 1 << 20
    /// Unicode scalars of a record's number as a server gives it: one that is longer is none.
    public static let numberScalars = 64
    /// Octets of an address that a server gives.
    public static let addressOctets = 2_048
    /// Seconds after which the screens of others are told nothing of a call any more: the answer would open late.
    public static let eventSeconds = 60
    /// Seconds that a server may ask to be left alone, at most: an hour, whatever it says.
    public static let retryAfterSeconds = 3_600
    /// Steps of one conversation with a server: a session, a token, a search, the record, the end.
    public static let exchangeSteps = 8
    /// Fields of a form that a server describes.
    public static let schemaFields = 200
    /// Choices of one field that a server describes.
    public static let schemaChoices = 1_000
    /// Unicode scalars of the name of a field that a server describes: it is made of the label, which may be a long question.
    public static let schemaKeyScalars = 320
    /// Unicode scalars of a choice that a server describes: a long sentence.
    public static let schemaChoiceScalars = 1_200
    /// Calls whose events are made at one time: the most that the engine may be allowed.
    public static let followedCalls = 1_000
    /// Octets of a call event on one line: every text of it at its own bound, and half as much again.
    public static let callEventOctets = 8_192
    /// Octets of one value that a program is given in its environment: longer than any name, number or Call-ID.
    public static let variableOctets = 1_024
    /// Octets of a link to call: a number with its parameters, or an address; the engine dials no longer ones.
    public static let linkOctets = 512
    /// Links that are put before the agent within a minute: a person follows a few, a page that floods hundreds.
    public static let linksAMinute = 6
}
