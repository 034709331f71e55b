import Configuration

/// What else speaks and sounds.
extension Doctor {
    static func speech(_ settings: Settings, _ options: ProgramOptions) -> [Finding] {
        var findings: [Finding] = []
        if let problem = options.earconTheme(settings).problem {
            findings.append(Finding(subject: Bilingual("Petits sons", "Short sounds"), isGood: false, words: problem))
        }
        let reader = RunningReader.found()
        findings.append(
            Finding(
                subject: Bilingual("Lecteur d'écran", "Screen reader"), isGood: true,
                words: reader.map { Bilingual("\($0) tourne", "\($0) is running") }
                    ?? Bilingual("aucun ne tourne", "none is running")))
        return findings
    }
}
