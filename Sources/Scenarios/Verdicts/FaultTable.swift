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

    public init(_ rows: [Row]) { self.rows = rows }

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

    /// Fault × scenario, as a Markdown table.
    public func markdown(_ language: SettingLanguage) -> String {
        var text = Bilingual(
            "# Défauts volontaires et scénarios qui les détectent",
            "# Deliberate faults and the scenarios that catch them")[
                language]
        text += "\n\n" + summary[language] + ".\n\n"
        text +=
            Bilingual(
                "| défaut | ce qui va mal | exigences | détecté par |",
                "| fault | what goes wrong | requirements | caught by |")[
                language]
        text += "\n|---|---|---|---|\n"
        for row in rows {
            let catches = row.catches.map { "\(Self.cell($0.name)) (\(Self.cell(Self.name(of: $0.file))):\($0.line))" }
            let found = catches.isEmpty ? "–" : catches.joined(separator: "<br>")
            text +=
                "| \(row.name) | \(Self.cell(row.words[language])) | \(row.tags.joined(separator: " ")) | \(found) |\n"
        }
        return text
    }

    private static func name(of path: String) -> String {
        path.split(separator: "/").suffix(2).joined(separator: "/")
    }

    private static func cell(_ text: String) -> String {
        String(text.unicodeScalars.filter { $0.value >= 32 && $0 != "|" && $0 != "<" }.map { Character($0) })
    }
}
