import Configuration
import Glibc
import Services

/// The settings that a server gives.
extension Doctor {
    /// nil where no server is named and none was heard.
    static func provisioning(_ options: ProgramOptions) -> Finding? {
        let layered = options.layered
        let state = layered.record.state()
        let url = (try? layered.settingsOfThisComputer())?.provisioningURL
        guard url != nil || state.heardAt != nil || !state.problem.isEmpty else { return nil }
        let subject = Bilingual("Réglages reçus", "Settings received")
        if !state.problem.isEmpty {
            // Several sentences are several lines; the first says enough here.
            let first = String(state.problem.prefix { !$0.isNewline })
            return Finding(subject: subject, isGood: false, words: Bilingual(first, first))
        }
        guard let heardAt = state.heardAt else {
            return Finding(
                subject: subject, isGood: true,
                words: Bilingual("pas encore lus ; le téléphone les lit", "not read yet; the softphone reads them"))
        }
        let words: Bilingual
        if state.candidate != nil {
            words = Bilingual("de nouveaux, pour le prochain démarrage", "new ones, for the next start")
        } else if state.trial != nil {
            words = Bilingual("à l'essai", "on trial")
        } else if state.rejected != nil {
            words = Bilingual(
                "les derniers n'enregistraient aucune ligne, ceux d'avant valent",
                "the last ones registered no line, those before hold")
        } else {
            words = Bilingual("à jour", "up to date")
        }
        return Finding(
            subject: subject, isGood: state.rejected == nil,
            words: Bilingual(
                "\(words.french) ; lus le \(date(heardAt))", "\(words.english); read at \(date(heardAt))"))
    }

    /// `2026-11-30 08:00`, in local time.
    private static func date(_ seconds: Int) -> String {
        var moment = time_t(seconds)
        var parts = tm()
        guard localtime_r(&moment, &parts) != nil else { return "?" }
        var letters = [CChar](repeating: 0, count: 32)
        guard strftime(&letters, letters.count, "%Y-%m-%d %H:%M", &parts) > 0 else { return "?" }
        return String(decoding: letters.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
