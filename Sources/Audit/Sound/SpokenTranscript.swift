import Announcements
import Control
import JSONText

/// A line of the transcript: an utterance that has ended. Times are milliseconds on the program's own clock.
struct SpokenLine: Sendable, Equatable {
    var text: String
    var earcon: Earcon?
    var language: Language
    /// nil: it was never begun.
    var started: Int?
    var ended: Int
    var outcome: SpeechOutcome

    init(text: String, earcon: Earcon? = nil, language: Language, started: Int?, ended: Int, outcome: SpeechOutcome) {
        self.text = text
        self.earcon = earcon
        self.language = language
        self.started = started
        self.ended = ended
        self.outcome = outcome
    }

    /// nil where the line is none of the program's.
    init?(_ octets: [UInt8]) {
        guard let json = try? JSONParser.parse(octets), let text = json["text"]?.text,
            let language = json["language"]?.text.flatMap(Language.init(rawValue:)),
            let outcome = json["outcome"]?.text.flatMap(SpeechOutcome.init(rawValue:)),
            let ended = json["ended"]?.integer, Self.times.contains(ended)
        else { return nil }
        let started = json["started"]?.integer
        if let started, !Self.times.contains(started) { return nil }
        self.init(
            text: text, earcon: json["earcon"]?.text.flatMap(Earcon.init(rawValue:)), language: language,
            started: started, ended: ended, outcome: outcome)
    }

    /// A day.
    private static let times = 0...86_400_000
}

/// The program's own word on what it said (`--transcript`): where to look in the recording, never a proof.
final class SpokenTranscript {
    private let file: GrowingFile
    private var rest: [UInt8] = []
    /// The line that is being read is longer than any of the program's.
    private var isTooLong = false
    private var known: [SpokenLine] = []
    /// What was found of it in the sound.
    private var hearing: Hearing?

    init(path: String) { file = GrowingFile(path: path) }

    /// Utterances that have ended so far.
    var count: Int { lines.count }

    var lines: [SpokenLine] {
        file.follow { take($0) }
        return known
    }

    /// What is heard of it in a recording: judged once, and kept.
    func hearing(in recording: HeadsetRecording) -> Hearing {
        if let hearing, hearing.recording === recording { return hearing }
        let hearing = Hearing(recording)
        self.hearing = hearing
        return hearing
    }

    private func take(_ octets: [UInt8]) {
        for piece in octets.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
            if piece.offset > 0 { endLine() }
            if rest.count + piece.element.count > Limits.transcriptLine {
                isTooLong = true
                rest = []
            } else if !isTooLong {
                rest += piece.element
            }
        }
    }

    private func endLine() {
        if !isTooLong, known.count < Limits.utterances, let line = SpokenLine(rest) { known.append(line) }
        rest = []
        isTooLong = false
    }
}
