import CLinux
import CallEngine
import Configuration
import Glibc
import Media
import SIP
import Services
import Time
import Transport

extension Doctor {
    /// What is heard of the engine that tries the accounts.
    private enum Letter: Sendable {
        case event(EngineEvent)
        case asked(LocationID, ServerTarget)
        case found(LocationID, [ServerCandidate])
    }

    /// What became of the accounts, and of the names that were looked up for them.
    private struct Trial {
        var states: [AccountID: AccountState] = [:]
        /// In the order in which they were asked; nil: no answer yet.
        var lookUps: [(location: LocationID, target: ServerTarget, found: [ServerCandidate]?)] = []
    }

    /// Each account registers for real, within 10 seconds; a name of a server is looked up on the way (RFC 3263).
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
        let mailbox = Mailbox<Letter>()
        let media: MediaLoop
        do { media = try MediaLoop(endpoint: .internal { _ in .silence }) } catch { throw ProgramProblem("\(error)") }
        defer { media.stop() }
        let engine: EngineSettings
        do { engine = try EngineSettings(settings) } catch {
            throw ProgramProblem(error.sentence(in: options.speaks(settings), file: options.configurationFile.path))
        }
        let agent: UserAgent
        do {
            agent = try UserAgent.start(
                settings: engine, media: media, options: UserAgentOptions(dnsServers: settings.dnsServers),
                onEvent: { event, _ in mailbox.post(.event(event)) },
                onInput: { input, _ in
                    if case .located(let id, let candidates) = input { mailbox.post(.found(id, candidates)) }
                },
                onAction: { action, _ in
                    if case .locate(let id, let target) = action { mailbox.post(.asked(id, target)) }
                })
        } catch { throw ProgramProblem("\(error)") }
        defer { agent.shutDown() }
        let trial = settle(engine.accounts.count, mailbox)
        agent.perform(.shutDown)
        wait(for: mailbox, until: .now + .seconds(2)) { if case .event(.shutDownFinished) = $0 { true } else { false } }
        return trial.lookUps.map(finding)
            + engine.accounts.enumerated().map { finding($0.element.name, trial.states[AccountID($0.offset)]) }
    }

    private static func settle(_ count: Int, _ mailbox: Mailbox<Letter>) -> Trial {
        var trial = Trial()
        wait(for: mailbox, until: .now + .seconds(10)) { letter in
            switch letter {
            case .event(.accountChanged(let id, let state)) where state != .registering: trial.states[id] = state
            case .event: break
            case .asked(let id, let target):
                if !trial.lookUps.contains(where: { $0.target == target }) { trial.lookUps.append((id, target, nil)) }
            case .found(let id, let candidates):
                if let place = trial.lookUps.firstIndex(where: { $0.location == id }) {
                    trial.lookUps[place].found = candidates
                }
            }
            return trial.states.count == count
        }
        return trial
    }

    private static func wait(for mailbox: Mailbox<Letter>, until end: Instant, _ isEnough: (Letter) -> Bool) {
        while end > .now {
            var waiting = pollfd(fd: mailbox.descriptor, events: Int16(POLLIN), revents: 0)
            poll(&waiting, 1, Int32(clamping: end.nanosecondsFromNow / 1_000_000 + 1))
            for letter in mailbox.collect() where isEnough(letter) { return }
        }
    }

    /// Where a server's name leads.
    private static func finding(
        _ lookUp: (location: LocationID, target: ServerTarget, found: [ServerCandidate]?)
    ) -> Finding {
        let subject = Bilingual("Réseau", "Network")
        guard let found = lookUp.found, let first = found.first?.address else {
            return Finding(
                subject: subject, isGood: false,
                words: Bilingual(
                    "\(lookUp.target.host) est introuvable ; vérifiez registrar et le réseau",
                    "\(lookUp.target.host) is not found; check registrar and the network"))
        }
        let place = "\(first.host) \(first.port) \(first.transport.rawValue)"
        return Finding(
            subject: subject, isGood: true,
            words: Bilingual(
                "\(lookUp.target.host) mène à \(place)" + (found.count > 1 ? " et \(found.count - 1) autres" : ""),
                "\(lookUp.target.host) leads to \(place)" + (found.count > 1 ? " and \(found.count - 1) more" : "")))
    }

    private static func finding(_ name: String, _ state: AccountState?) -> Finding {
        let subject = Bilingual("Ligne \(name)", "Account \(name)")
        switch state {
        case .registered: return Finding(subject: subject, isGood: true, words: Bilingual("enregistrée", "registered"))
        case .direct:
            return Finding(
                subject: subject, isGood: true,
                words: Bilingual("directe, sans registraire", "direct, without registrar"))
        case .failed(.credentialsRefused), .failed(.credentialsNoLongerAccepted):
            return Finding(
                subject: subject, isGood: false,
                words: Bilingual(
                    "mot de passe refusé ; corrigez password ou auth_user",
                    "password refused; correct password or auth_user"))
        case .failed(.endedByServer):
            return Finding(
                subject: subject, isGood: false,
                words: Bilingual(
                    "le serveur a retiré la ligne ; demandez à son administrateur",
                    "the server removed the line; ask its administrator"))
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
