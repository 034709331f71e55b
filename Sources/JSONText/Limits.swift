/// Every bound of the JSON that is read, with the reason for its size.
public enum Limits {
    /// Octets of one text where its reader names no other bound: the longest line of the control protocol has a few thousand.
    public static let octets = 65_536
    /// Depth of objects and arrays; what is read here has three or four.
    public static let nesting = 16
}
