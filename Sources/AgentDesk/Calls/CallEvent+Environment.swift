// The event for a program that is run: in its environment alone, so that nothing of it is ever an argument or read by a shell.
extension CallEvent {
    /// Names and values, in a fixed order; what is not known is not there, so that nothing stays of an earlier one.
    public var environment: [(name: String, value: String)] {
        let values: [(String, String?)] = [
            ("EVENT", kind.rawValue), ("CALL_ID", call), ("SIP_CALL_ID", sipCallID),
            ("DIRECTION", isIncoming ? "incoming" : "outgoing"),
            ("FROM", from.raw), ("FROM_E164", from.e164), ("FROM_NAME", from.display),
            ("FROM_ASSERTED", from.isAsserted ? "1" : "0"),
            ("TO", to.raw), ("TO_E164", to.e164), ("TO_NAME", to.display),
            ("DIVERTED_BY", divertedBy?.raw), ("DIVERTED_BY_E164", divertedBy?.e164),
            ("DIVERTED_BY_NAME", divertedBy?.display),
            ("QUEUE", queue), ("ACCOUNT", account), ("AGENT", agent), ("T", String(at)),
            ("RING_MS", ringMilliseconds.map(String.init)), ("TALK_MS", talkMilliseconds.map(String.init)),
            ("END_CAUSE", endCause), ("QUALITY", quality.map(String.init)),
        ]
        return values.compactMap { name, value in value.map { ("CLAIRVOIX_" + name, Self.bounded($0)) } }
    }

    /// Without control characters, NUL and line ends among them, and at most so many octets.
    private static func bounded(_ text: String) -> String {
        var bounded = String.UnicodeScalarView()
        var octets = 0
        for scalar in text.unicodeScalars {
            guard scalar.value >= 0x20, !(0x7f...0x9f).contains(scalar.value) else { continue }
            octets += UTF8.width(scalar)
            guard octets <= Limits.variableOctets else { break }
            bounded.append(scalar)
        }
        return String(bounded)
    }
}
