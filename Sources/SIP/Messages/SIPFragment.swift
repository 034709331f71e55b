/// message/sipfrag (RFC 3420) as REFER's notices carry it: of the part of a message only the status line is read
/// (RFC 3515 §2.4.5), and of that only the number.
public enum SIPFragment {
    /// The media type's name.
    public static let contentType = "message/sipfrag"

    /// The status that a fragment begins with; nil where its first line is no status line. Only the first
    /// `MessageLimits.fragmentOctets` octets are looked at.
    public static func statusCode(in body: ArraySlice<UInt8>) -> Int? {
        var octets = body.prefix(MessageLimits.fragmentOctets)
        while let first = octets.first, first == 13 || first == 10 { octets = octets.dropFirst() }
        let version = Array("sip/2.0 ".utf8)
        guard octets.prefix(version.count).map(\.lowercased) == version else { return nil }
        let rest = octets.dropFirst(version.count)
        let digits = rest.prefix { $0.isDigit }
        guard digits.count == 3 else { return nil }
        if let after = rest.dropFirst(3).first, after != 32, after != 13, after != 10 { return nil }
        let code = digits.reduce(0) { $0 * 10 + Int($1 &- 48) }
        return (100...699).contains(code) ? code : nil
    }

    /// A fragment of a status line alone.
    public static func octets(status: Int) -> [UInt8] {
        Array("SIP/2.0 \(status) \(Message.standardReason(status))\r\n".utf8)
    }
}
