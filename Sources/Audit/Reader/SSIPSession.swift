/// The server's side of SSIP, the protocol of Speech Dispatcher: takes what a screen reader says, and plays nothing.
/// A pure value: octets in, answers out.
struct SSIPSession {
    /// What was said, the oldest first, with spaces reduced to one; taken by the caller.
    private(set) var said: [String] = []
    private var waiting: [UInt8] = []
    /// The lines of a text under way; nil outside of one.
    private var text: [String]?
    private var isMarkedUp = false
    private var number = 0

    /// What was said since it was last taken.
    mutating func takeSaid() -> [String] {
        defer { said = [] }
        return said
    }

    /// - Returns: what is to be answered; nil: the session is over.
    mutating func take(_ octets: some Sequence<UInt8>) -> [UInt8]? {
        var answer = ""
        for octet in octets {
            guard octet == 10 else {
                waiting.append(octet)
                guard waiting.count <= Limits.speechLineOctets else { return nil }
                continue
            }
            let line = String(decoding: waiting.last == 13 ? waiting.dropLast() : waiting[...], as: UTF8.self)
            waiting.removeAll(keepingCapacity: true)
            guard let reply = take(line: line) else { return nil }
            answer += reply
        }
        return Array(answer.utf8)
    }

    private mutating func take(line: String) -> String? {
        guard let lines = text else { return command(line) }
        if line == "." {
            text = nil
            let whole = lines.joined(separator: " ")
            return note(isMarkedUp ? Self.words(whole) : whole)
        }
        if lines.count < Limits.readerUtterances {
            text?.append(line.hasPrefix("..") ? String(line.dropFirst()) : line)
        }
        return ""
    }

    private mutating func command(_ line: String) -> String? {
        let words = line.split(separator: " ", maxSplits: 1)
        let rest = words.count > 1 ? String(words[1]) : ""
        switch words.first?.uppercased() ?? "" {
        case "SPEAK":
            text = []
            return "230 OK RECEIVING DATA\r\n"
        case "CHAR", "KEY": return note(rest)
        case "SOUND_ICON": return note("")
        case "STOP": return "210 OK STOPPED\r\n"
        case "CANCEL": return "213 OK CANCELED\r\n"
        case "PAUSE": return "211 OK PAUSED\r\n"
        case "RESUME": return "212 OK RESUMED\r\n"
        case "SET":
            if rest.uppercased().contains("SSML_MODE") { isMarkedUp = rest.lowercased().hasSuffix("on") }
            return "209 OK SET\r\n"
        case "LIST":
            return rest.uppercased().hasPrefix("OUTPUT_MODULES")
                ? "250-espeak-ng\r\n250 OK MODULES LISTED\r\n" : "249-MALE1\r\n249 OK VOICES LISTED\r\n"
        case "GET": return "251-0\r\n251 OK GET RETURNED\r\n"
        case "HISTORY": return "200-1\r\n200 OK CLIENT ID SENT\r\n"
        case "BLOCK": return rest.uppercased() == "BEGIN" ? "260 OK INSIDE BLOCK\r\n" : "261 OK OUTSIDE BLOCK\r\n"
        case "QUIT": return nil
        default: return "500 ERR INVALID COMMAND\r\n"
        }
    }

    private mutating func note(_ text: String) -> String {
        number += 1
        let spoken = text.split { $0.isWhitespace }.joined(separator: " ")
        if !spoken.isEmpty, said.count < Limits.readerUtterances { said.append(spoken) }
        return "225-\(number)\r\n225 OK MESSAGE QUEUED\r\n"
    }

    /// What marked-up text says.
    private static func words(_ markup: String) -> String {
        var words = ""
        var isTag = false
        for character in markup {
            switch character {
            case "<": isTag = true
            case ">": isTag = false
            case _ where !isTag: words.append(character)
            default: break
            }
        }
        for (entity, sign) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")] {
            words = words.split(separator: entity, omittingEmptySubsequences: false).joined(separator: sign)
        }
        return words
    }
}
