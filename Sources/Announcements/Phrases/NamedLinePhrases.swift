/// The phrases about a line where there are several: its name comes first, and the lengths of the levels hold.
extension Announcement {
    /// nil where the phrase is about no line, or names it anyhow.
    func namedLine(_ style: PhraseStyle) -> String? {
        switch (style.language, style.level) {
        case (.french, .short): frenchNamedShort
        case (.french, .middle): frenchNamedMiddle
        case (.french, .long): frenchNamedLong
        case (.english, .short): englishNamedShort
        case (.english, .middle): englishNamedMiddle
        case (.english, .long): englishNamedLong
        }
    }

    private var frenchNamedShort: String? {
        switch self {
        case .ready(let line): "\(line) prêt"
        case .lineLost(let line, _): "\(line) hors ligne"
        case .lineBack(let line): "\(line) revenu"
        case .passwordRefused(let line): "\(line) refusé"
        default: nil
        }
    }

    private var frenchNamedMiddle: String? {
        switch self {
        case .lineLost(let line, let problem):
            switch problem {
            case .silent: "\(line) hors ligne, serveur muet"
            case .unreachable: "\(line) hors ligne, réseau absent"
            case .refused: "\(line) hors ligne, refus"
            case .passwordRefused: "\(line) hors ligne, code refusé"
            case .endedByServer: "\(line) hors ligne, retirée"
            case .authenticationUnsupported: "\(line) hors ligne, code impossible"
            case .certificate: "\(line) hors ligne, certificat"
            }
        case .lineBack(let line): "Ligne \(line) rétablie"
        case .passwordRefused(let line): "\(line), mot de passe refusé"
        case .forwardingOn(let isTotal, let line):
            isTotal ? "\(line), renvoi de tout appel" : "\(line), renvoi si non pris"
        case .forwardingOff(let line): "\(line), plus de renvoi"
        case .voicemail(let count, let line):
            line + " : "
                + (count.map { SpokenTime.plural($0, "message", .french) + ($0 > 1 ? " vocaux" : " vocal") }
                    ?? "messages vocaux")
        default: nil
        }
    }

    private var frenchNamedLong: String? {
        switch self {
        case .lineLost(let line, let problem): "\(line) : \(frenchReason(problem))"
        case .passwordRefused(let line): "\(line) : mot de passe refusé. Voir Réglages"
        default: nil
        }
    }

    private var englishNamedShort: String? {
        switch self {
        case .ready(let line): "\(line) ready"
        case .lineLost(let line, _): "\(line) offline"
        case .lineBack(let line): "\(line) up"
        case .passwordRefused(let line): "\(line) denied"
        default: nil
        }
    }

    private var englishNamedMiddle: String? {
        switch self {
        case .lineLost(let line, let problem):
            switch problem {
            case .silent: "\(line) offline, server silent"
            case .unreachable: "\(line) offline, no network"
            case .refused: "\(line) offline, refused"
            case .passwordRefused: "\(line) offline, wrong code"
            case .endedByServer: "\(line) offline, removed"
            case .authenticationUnsupported: "\(line) offline, bad code"
            case .certificate: "\(line) offline, certificate"
            }
        case .lineBack(let line): "Line \(line) restored"
        case .passwordRefused(let line): "\(line), password refused"
        case .forwardingOn(let isTotal, let line):
            isTotal ? "\(line) forwards all calls" : "\(line) forwards missed calls"
        case .forwardingOff(let line): "\(line), forwarding off"
        case .voicemail(let count, let line):
            line + ": " + (count.map { SpokenTime.plural($0, "voice message", .english) } ?? "voice messages")
        default: nil
        }
    }

    private var englishNamedLong: String? {
        switch self {
        case .lineLost(let line, let problem): "\(line): \(englishReason(problem))"
        case .passwordRefused(let line): "\(line): password refused. See Settings"
        default: nil
        }
    }
}
