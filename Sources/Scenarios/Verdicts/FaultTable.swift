import Configuration

/// Deliberate faults and the scenarios that were run with them.
public struct FaultTable: Sendable, Equatable {
    public struct Row: Sendable, Equatable {
        public var name: String
        /// What goes wrong.
        public var words: Bilingual
        /// The requirements that it breaks, without `@`.
        public var tags: [String]
        /// Of the scenarios that carry one of these tags.
        public var results: [ScenarioResult]

        public init(name: String, words: Bilingual, tags: [String], results: [ScenarioResult]) {
            self.name = name
            self.words = words
            self.tags = tags
            self.results = results
        }

        /// The scenarios that did not pass though they could be judged.
        public var catches: [ScenarioResult] { results.filter { $0.outcome == .failed } }

        /// Requirements of which no scenario caught it.
        public var missed: [String] { tags.filter { tag in !catches.contains { $0.tags.contains(tag) } } }
    }

    public var rows: [Row]
    private let isWhole: Bool

    /// - Parameter isWhole: these are all faults that there are: what none of them breaks is told.
    public init(_ rows: [Row], isWhole: Bool = false) {
        self.rows = rows
        self.isWhole = isWhole
    }

    /// Every fault was caught by a scenario of every requirement that it breaks.
    public var isComplete: Bool { rows.allSatisfy { $0.missed.isEmpty && !$0.tags.isEmpty } }

    /// A line for each fault that was not caught.
    public func missing(_ language: SettingLanguage) -> [String] {
        rows.filter { !$0.missed.isEmpty }.map { row in
            let tags = row.missed.joined(separator: ", ")
            return Bilingual(
                "\(row.name) : non détecté pour \(tags)", "\(row.name): not caught for \(tags)")[language]
        }
    }

    public var summary: Bilingual {
        let caught = rows.count { $0.missed.isEmpty }
        return Bilingual(
            "\(caught) défauts sur \(rows.count) détectés pour toutes leurs exigences",
            "\(caught) of \(rows.count) faults caught for all their requirements")
    }

    /// A heading a fault, and below it which scenario caught it for which requirement: the same for the same verdicts, so
    /// that two runs can be compared.
    public func markdown(_ language: SettingLanguage) -> String {
        var lines = [Self.title[language], "", Self.introduction[language], "", summary[language] + "."]
        for row in rows {
            lines += ["", "## \(row.name)", "", row.words[language], ""]
            lines += row.tags.map { Self.requirement($0, language) + caught(row, $0, language) }
        }
        if isWhole { lines += ["", "## " + Self.untriedTitle[language], ""] + untried(language) }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The requirements to be judged that no fault breaks: that their scenarios can fail is not shown here.
    func untried(_ language: SettingLanguage) -> [String] {
        let tried = Set(rows.flatMap(\.tags))
        return Catalogue.all.filter { $0.applicability == .applies && !tried.contains($0.tag) }.map {
            "- \($0.tag) \($0.title[language])"
        }
    }

    static let untriedTitle = Bilingual("Exigences qu'aucun défaut n'essaie", "Requirements that no fault tries")

    private static let title = Bilingual(
        "# Défauts volontaires et scénarios qui les détectent",
        "# Deliberate faults and the scenarios that catch them")

    private static let introduction = Bilingual(
        """
        Un scénario qui reste conforme quoi que fasse le programme ne prouve rien. Ici chaque défaut est mis exprès, seul, dans un
        programme de mise au point. Chaque exigence qu'il enfreint doit avoir un scénario qui donne alors « non conforme », et qui
        est conforme sans le défaut. `make faults` refait ces essais ; cette page est ce qu'ils ont donné.
        """,
        """
        A scenario that passes whatever the program does proves nothing. Here each fault is put on purpose, by itself, into a
        program for debugging. Each requirement that it breaks must have a scenario that then says "fail", and that passes
        without the fault. `make faults` makes these trials again; this page is what they gave.
        """)

    private func caught(_ row: Row, _ tag: String, _ language: SettingLanguage) -> String {
        let scenarios = row.catches.filter { $0.tags.contains(tag) }
        guard !scenarios.isEmpty else { return Bilingual("non détecté", "not caught")[language] }
        return scenarios.map { Self.scenario($0.name, $0.file, language) }.joined(separator: ", ")
    }

    /// How a line of the page begins.
    static func requirement(_ tag: String, _ language: SettingLanguage) -> String {
        let title = Catalogue.requirement(tag).map { " " + $0.title[language] } ?? ""
        return Bilingual("- \(tag)\(title) : ", "- \(tag)\(title): ")[language]
    }

    /// How the page names a scenario: with the script in its library, as `fr/calls.feature`.
    static func scenario(_ name: String, _ path: String, _ language: SettingLanguage) -> String {
        let (name, file) = (
            ReportText.markdown(name), ReportText.markdown(path.split(separator: "/").suffix(2).joined(separator: "/"))
        )
        return Bilingual("« \(name) » (\(file))", "\"\(name)\" (\(file))")[language]
    }
}
