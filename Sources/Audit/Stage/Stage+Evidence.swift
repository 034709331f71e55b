import Announcements
import Configuration
import Glibc
import SIP
import Scenarios
import Time

extension Stage {
    /// What the scenario cost the agent.
    var effort: Effort {
        Effort(keys: keysPressed, milliseconds: startedAt.duration(to: .now).wholeMilliseconds, words: wordsHeard())
    }

    /// The last utterances and the screen, where a verdict needs an explanation.
    var circumstances: Bilingual {
        let said = transcript.lines.suffix(10).map {
            "\($0.text.isEmpty ? $0.earcon?.rawValue ?? "" : $0.text) (\($0.outcome.rawValue))"
        }
        let words =
            said.isEmpty
            ? Bilingual("rien", "nothing") : Bilingual(said.joined(separator: "\n  "), said.joined(separator: "\n  "))
        let screen = screen.image.description
        return Bilingual(
            "Dernières annonces :\n  \(words.french)\nÉcran :\n\(screen)",
            "Last announcements:\n  \(words.english)\nScreen:\n\(screen)")
    }

    /// Writes what was seen and carried beside what was heard.
    func leaveEvidence(_ circumstances: Bilingual?) {
        _ = TextFile.write(screen.image.description + "\n", to: folder + "/screen.txt")
        let written = terminal?.log.reduce(into: [UInt8]()) { $0 += $1.octets } ?? []
        _ = TextFile.write(written, to: folder + "/terminal.octets")
        _ = TextFile.write(carriedText, to: folder + "/messages.txt")
        if let circumstances { _ = TextFile.write(circumstances[language] + "\n", to: folder + "/finding.txt") }
    }

    private var carriedText: String {
        var text = ""
        for message in exchange.messages.prefix(Limits.evidenceMessages) {
            let time = startedAt.duration(to: message.time).wholeMilliseconds
            text += "\(time) ms \(message.isFromProgram ? "<-" : "->")\n"
            text += String(decoding: message.octets, as: UTF8.self) + "\n\n"
        }
        return text
    }
}
