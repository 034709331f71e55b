import SIP

/// Text of the network made fit to be shown on a terminal and spoken.
enum SpokenText {
    /// Cleaned by `DisplayText`, at most `Limits.nameCharacters`; nil where nothing is left.
    static func clean(_ text: String) -> String? {
        let cleaned = DisplayText.cleaned(text).prefix(Limits.nameCharacters)
        return cleaned.isEmpty ? nil : String(cleaned)
    }

    /// A Call-ID for other programs: whole, since a shortened one names nothing; nil where it is longer than any in use.
    static func callID(_ text: String) -> String? {
        text.utf8.count <= Limits.callIDOctets ? DisplayText.cleaned(text) : nil
    }
}
