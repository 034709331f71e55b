/// Every bound of a script, with the reason for its size: a script is written by hand, and may come from anybody.
public enum Limits {
    /// Octets of one script.
    public static let scriptOctets = 1 << 20
    /// Lines of one script.
    public static let lines = 20_000
    /// Octets of one line: longer than any sentence that is said.
    public static let lineOctets = 4_096
    /// Scenarios and outlines written in one script.
    public static let scenarios = 500
    /// Scenarios of one script after its outlines are filled in.
    public static let filledScenarios = 2_000
    /// Steps of one scenario, those of the background with it.
    public static let steps = 200
    /// Steps of one script after its outlines are filled in.
    public static let filledSteps = 20_000
    /// Octets of the steps of one script after its outlines are filled in.
    public static let filledOctets = 8 << 20
    /// Rows of one table.
    public static let tableRows = 1_000
    /// Cells of one row.
    public static let tableColumns = 32
    /// Lines of one text between marks.
    public static let textLines = 500
    /// Tags of one scenario, those of its feature with it.
    public static let tags = 64
    /// Words and quoted texts of one step.
    public static let words = 64
    /// Problems told of one script: the first ones are the useful ones.
    public static let problems = 50
    /// Characters of the script quoted in a problem.
    public static let quotedCharacters = 60
    /// Known steps named beside an unknown one.
    public static let nearestSteps = 3
    /// Letters of a word that are compared with known words.
    public static let comparedLetters = 24
    /// Characters of one text from outside in a report.
    public static let reportedCharacters = 2_000
    /// The largest number that a step takes.
    public static let number = 1_000_000
    /// The longest duration that a step takes, in milliseconds: an hour.
    public static let durationMilliseconds = 3_600_000
}
