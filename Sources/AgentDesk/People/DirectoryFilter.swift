/// Filters of LDAP searches (RFC 4515).
public enum DirectoryFilter {
    /// The template with what was typed in the place of `{words}`, which stays a text whatever signs it has (RFC 4515 §3).
    /// - Returns: nil where the filter is larger than is sent.
    public static func filter(_ template: String, words: String) -> String? {
        let text = escaped(words)
        guard template.utf8.count + text.utf8.count * 4 <= PeopleLimits.filterOctets else { return nil }
        let filter = template.split(separator: "{words}", omittingEmptySubsequences: false).joined(separator: text)
        return filter.utf8.count <= PeopleLimits.filterOctets ? filter : nil
    }

    /// Every octet that means something in a filter, and those that are no visible ASCII, as `\xx`.
    public static func escaped(_ words: String) -> String {
        var escaped = ""
        for octet in words.utf8 {
            switch octet {
            case UInt8(ascii: "*"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "\\"), 0..<0x20, 0x7f...:
                let digits = String(octet, radix: 16)
                escaped += "\\" + (digits.count == 1 ? "0" : "") + digits
            default: escaped.unicodeScalars.append(Unicode.Scalar(octet))
            }
        }
        return escaped
    }
}
