import Configuration

/// Reads a script line by line (Gherkin's grammar, in French and English). Every line that cannot be read is told, and reading goes on.
///
/// Free text is allowed below the feature's title alone: elsewhere a misspelt keyword would silently become text.
struct FeatureReader {
    /// A background, a scenario or an outline as it is written.
    struct Block {
        enum Kind { case background, scenario, outline }
        var kind: Kind
        var name: String
        var line: Int
        var tags: [String]
        var steps: [WrittenStep] = []
        var examples: [Examples] = []
        /// A line in it could not be read, and was told.
        var hasWrongLine = false
        /// It has as many steps as are allowed, and one more was told.
        var isFull = false
    }

    /// The rows that an outline is filled with.
    struct Examples {
        var line: Int
        var tags: [String]
        var header: [String] = []
        var rows: [(line: Int, cells: [String])] = []
    }

    /// Where the next line belongs.
    enum Place { case start, feature, block, examples }

    /// A text between marks that is being read.
    struct OpenText {
        var mark: String
        var indent: Int
        var line: Int
        var lines: [String] = []
    }

    var problems = ProblemList()
    var language = SettingLanguage.english
    var name = ""
    var hasFeature = false
    var featureTags: [String] = []
    var waitingTags: [String] = []
    var waitingTagLine = 0
    var blocks: [Block] = []
    var place = Place.start
    var openText: OpenText?
    /// The lack of a feature was told: once is enough.
    var hasToldStart = false
    /// More scenarios than are allowed, or another language: what follows is not read.
    var isOver = false

    /// - Returns: the feature with its outlines filled in, and what is wrong in it.
    static func read(_ octets: [UInt8]) -> (Feature, [ScriptProblem]) {
        var reader = FeatureReader()
        reader.readLines(octets)
        reader.finish()
        let scenarios = reader.filled()
        let feature = Feature(language: reader.language, name: reader.name, scenarios: scenarios)
        return (feature, reader.problems.all)
    }

    private mutating func readLines(_ octets: [UInt8]) {
        guard octets.count <= Limits.scriptOctets else {
            return problems.tell(
                1, "le fichier dépasse \(Limits.scriptOctets) octets",
                "the file is larger than \(Limits.scriptOctets) octets")
        }
        var number = 0
        var rest = octets[...]
        if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
        for var line in rest.split(separator: 0x0A, omittingEmptySubsequences: false) {
            number += 1
            guard !problems.isFull, !isOver else { return }
            guard number <= Limits.lines else {
                return problems.tell(number, "plus de \(Limits.lines) lignes", "more than \(Limits.lines) lines")
            }
            if line.last == 0x0D { line = line.dropLast() }
            guard line.count <= Limits.lineOctets else {
                problems.tell(
                    number, "la ligne dépasse \(Limits.lineOctets) octets",
                    "the line is longer than \(Limits.lineOctets) octets")
                continue
            }
            guard let text = String(validating: line, as: UTF8.self) else {
                problems.tell(number, "la ligne n'est pas en UTF-8", "the line is not UTF-8")
                continue
            }
            read(text, number)
        }
    }

    private mutating func read(_ line: String, _ number: Int) {
        let text = Folding.trimmed(line)
        if openText != nil { return continueText(line, text) }
        switch text.unicodeScalars.first {
        case nil: return
        case "#": return comment(text, number)
        case "@": return readTags(text, number)
        case "|": return readRow(text, number)
        case "\"", "`":
            if let mark = Self.textMarks.first(where: text.hasPrefix) { return beginText(line, mark, number) }
        default: break
        }
        if let (section, title) = Keywords.section(text, in: language) { return open(section, title, number) }
        readStep(text, number)
    }

    static let textMarks = ["\"\"\"", "```"]

    /// `# language: fr` before the feature decides the keywords.
    private mutating func comment(_ text: String, _ number: Int) {
        let words = Folding.folded(text).unicodeScalars.split { $0 == "#" || $0 == ":" || Folding.isSpace($0) }
            .map(String.init)
        guard words.count == 2, words[0] == "language" || words[0] == "langue", text.contains(":") else { return }
        guard place == .start else {
            return problems.tell(
                number, "la langue se dit avant la fonctionnalité", "the language stands before the feature")
        }
        guard let named = SettingLanguage(rawValue: words[1]) else {
            return problems.tell(
                number, "langue inconnue ; attendu : « # language: fr » ou « # language: en »",
                "unknown language; expected: \"# language: fr\" or \"# language: en\"")
        }
        language = named
    }

    private mutating func readTags(_ text: String, _ number: Int) {
        for word in text.unicodeScalars.split(whereSeparator: Folding.isSpace).map(String.init) {
            if word.hasPrefix("#") { break }
            guard word.hasPrefix("@"), word.unicodeScalars.count > 1 else {
                problems.tell(
                    number, "étiquette attendue, comme @A7, au lieu de \(ShownText.quoted(word).french)",
                    "expected a tag such as @A7 instead of \(ShownText.quoted(word).english)")
                continue
            }
            let tag = String(word.dropFirst())
            if !ScenarioTag.isKnown(tag), !problems.isFull { problems.tell(number, ScenarioTag.unknown(tag)) }
            waitingTags.append(tag)
        }
        waitingTagLine = number
        guard waitingTags.count > Limits.tags else { return }
        waitingTags = []
        problems.tell(number, "plus de \(Limits.tags) étiquettes", "more than \(Limits.tags) tags")
    }
}
