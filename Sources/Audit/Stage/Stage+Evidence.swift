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
        let said = transcript.lines.suffix(10).map { line in
            let outcome = line.started == nil ? Self.unsaid : line.outcome.words
            return Bilingual(
                "\(line.shown.french) (\(outcome.french))", "\(line.shown.english) (\(outcome.english))")
        }
        let words =
            said.isEmpty
            ? Bilingual("rien", "nothing")
            : Bilingual(
                said.map(\.french).joined(separator: "\n  "), said.map(\.english).joined(separator: "\n  "))
        let screen = screen.image.description
        return Bilingual(
            "Dernières annonces :\n  \(words.french)\nÉcran :\n\(screen)",
            "Last announcements:\n  \(words.english)\nScreen:\n\(screen)")
    }

    private static let unsaid = Bilingual("remplacé avant d'être dit", "replaced before it was said")

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
