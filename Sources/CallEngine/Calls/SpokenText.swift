import SIP

/// Text of the network made fit to be shown on a terminal and spoken.
enum SpokenText {
    /// Cleaned by `DisplayText`, at most `Limits.nameCharacters`; nil where nothing is left.
    static func clean(_ text: String) -> String? {
        let cleaned = DisplayText.cleaned(text).prefix(Limits.nameCharacters)
        return cleaned.isEmpty ? nil : String(cleaned)
    }
}
