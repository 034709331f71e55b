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
    /// - Returns: why a part of it is missing; nil: all is there.
    func leaveEvidence(_ circumstances: Bilingual?) -> Stop? {
        let misplaced = RealFolder.problem(folder)
        guard misplaced == 0 else { return Self.cannotWrite(folder, misplaced) }
        let written = terminal?.log.reduce(into: [UInt8]()) { $0 += $1.octets } ?? []
        var files = [
            ("screen.txt", Array((screen.image.description + "\n").utf8)), ("terminal.octets", written),
            ("messages.txt", Array(carriedText.utf8)),
        ]
        if let circumstances { files.append(("finding.txt", Array((circumstances[language] + "\n").utf8))) }
        var problem: Stop?
        for (name, octets) in files where !WholeFile.write(octets, to: folder + "/" + name) {
            problem = problem ?? Self.cannotWrite(folder + "/" + name)
        }
        return problem
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
