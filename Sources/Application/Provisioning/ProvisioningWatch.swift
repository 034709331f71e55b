import Announcements
import CLinux
import CallEngine
import Configuration
import Glibc
import Services
import Time

/// Reads the provisioning server beside the main loop, from time to time, and watches whether new settings register a line. The program
/// never waits for it: what is known holds, and what comes holds from the next start on.
final class ProvisioningWatch: Sendable {
    private enum Letter: Sendable { case registered, over }

    private let mailbox = Mailbox<Letter>()
    private let language: SettingLanguage
    private let tell: @Sendable (ProvisioningNews, String?) -> Void

    /// Starts where a server is named, or something of one is kept.
    /// - Parameter tell: what the agent hears, with its reason; `rolledBack` without one: the program is to start anew.
    init?(_ options: ProgramOptions, tell: @escaping @Sendable (ProvisioningNews, String?) -> Void) {
        let layered = options.layered
        let settings = try? layered.settingsOfThisComputer()
        let fetch = settings.flatMap { ProvisioningFetch($0, environment: ProgramOptions.environment) }
        guard fetch != nil || access(layered.record.path, F_OK) == 0, let settings else { return nil }
        language = options.speaks(settings)
        self.tell = tell
        BackgroundThread.run("provisioning") { self.run(layered, settings, fetch) }
    }

    /// The engine's events: a line that registers makes new settings good.
    func follow(_ event: EngineEvent) {
        if case .accountChanged(_, .registered) = event { mailbox.post(.registered) }
    }

    func stop() { mailbox.post(.over) }

    private func run(_ layered: LayeredConfiguration, _ settings: Settings, _ fetch: ProvisioningFetch?) {
        tellOwed(layered.record)
        var isTrial = layered.record.state().trial != nil
        // 4,700 computers that start at eight do not ask at eight.
        var readsAt = Instant.now + .seconds(Int.random(in: 0...settings.provisioningSpreadSeconds))
        var triedAt = Instant.now + .seconds(settings.provisioningTrialSeconds)
        while true {
            let due = [fetch == nil ? nil : readsAt, isTrial ? triedAt : nil].compactMap { $0 }.min()
            guard due != nil || isTrial else { return }
            var waiting = pollfd(fd: mailbox.descriptor, events: Int16(POLLIN), revents: 0)
            _ = clinux_ppoll(&waiting, 1, due?.nanosecondsFromNow ?? -1)
            guard takeLetters(layered, &isTrial) else { return }
            if isTrial, triedAt <= .now {
                let isWorse = isWorse(layered)
                // What came meanwhile: a line that registered makes them good, whatever the trial found.
                guard takeLetters(layered, &isTrial) else { return }
                if isWorse, isTrial, rollBack(layered) { return tell(.rolledBack, nil) }
                triedAt = .now + .seconds(settings.provisioningTrialSeconds)
            }
            if let fetch, readsAt <= .now {
                read(layered, fetch)
                readsAt = .now + .seconds(settings.provisioningHours * 3_600)
            }
        }
    }

    private func tellOwed(_ record: ProvisioningRecord) {
        guard let owed = record.state().owed, let news = ProvisioningNews(owed) else { return }
        // Told once more rather than never, where the disk takes nothing.
        try? record.changeIfThere { $0.owed = nil }
        tell(news, words)
    }

    private var words: String {
        Bilingual(
            "Les réglages reçus n'enregistraient aucune ligne ; prévenez qui les tient",
            "The settings received registered no line; tell their keeper")[language]
    }

    /// - Returns: false where the program ends.
    private func takeLetters(_ layered: LayeredConfiguration, _ isTrial: inout Bool) -> Bool {
        for letter in mailbox.collect() {
            if letter == .over { return false }
            if isTrial, (try? layered.record.changeIfThere { $0.registered() }) != nil { isTrial = false }
        }
        return true
    }

    /// Whether the settings before register a line where the new ones do not. Both are tried anew and the new ones last: the network was
    /// then there, and an engine that still waits to ask again after a failure says nothing of them.
    private func isWorse(_ layered: LayeredConfiguration) -> Bool {
        let state = layered.record.state()
        guard state.trial != nil, let before = try? layered.settings(with: state.good).settings,
            !before.accounts.isEmpty, RegistrationTrial.registers(before)
        else { return false }
        guard let new = try? layered.settings(with: state.trial).settings, !new.accounts.isEmpty else { return true }
        return !RegistrationTrial.registers(new)
    }

    private func rollBack(_ layered: LayeredConfiguration) -> Bool {
        (try? layered.record.changeIfThere { $0.rollBack() }) != nil
    }

    private func read(_ layered: LayeredConfiguration, _ fetch: ProvisioningFetch) {
        var news: ProvisioningState.News?
        var reason: String?
        do throws(ProvisioningProblem) {
            do throws(ProvisioningProblem) {
                let set = try LinphoneSource.converted(try fetch.set(known: layered.record.state().newest))
                let faults = layered.problems(of: set)
                guard faults.isEmpty else { throw ProvisioningProblem(.faulty(faults)) }
                let seconds = time(nil)
                news = try layered.record.change { $0.receive(set, at: seconds) }
            } catch {
                reason = error.words[language]
                news = try layered.record.change { $0.fail(error.news, problem: reason ?? "") }
            }
        } catch {
            reason = error.words[language]
            news = error.news
        }
        if let news, let told = ProvisioningNews(news) { tell(told, reason) }
    }
}

extension ProvisioningNews {
    init?(_ news: ProvisioningState.News) { self.init(rawValue: news.rawValue) }
}
