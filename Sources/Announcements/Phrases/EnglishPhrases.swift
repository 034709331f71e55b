import CallEngine

/// The English phrases, one column a level; as short as the French ones.
extension Announcement {
    func englishShort(_ style: PhraseStyle) -> String {
        switch self {
        case .ready: "Ready"
        case .lineLost: "Offline"
        case .lineBack: "Restored"
        case .passwordRefused: "Wrong code"
        case .incoming(let party, _), .secondCall(let party, _): style.name(party)
        case .missed: "Missed"
        case .answeredElsewhere: "Elsewhere"
        case .declinedByMe: "Rejected"
        case .answered: "Connected"
        case .answeredHolding(let party, _): "With \(style.name(party))"
        case .farEndRings: "Ringing"
        case .busy: "Busy"
        case .noAnswer: "No answer"
        case .declinedByPeer: "Refused"
        case .unknownNumber: "Unknown"
        case .unavailable: "Away"
        case .noCommonMedia: "No voice"
        case .callFailed(_, let failure):
            switch failure {
            case .credentialsRefused: "Forbidden"
            case .network: "Network"
            case .server: "Server"
            case .encryption: "No key"
            case .foreignKey: "Unsafe"
            case .handshake: "No cipher"
            case .other: "Failed"
            }
        case .endedByPeer: "Gone"
        case .endedByMe: "Closed"
        case .cancelledByMe: "Cancelled"
        case .muteOn: "Muted"
        case .muteOff: "Open"
        case .speakingWhileMuted: "Unheard"
        case .microphoneSilent: "Dead mic"
        case .held: "Held"
        case .resumed: "Resumed"
        case .heldByPeer: "Please wait"
        case .resumedByPeer: "Back"
        case .consulting(let party, _): "To \(style.name(party))"
        case .transferDone: "Transferred"
        case .transferFailed: "Failure"
        case .headsetLost: "Headset"
        case .headsetBack: "Plugged"
        case .noAudioDevice: "No sound"
        case .form(let news): news.words(style)
        case .partyChanged, .incomingForwarded, .autoAnswering, .transferUnderWay, .transferAsked, .conference,
            .conferenceEnded, .doNotDisturbOn, .doNotDisturbOff, .forwardingOn, .forwardingOff, .voicemail,
            .messageFrom, .messageSent, .messageFailed, .notEncrypted, .encrypted, .refusedInClear, .textFrom,
            .linkProposed,
            .notHeard, .heardAgain, .provisioning, .sound:
            englishServiceShort(style)
        }
    }

    func englishMiddle(_ style: PhraseStyle) -> String {
        switch self {
        case .ready(let line): "Ready, line \(line)"
        case .lineLost(_, .silent): "Offline, server silent"
        case .lineLost(_, .unreachable): "Offline, no network"
        case .lineLost(_, .refused): "Offline, refused"
        case .lineLost(_, .passwordRefused): "Offline, password refused"
        case .lineLost(_, .endedByServer): "Offline, removed by server"
        case .lineLost(_, .authenticationUnsupported): "Offline, unusable code"
        case .lineLost(_, .certificate): "Offline, bad certificate"
        case .lineBack: "Line restored"
        case .passwordRefused: "Password refused"
        case .incoming(let party, let line): "\(style.name(party)), line \(line)"
        case .secondCall(let party, _): "Second call, \(style.name(party))"
        case .missed(let party): "Missed, \(style.name(party))"
        case .answeredElsewhere(let party): "\(style.name(party)), taken elsewhere"
        case .declinedByMe(let party): "\(style.name(party)) rejected"
        case .answered: "Connected"
        case .answeredHolding(let party, let held): "\(style.name(party)), \(style.name(held)) waits"
        case .farEndRings(let party, _): "Ringing \(style.name(party))"
        case .busy(let party): "\(style.name(party)) busy"
        case .noAnswer(let party): "\(style.name(party)), no answer"
        case .declinedByPeer(let party): "\(style.name(party)) refused"
        case .unknownNumber: "Unknown number"
        case .unavailable(let party): "\(style.name(party)) away"
        case .noCommonMedia: "No common voice"
        case .callFailed(_, let failure):
            switch failure {
            case .credentialsRefused: "Call forbidden"
            case .network: "No network"
            case .server: "Server down"
            case .encryption: "No encryption"
            case .foreignKey: "Wrong key, call cut"
            case .handshake: "Encryption failed"
            case .other: "Call failed"
            }
        case .endedByPeer(let party, _): "\(style.name(party)) has gone"
        case .endedByMe: "Call closed"
        case .cancelledByMe: "Call cancelled"
        case .muteOn: "Microphone muted"
        case .muteOff: "Microphone open"
        case .speakingWhileMuted: "You are muted"
        case .microphoneSilent: "No sound from mic"
        case .held(let party): "\(style.name(party)) on hold"
        case .resumed(let party): "\(style.name(party)) resumed"
        case .heldByPeer(let party): "\(style.name(party)) asks you to wait"
        case .resumedByPeer(let party): "\(style.name(party)) is back"
        case .consulting(let party, _): "Speaking to \(style.name(party))"
        case .transferDone(let party, _): "\(style.name(party)) transferred"
        case .transferFailed(let party): "Failure, \(style.name(party)) waits"
        case .headsetLost: "Headset lost"
        case .headsetBack: "Headset back"
        case .noAudioDevice: "No sound here"
        case .form(let news): news.words(style)
        case .partyChanged, .incomingForwarded, .autoAnswering, .transferUnderWay, .transferAsked, .conference,
            .conferenceEnded, .doNotDisturbOn, .doNotDisturbOff, .forwardingOn, .forwardingOff, .voicemail,
            .messageFrom, .messageSent, .messageFailed, .notEncrypted, .encrypted, .refusedInClear, .textFrom,
            .linkProposed,
            .notHeard, .heardAgain, .provisioning, .sound:
            englishServiceMiddle(style)
        }
    }

    func englishLong(_ style: PhraseStyle) -> String {
        switch self {
        case .ready(let line): "Ready, line \(line). F1 or h: help"
        case .lineLost(_, let problem): englishLost(problem)
        case .lineBack(let line): "Line \(line) restored"
        case .passwordRefused: "Password refused. See Settings"
        case .incoming(let party, let line): "Call from \(style.name(party)), line \(line)"
        case .secondCall(let party, let current):
            "Second call: \(style.name(party)). Answer holds \(style.name(current))"
        case .missed(let party): "Missed call, \(style.name(party))"
        case .answeredElsewhere(let party): "\(style.name(party)), taken on another phone"
        case .declinedByMe(let party): "Call from \(style.name(party)) rejected"
        case .answered(let party): "Connected, \(style.name(party))"
        case .answeredHolding(let party, let held): "Connected, \(style.name(party)). \(style.name(held)) on hold"
        case .farEndRings(let party, let line): "Ringing \(style.name(party)), line \(line)"
        case .busy(let party): "\(style.name(party)) busy\(style.callAgain)"
        case .noAnswer(let party): "\(style.name(party)), no answer\(style.callAgain)"
        case .declinedByPeer(let party): "\(style.name(party)) refused the call"
        case .unknownNumber: "Unknown number\(style.correct)"
        case .unavailable(let party): "\(style.name(party)) away\(style.callAgain)"
        case .noCommonMedia(let party): "\(style.name(party)): no common voice"
        case .callFailed(_, let failure):
            switch failure {
            case .credentialsRefused: "Call forbidden. See Settings"
            case .network: "No network\(style.callAgain)"
            case .server: "Server down\(style.callAgain)"
            case .encryption: "No encryption, call not made"
            case .foreignKey: "Key of a stranger, call cut"
            case .handshake: "Encryption failed, call cut"
            case .other: "Call failed\(style.callAgain)"
            }
        case .endedByPeer(let party, let seconds):
            "\(style.name(party)) hung up, \(SpokenTime.duration(seconds: seconds, .english))"
        case .endedByMe(let seconds): "Call closed, \(SpokenTime.duration(seconds: seconds, .english))"
        case .cancelledByMe(let party): "Call cancelled, \(style.name(party))"
        case .muteOn(let party): "Microphone muted, \(style.name(party)) no longer hears you"
        case .muteOff(let party): "Microphone open, \(style.name(party)) hears you"
        case .speakingWhileMuted: "You are speaking while muted"
        case .microphoneSilent: "No sound from mic. See the Sound page"
        case .held(let party): "\(style.name(party)) on hold. F8 or p: resume"
        case .resumed(let party): "\(style.name(party)) resumed, microphone open"
        case .heldByPeer(let party): "\(style.name(party)) asks you to wait, stay on the line"
        case .resumedByPeer(let party): "\(style.name(party)) is back, speak"
        case .consulting(let party, let waiting): "Speaking to \(style.name(party)), \(style.name(waiting)) waits"
        case .transferDone(let party, let target):
            "\(style.name(party)) transferred" + (target.map { " to \(style.name($0))" } ?? ", the call is theirs")
        case .transferFailed(let party): "Failure, \(style.name(party)) waits. F8 or p: resume"
        case .headsetLost: "Headset unplugged, call kept"
        case .headsetBack: "Headset plugged in, sound is back"
        case .noAudioDevice: "No sound here. See the Sound page"
        case .form(let news): news.words(style)
        case .partyChanged, .incomingForwarded, .autoAnswering, .transferUnderWay, .transferAsked, .conference,
            .conferenceEnded, .doNotDisturbOn, .doNotDisturbOff, .forwardingOn, .forwardingOff, .voicemail,
            .messageFrom, .messageSent, .messageFailed, .notEncrypted, .encrypted, .refusedInClear, .textFrom,
            .linkProposed,
            .notHeard, .heardAgain, .provisioning, .sound:
            englishServiceLong(style)
        }
    }

    private func englishLost(_ problem: LineProblem) -> String {
        let reason = englishReason(problem)
        if case .silent = problem { return reason.prefix(1).uppercased() + reason.dropFirst() }
        return "Offline: \(reason)"
    }

    func englishReason(_ problem: LineProblem) -> String {
        switch problem {
        case .silent(let seconds): "server silent, retry in \(seconds) seconds"
        case .unreachable(let seconds): "no network, retry in \(seconds) seconds"
        case .refused(_, let seconds): "refused, retry in \(seconds) seconds"
        case .passwordRefused(let seconds): "wrong code, retry in \((seconds + 59) / 60) minutes"
        case .endedByServer(let seconds) where seconds < 60: "removed, retry in \(seconds) seconds"
        case .endedByServer(let seconds): "removed, retry in \((seconds + 59) / 60) minutes"
        case .authenticationUnsupported: "unusable code. See Settings"
        case .certificate(let problem, _): problem.english
        }
    }
}
