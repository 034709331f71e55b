import Configuration

/// What the terminal says at the end of a run: the counts. What did not pass was told as it happened.
public enum RunSummary {
    public static func text(_ result: AuditResult, _ language: SettingLanguage) -> String {
        var lines: [String] = []
        let requirements = result.requirements
        lines.append(
            Bilingual("Scénarios : ", "Scenarios: ")[language] + counts(result.scenarios.map(\.outcome), language))
        lines.append(
            Bilingual("Exigences : ", "Requirements: ")[language] + counts(requirements.map(\.outcome), language))
        let unclaimed = result.failuresOfNoRequirement.count
        if unclaimed > 0 {
            lines.append(
                Bilingual(
                    "Non conformes sans étiquette d'exigence, absents des verdicts d'exigences : \(unclaimed)",
                    "Failed without the tag of a requirement, in no requirement's verdict: \(unclaimed)")[language])
        }
        let repeated = result.scenarios.count { $0.repeats > 0 }
        if repeated > 0 {
            lines.append(
                Bilingual(
                    "Refaits, l'ordinateur étant en retard : \(repeated)",
                    "Run again, as the computer was late: \(repeated)")[language])
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// `3 conforme, 1 non conforme`, the outcomes that there are.
    static func counts(_ outcomes: [Outcome], _ language: SettingLanguage) -> String {
        let told = Outcome.inReports.compactMap { outcome in
            let count = outcomes.count { $0 == outcome }
            return count > 0 ? "\(count) \(outcome.words[language])" : nil
        }
        return told.isEmpty ? Bilingual("aucun", "none")[language] : told.joined(separator: ", ")
    }
}

extension Outcome {
    /// The good ones first.
    static let inReports: [Outcome] = [.passed, .failed, .cantTell, .untested, .inapplicable]
}
