import Announcements
import CallEngine
import Configuration
import Devices
import Glibc
import Media
import SIP
import Services
import Transport

/// `clairvoix doctor`: sound, voice, terminal, network, account: a line each with the remedy. Exit 0 only if all is well.
public enum Doctor {
    private struct Finding {
        var subject: Bilingual
        var isGood: Bool
        var words: Bilingual
    }

    /// - Returns: the exit code: 0 where all is well, else 1.
    public static func run(_ options: ProgramOptions) throws(ProgramProblem) -> Int32 {
        let settings = try options.load()
        let language = options.speaks(settings)
        var findings = [sound(settings), voice(), terminal()]
        findings += network(settings)
        findings += try accounts(settings, options)
        for finding in findings {
            let verdict = finding.isGood ? Bilingual("bon", "good") : Bilingual("à corriger", "to mend")
            let colon = Bilingual(" : ", ": ")[language]
            print(finding.subject[language] + colon + verdict[language] + colon + finding.words[language])
        }
        return findings.allSatisfy(\.isGood) ? 0 : 1
    }

    private static func sound(_ settings: Settings) -> Finding {
        let subject = Bilingual("Son", "Sound")
        guard let microphone = try? DeviceURI(settings.microphone), let headset = try? DeviceURI(settings.headset)
        else {
            return Finding(
                subject: subject, isGood: false,
                words: Bilingual(
                    "adresse de périphérique inconnue ; voir [audio]", "unknown device address; see [audio]"))
        }
        guard let problem = problem(microphone, headset) else {
            return Finding(
                subject: subject, isGood: true,
                words: Bilingual("\(headset), \(microphone)", "\(headset), \(microphone)"))
        }
        return Finding(
            subject: subject, isGood: false,
            words: Bilingual(
                "\(problem) ; branchez le casque, ou nommez-le dans [audio] headset et microphone",
                "\(problem); plug the headset in, or name it in [audio] headset and microphone"))
    }

    /// Why a device does not open, from half a second of really using both.
    private static func problem(_ microphone: DeviceURI, _ headset: DeviceURI) -> String? {
        let mailbox = Mailbox<Devices.DeviceEvent>()
        let port = AudioPort()
        let devices = AudioDevices(
            microphone: microphone, headset: headset, port: port, path: RealtimePath(port: port), wakeDescriptor: -1,
            onEvent: { mailbox.post($0) })
        devices.start()
        defer { devices.stop() }
        var waiting = pollfd(fd: mailbox.descriptor, events: Int16(POLLIN), revents: 0)
        poll(&waiting, 1, 500)
        for event in mailbox.collect() {
            switch event {
            case .absent(let role, let reason), .lost(let role, let reason):
                return "\(role == .microphone ? microphone : headset): \(reason)"
            case .back: continue
            }
        }
        return nil
    }

    private static func voice() -> Finding {
        let subject = Bilingual("Voix", "Voice")
        let isThere = Language.allCases.allSatisfy { language in
            !Voice.render("un", language: language, rate: 300).isEmpty
        }
        return Finding(
            subject: subject, isGood: isThere,
            words: isThere
                ? Bilingual("espeak-ng, français et anglais", "espeak-ng, French and English")
                : Bilingual("installez espeak-ng-data", "install espeak-ng-data"))
    }

    private static func terminal() -> Finding {
        let subject = Bilingual("Terminal", "Terminal")
        let type = ProgramOptions.environment("TERM") ?? ""
        let isUTF8 =
            ["LC_ALL", "LC_CTYPE", "LANG"].compactMap(ProgramOptions.environment).first { !$0.isEmpty }?
            .uppercased().replacingDash.contains("UTF8") ?? false
        if !isUTF8 {
            return Finding(
                subject: subject, isGood: false,
                words: Bilingual(
                    "les accents demandent une locale UTF-8, par exemple LANG=fr_FR.UTF-8",
                    "accents need a UTF-8 locale, such as LANG=fr_FR.UTF-8"))
        }
        let isGood = !type.isEmpty && type != "dumb"
        return Finding(
            subject: subject, isGood: isGood,
            words: isGood
                ? Bilingual("TERM=\(type)", "TERM=\(type)")
                : Bilingual(
                    "TERM n'est pas posé ; --screen lines marche partout",
                    "TERM is not set; --screen lines works anywhere"))
    }

    private static func network(_ settings: Settings) -> [Finding] {
        settings.accounts.compactMap { account in
            guard let server = account.outboundProxy ?? account.registrars.first else { return nil }
            let isKnown = resolves(server.host)
            return Finding(
                subject: Bilingual("Réseau", "Network"), isGood: isKnown,
                words: isKnown
                    ? Bilingual("\(server.host) a une adresse", "\(server.host) has an address")
                    : Bilingual(
                        "\(server.host) est introuvable ; vérifiez registrar et le réseau",
                        "\(server.host) is not found; check registrar and the network"))
        }
    }

    private static func resolves(_ host: String) -> Bool {
        var found: UnsafeMutablePointer<addrinfo>?
        defer { if let found { freeaddrinfo(found) } }
        return getaddrinfo(host, nil, nil, &found) == 0
    }

    /// Each account registers for real, within 5 seconds.
    private static func accounts(_ settings: Settings, _ options: ProgramOptions) throws(ProgramProblem) -> [Finding] {
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

extension String {
    /// "UTF-8" and "UTF8" are one.
    fileprivate var replacingDash: String { filter { $0 != "-" } }
}
