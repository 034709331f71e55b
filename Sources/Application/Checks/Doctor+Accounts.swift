import CLinux
import CallEngine
import Configuration
import Glibc
import Media
import SIP
import Services
import Transport

extension Doctor {
    /// Each account registers for real, within 5 seconds.
    static func accounts(_ settings: Settings, _ options: ProgramOptions) throws(ProgramProblem) -> [Finding] {
        guard !settings.accounts.isEmpty else {
            return [
                Finding(
                    subject: Bilingual("Ligne", "Account"), isGood: false,
                    words: Bilingual(
                        "aucun compte ; ajoutez [[account]] à \(options.configurationFile.path)",
                        "no account; add [[account]] to \(options.configurationFile.path)"))
            ]
        }
        let mailbox = Mailbox<EngineEvent>()
        let media: MediaLoop
        do { media = try MediaLoop(endpoint: .internal { _ in .silence }) } catch { throw ProgramProblem("\(error)") }
        defer { media.stop() }
        let engine: EngineSettings
        do { engine = try EngineSettings(settings) } catch {
            throw ProgramProblem(error.sentence(in: options.speaks(settings), file: options.configurationFile.path))
        }
        let agent: UserAgent
        do {
            agent = try UserAgent.start(settings: engine, media: media, onEvent: { event, _ in mailbox.post(event) })
        } catch { throw ProgramProblem("\(error)") }
        defer { agent.shutDown() }
        let states = settle(engine.accounts.count, mailbox)
        agent.perform(.shutDown)
        wait(for: mailbox, until: .now + .seconds(2)) { $0 == .shutDownFinished }
        return engine.accounts.enumerated().map { finding($0.element.name, states[AccountID($0.offset)]) }
    }

    private static func settle(_ count: Int, _ mailbox: Mailbox<EngineEvent>) -> [AccountID: AccountState] {
        var states: [AccountID: AccountState] = [:]
        wait(for: mailbox, until: .now + .seconds(5)) { event in
            if case .accountChanged(let id, let state) = event, state != .registering { states[id] = state }
            return states.count == count
        }
        return states
    }

    private static func wait(for mailbox: Mailbox<EngineEvent>, until end: Instant, _ isEnough: (EngineEvent) -> Bool) {
        while end > .now {
            var waiting = pollfd(fd: mailbox.descriptor, events: Int16(POLLIN), revents: 0)
            poll(&waiting, 1, Int32(clamping: end.nanosecondsFromNow / 1_000_000 + 1))
            for event in mailbox.collect() where isEnough(event) { return }
        }
    }

    private static func finding(_ name: String, _ state: AccountState?) -> Finding {
        let subject = Bilingual("Ligne \(name)", "Account \(name)")
        switch state {
        case .registered: return Finding(subject: subject, isGood: true, words: Bilingual("enregistrée", "registered"))
        case .direct:
            return Finding(
                subject: subject, isGood: true,
                words: Bilingual("directe, sans registraire", "direct, without registrar"))
        case .failed(.credentialsRefused):
            return Finding(
                subject: subject, isGood: false,
                words: Bilingual(
                    "mot de passe refusé ; corrigez password ou auth_user",
                    "password refused; correct password or auth_user"))
        case .failed(.refused(let status, _)):
            return Finding(
                subject: subject, isGood: false,
                words: Bilingual(
                    "le serveur refuse (\(status)) ; vérifiez address", "the server refuses (\(status)); check address")
            )
        case .failed(.authenticationUnsupported):
            return Finding(
                subject: subject, isGood: false,
                words: Bilingual(
                    "le serveur demande une authentification inconnue", "the server asks for an unknown authentication")
            )
        case .failed(.certificate(let problem, retrySeconds: _)):
            return Finding(subject: subject, isGood: false, words: CertificateWords.remedy(problem))
        case .failed(.serverSilent), .failed(.unreachable), .registering, .unregistered, nil:
            return Finding(
                subject: subject, isGood: false,
                words: Bilingual(
                    "le serveur ne répond pas ; vérifiez registrar", "the server does not answer; check registrar"))
        }
    }
}
