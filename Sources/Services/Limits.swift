/// Every bound of this organisation's services, with the reason for its size.
public enum Limits {
    /// Octets that a password command may print: a password and its line end.
    public static let passwordOctets = 1_024
    /// Seconds that a password command may take: a person may have to type a passphrase.
    public static let passwordCommandSeconds = 30
    /// Depth of tables and lists in a configuration file; ours has three levels.
    public static let nesting = 8
    /// Octets read of the file of our instance: `urn:uuid:`, 36 characters and a line end, with room to see a wrong one.
    public static let instanceOctets = 64
    /// Themes of one kind that are listed: more are not chosen from by ear.
    public static let themes = 100
    /// Characters of a theme's name: a file's, as a setting and a list show it.
    public static let themeNameCharacters = 64
    /// Octets of a theme's file: ours have under a thousand.
    public static let themeOctets = 65_536
}
