/// Every bound of this organisation's services, with the reason for its size.
public enum Limits {
    /// Octets that a password command may print: a password and its line end.
    public static let passwordOctets = 1_024
    /// Seconds that a password command may take: a person may have to type a passphrase.
    public static let passwordCommandSeconds = 30
    /// What is asked of the outbox while it is not open: an agent confirms some records in that time, and the calls tell their events.
    public static let earlyWork = 256
    /// Depth of tables and lists in a configuration file; ours has three levels.
    public static let nesting = 8
    /// Octets read of the file of our instance: `urn:uuid:`, 36 characters and a line end, with room to see a wrong one.
    public static let instanceOctets = 64
    /// Octets read from the end of a journal: a thousand lines of a kilobyte.
    public static let journalOctets = 1 << 20
    /// Times that a changed configuration file is read again before its writing is given up.
    public static let writeAttempts = 8
    /// Times that a folder which another program holds is asked for, and the pause between: two seconds in all, many times what a slow
    /// disk takes to write a file.
    public static let lockAttempts = 200
    public static let lockPauseMicroseconds: UInt32 = 10_000
    /// Symbolic links from a file's name to the file.
    public static let symbolicLinks = 8
    /// Themes of one kind that are listed: more are not chosen from by ear.
    public static let themes = 100
    /// Characters of a theme's name: a file's, as a setting and a list show it.
    public static let themeNameCharacters = 64
    /// Octets of a form's file: sixty fields with all their words have some ten thousand.
    public static let formOctets = 131_072
    /// Octets of what servers say of their forms, as it is kept: fifty forms of a city with their lists have one or two million.
    public static let serverFormOctets = 8 << 20
    /// Octets of a theme's file: ours have under a thousand.
    public static let themeOctets = 65_536
    /// Seconds that a server may take to be reached, and to answer whole: an agent waits no longer, what is sent later does not mind.
    public static let connectSeconds = 10
    public static let answerSeconds = 30
    /// Octets of an answer: a directory of ten thousand people has a few million.
    public static let answerOctets = 16 << 20
    /// Octets of an answer's header fields; servers send a few thousand.
    public static let fieldOctets = 65_536
    /// Octets of an address (RFC 9110 §4.1 asks for 8,000 at least).
    public static let urlOctets = 16_384
    /// Entries of one page of an LDAP directory: servers give no more than a thousand.
    public static let directoryPage = 500
    /// Octets of one value of a directory that is read; a name has a hundred.
    public static let directoryValueOctets = 4_096
    /// Seconds that a directory may take to be read whole: ten thousand people over a slow line.
    public static let directorySeconds = 120
    /// Milliseconds that a search may take: an agent is told after a second that the directory is silent.
    public static let directorySearchMilliseconds = 1_000
    /// Elements of an answer of CardDAV: eight a card for the most people.
    public static let addressBookElements = 200_000
    /// Cards that are asked for by one request: with photos the answer is still within `answerOctets`.
    public static let cardsOfRequest = 100
    /// Octets of one layer that a server sends: a thousand keys with their comments.
    public static let layerOctets = 262_144
    /// Octets of what is kept of a server's layers: four sets of six, in JSON.
    public static let provisioningOctets = 16 << 20
    /// Octets of a token's file: the longest that HTTP servers take in a field, with its line end.
    public static let tokenOctets = 4_096
    /// Seconds that another process may keep the store busy.
    public static let storeBusySeconds = 5.0
    /// Those who forwarded a call that are kept of it; a chain is two or three long.
    public static let keptForwarders = 8
    /// Notes of one call that are read.
    public static let notesOfCall = 100
    /// Octets of a line of an earlier journal: a note has two thousand.
    public static let journalLineOctets = 65_536
    /// The last moment that a kept line may name: in the year 9999.
    public static let wallSeconds = 253_370_764_800
    /// The longest call that a kept line may tell: a hundred days.
    public static let callSeconds = 8_640_000
    /// Copies of the store that are kept from before its changes of shape.
    public static let storeCopies = 3
}
