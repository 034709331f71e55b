/// Every bound of the configuration, with the reason for its size.
public enum Limits {
    /// Octets of a configuration file: all keys with comments take less than a tenth of it.
    public static let fileOctets = 262_144
    /// Accounts in one file.
    public static let accounts = 16
    /// Characters of one text value: an address, a name, a device.
    public static let textCharacters = 512
    /// Elements of one list.
    public static let listElements = 64
    /// Problems told at one time: the first ones are the useful ones.
    public static let problems = 20
    /// Characters of a foreign key or value quoted in a problem.
    public static let quotedCharacters = 40
}
