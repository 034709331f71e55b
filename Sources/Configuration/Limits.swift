/// Every bound of the configuration, with the reason for its size.
public enum Limits {
    /// Octets of a configuration file: the most accounts, of 800 octets each.
    public static let fileOctets = 8_388_608
    /// Accounts in one file: a whole fleet's, for trials of a server's return.
    public static let accounts = 10_000
    /// Contacts in one file: an agent's own, and all lines of a large desk.
    public static let contacts = 1_000
    /// Directories of one file: a town's, its partners', and shared files.
    public static let directories = 8
    /// Servers that take records: an organisation has one or two.
    public static let connectors = 20
    /// Programs that are run at events of calls, and pages that are opened: one event starts no more than so many.
    public static let hooks = 8
    public static let links = 8
    /// Registrars of one account: a pair in each of a few sites.
    public static let servers = 8
    /// Characters of one text value: an address, a name, a device.
    public static let textCharacters = 512
    /// Elements of one list.
    public static let listElements = 64
    /// Problems told at one time: the first ones are the useful ones.
    public static let problems = 20
    /// Characters of a foreign key or value quoted in a problem.
    public static let quotedCharacters = 40
    /// Terminal cells of a setting's label: half a line of 80, with room for the value beside it.
    public static let labelCells = 38
    /// Octets of a provisioning address.
    public static let addressOctets = 2_048
    /// Sections of a file of Linphone's: accounts, a hundred codecs, and its thirty tables.
    public static let linphoneSections = 500
    /// Depth of lists and tables in which the places of keys are looked for; ours has three levels.
    public static let layoutDepth = 16
}
