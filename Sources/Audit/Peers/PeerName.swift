import Scenarios

/// How a far end of a script is named in SIP.
enum PeerName {
    /// A name as the user of an address: small letters and digits without accents (RFC 3261 §25.1, `unreserved`).
    static func user(_ name: String) -> String {
        let kept = Folding.folded(name).filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
        return kept.isEmpty ? "peer" : kept
    }

    /// A number as it is shown: without blanks and other separators (RFC 3966 §5.1.1).
    static func number(_ text: String) -> String {
        let kept = text.lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber || "+*#".contains($0)) }
        return kept.isEmpty ? "0" : kept
    }
}
