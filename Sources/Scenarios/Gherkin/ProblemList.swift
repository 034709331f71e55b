import Configuration

/// Problems in the order in which they are found, up to the limit.
struct ProblemList {
    private(set) var all: [ScriptProblem] = []
    var isFull: Bool { all.count >= Limits.problems }

    mutating func tell(_ line: Int, _ french: String, _ english: String) {
        guard !isFull else { return }
        all.append(ScriptProblem(line: line, Bilingual(french, english)))
        guard isFull else { return }
        all.append(
            ScriptProblem(
                line: line,
                Bilingual(
                    "trop de problèmes, les suivants ne sont pas dits ; corrigez d'abord ceux-ci",
                    "too many problems, the next ones are not told; mend these first")))
    }

    mutating func tell(_ line: Int, _ sentence: Bilingual) { tell(line, sentence.french, sentence.english) }
}
