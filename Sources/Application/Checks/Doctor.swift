import AgentDesk
import Announcements
import CLinux
import CallEngine
import Configuration
import Control
import Devices
import Glibc
import JSONText
import Media
import SIP
import Services
import Transport

/// `clairvoix doctor`: sound, voice, terminal, network, account: a line each with the remedy. Exit 0 only if all is well.
public enum Doctor {
    struct Finding {
        var subject: Bilingual
        var isGood: Bool
        var words: Bilingual
    }

    /// - Returns: the exit code: 0 where all is well, else 1.
    /// - Parameter bundle: an archive of what was found and what is set; nil: none.
    public static func run(
        _ options: ProgramOptions, bundle: DiagnosticBundle? = nil
    ) throws(ProgramProblem) -> Int32 {
        let settings = try options.load()
        let language = options.speaks(settings)
        var findings = [sound(settings), voice(settings), terminal()]
        findings += speech(settings, options)
        findings.append(state(options))
        if let provisioning = provisioning(options) { findings.append(provisioning) }
        findings += try accounts(settings, options)
        if let strangers = strangers() { findings.append(strangers) }
        let lines = findings.map { finding in
            let verdict = finding.isGood ? Bilingual("bon", "good") : Bilingual("à corriger", "to mend")
            let colon = Bilingual(" : ", ": ")[language]
            return finding.subject[language] + colon + verdict[language] + colon + finding.words[language]
        }
        for line in lines { print(line) }
        if let bundle {
            try bundle.write(findings: lines, settings, options, language)
            print(
                Bilingual(
                    "\(bundle.path) : à lire avant de l'envoyer ; tar -xf \(bundle.path)",
                    "\(bundle.path): read it before you send it; tar -xf \(bundle.path)")[language])
        }
        return findings.allSatisfy(\.isGood) ? 0 : 1
    }

    private static func sound(_ settings: Settings) -> Finding {
        let subject = Bilingual("Son", "Sound")
        guard let microphones = try? Sound.uris(settings.microphones),
            let headsets = try? Sound.uris(settings.headsets),
            let microphone = microphones.first, let headset = headsets.first
        else {
            return Finding(
                subject: subject, isGood: false,
                words: Bilingual(
                    "adresse de périphérique inconnue ; voir [audio]", "unknown device address; see [audio]"))
        }
        guard let problem = problem(microphones, headsets) else {
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
    private static func problem(_ microphones: [DeviceURI], _ headsets: [DeviceURI]) -> String? {
        let mailbox = Mailbox<Devices.DeviceEvent>()
        let port = AudioPort()
        let devices = AudioDevices(
            microphone: microphones, headset: headsets, port: port, path: RealtimePath(port: port), wakeDescriptor: -1,
            onEvent: { mailbox.post($0) })
        devices.start()
        defer { devices.stop() }
        var waiting = pollfd(fd: mailbox.descriptor, events: Int16(POLLIN), revents: 0)
        poll(&waiting, 1, 500)
        for event in mailbox.collect() {
            switch event {
            case .absent(let role, let reason), .lost(let role, let reason):
                return
                    "\((role == .microphone ? microphones : headsets).map(\.description).joined(separator: ", ")): \(reason)"
            // The next one serves: a headset that is at home is no fault.
            case .replaced, .back, .microphone, .speechService: continue
            }
        }
        return nil
    }

    private static func voice(_ settings: Settings) -> Finding {
        let subject = Bilingual("Voix", "Voice")
        let isThere = Language.allCases.allSatisfy { language in
            !Voice.render("un", language: language, rate: 300).isEmpty
        }
        let strange = [settings.frenchVoice, settings.englishVoice].filter { !Voice.knows($0) }
        if isThere, !strange.isEmpty {
            let names = strange.joined(separator: ", ")
            return Finding(
                subject: subject, isGood: false,
                words: Bilingual(
                    "espeak-ng n'a pas de voix \(names) ; la voix d'origine parle ; voir espeak-ng --voices",
                    "espeak-ng has no voice \(names); the standard voice speaks; see espeak-ng --voices"))
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

    /// The folder where our instance is kept.
    private static func state(_ options: ProgramOptions) -> Finding {
        let subject = Bilingual("Dossier d'état", "State folder")
        do {
            _ = try options.stateFolder.instanceID()
            let path = options.stateFolder.path
            return Finding(subject: subject, isGood: true, words: Bilingual(path, path))
        } catch {
            return Finding(subject: subject, isGood: false, words: error.words)
        }
    }

    /// Calls of strangers (ghost calls) that the running softphone refused; nil where none runs. They are refused without
    /// ringing, so they are no fault of this computer.
    private static func strangers() -> Finding? {
        guard let refused = ControlClient.ask(.engineStatistics)?["strangersRefused"]?.integer else { return nil }
        return Finding(
            subject: Bilingual("Appels fantômes", "Ghost calls"), isGood: true,
            words: refused == 0
                ? Bilingual("aucun depuis le démarrage du téléphone", "none since the softphone's start")
                : Bilingual(
                    "\(refused) refusés sans sonner depuis le démarrage du téléphone ; un pare-feu devant ses ports SIP les "
                        + "arrêterait",
                    "\(refused) refused without ringing since the softphone's start; a firewall before its SIP ports would "
                        + "stop them"))
    }
}

extension String {
    /// "UTF-8" and "UTF8" are one.
    fileprivate var replacingDash: String { filter { $0 != "-" } }
}
