import Configuration

/// What is wrong on one line of a script, and what was expected there.
public struct ScriptProblem: Error, Sendable, Equatable {
    /// From 1 on.
    public var line: Int
    public var sentence: Bilingual

    public init(line: Int, _ sentence: Bilingual) {
        self.line = line
        self.sentence = sentence
    }

    /// `file:line: what is wrong`, in one line.
    public func text(in language: SettingLanguage, file: String) -> String {
        "\(file):\(line): \(sentence[language])"
    }
}
