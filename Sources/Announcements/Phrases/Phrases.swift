import CallEngine

extension Announcement {
    /// Its words, in the style's language and level.
    public func phrase(_ style: PhraseStyle) -> Phrase {
        let text = text(style)
        let isNamed = style.namesLines && namedLine(style) != nil
        let isAlone = style.level == .short && isEarconAlone && earcon != nil && !isNamed
        return Phrase(isAlone ? "" : text, earcon: earcon, word: isAlone ? text : nil)
    }

    private func text(_ style: PhraseStyle) -> String {
        if style.isNameless, let text = nameless(style.language) { return text }
        if style.namesLines, let text = namedLine(style) { return text }
        return switch (style.language, style.level) {
        case (.french, .short): frenchShort(style)
        case (.french, .middle): frenchMiddle(style)
        case (.french, .long): frenchLong(style)
        case (.english, .short): englishShort(style)
        case (.english, .middle): englishMiddle(style)
        case (.english, .long): englishLong(style)
        }
    }

    /// What is a name alone, or begins with one, in words for a voice that others hear.
    private func nameless(_ language: Language) -> String? {
        let words: (String, String)? =
            switch self {
            case .incoming, .incomingForwarded: ("Appel entrant", "Incoming call")
            case .secondCall: ("Second appel", "Second call")
            case .autoAnswering: ("Prise automatique", "Automatic answer")
            case .partyChanged: ("Autre personne", "Another person")
            default: nil
            }
        return words.map { language == .french ? $0.0 : $0.1 }
    }

    /// The sound that opens it, the same in every language.
    public var earcon: Earcon? {
        switch self {
        case .lineBack: .lineBack
        case .incoming, .incomingForwarded, .autoAnswering: .incoming
        case .secondCall: .secondCall
        case .answered, .answeredHolding: .answered
        case .endedByMe: .ended
        case .muteOn: .microphoneOff
        case .muteOff: .microphoneOn
        case .speakingWhileMuted: .speakingWhileMuted
        case .held: .held
        case .resumed: .resumed
        case .headsetLost, .noAudioDevice, .sound(.ringLost), .sound(.callDeviceLost): .deviceLost
        case .ready, .lineLost, .passwordRefused, .missed, .answeredElsewhere, .declinedByMe, .farEndRings, .busy,
            .noAnswer, .declinedByPeer, .unknownNumber, .unavailable, .noCommonMedia, .callFailed, .endedByPeer,
            .cancelledByMe, .microphoneSilent, .heldByPeer, .resumedByPeer, .consulting, .transferDone,
            .transferFailed, .headsetBack, .form, .partyChanged, .transferUnderWay, .transferAsked,
            .conference, .conferenceEnded, .doNotDisturbOn, .doNotDisturbOff, .forwardingOn, .forwardingOff,
            .voicemail, .messageFrom, .messageSent, .messageFailed, .notEncrypted, .encrypted, .refusedInClear,
            .textFrom, .linkProposed,
            .notHeard, .heardAgain, .provisioning, .sound(.voiceMoved), .sound(.voiceBack), .sound(.speechServiceLost),
            .sound(.speechServiceBack), .sound(.headsetReplaced),
            .sound(.microphoneReplaced), .sound(.recordingOn), .sound(.recordingOff), .sound(.qualityPoor),
            .sound(.qualityBack), .sound(.callDeviceBack):
            nil
        }
    }

    /// At level 1 these are their earcon alone; the level's word stands for it on the screen.
    private var isEarconAlone: Bool {
        self == .speakingWhileMuted || [.answered, .ended, .lineBack].contains(earcon) && !isAnsweredHolding
    }

    private var isAnsweredHolding: Bool {
        if case .answeredHolding = self { true } else { false }
    }
}

/// All phrases, for the tests that render and time them.
public enum Phrases {
    /// An announcement of each kind, about a two-syllable name.
    public static let samples = samples(line: "Accueil")

    private static func samples(line: String) -> [Announcement] {
        let dupont = Party(name: "Dupont", number: "0476001122", address: "sip:0476001122@example.org")
        let martin = Party(name: "Martin", number: "0476003344", address: "sip:0476003344@example.org")
        return [
            .ready(line: line), .lineLost(line: line, .silent(retrySeconds: 30)),
            .lineLost(line: line, .unreachable(retrySeconds: 30)),
            .lineLost(line: line, .refused(status: 503, retrySeconds: 30)),
            .lineLost(line: line, .authenticationUnsupported), .lineBack(line: line),
            .passwordRefused(line: line),
            .incoming(dupont, line: line), .secondCall(martin, current: dupont), .missed(dupont),
            .answeredElsewhere(dupont), .declinedByMe(dupont), .answered(dupont),
            .answeredHolding(martin, held: dupont), .farEndRings(dupont, line: line), .busy(dupont),
            .noAnswer(dupont), .declinedByPeer(dupont), .unknownNumber(dupont), .unavailable(dupont),
            .noCommonMedia(dupont), .callFailed(dupont, .credentialsRefused), .callFailed(dupont, .network),
            .callFailed(dupont, .server), .callFailed(dupont, .other), .endedByPeer(dupont, seconds: 192),
            .endedByMe(seconds: 192), .cancelledByMe(dupont), .muteOn(dupont), .muteOff(dupont), .speakingWhileMuted,
            .microphoneSilent, .held(dupont), .resumed(dupont), .heldByPeer(dupont), .resumedByPeer(dupont),
            .consulting(martin, waiting: dupont), .transferDone(dupont, to: martin), .transferFailed(dupont),
            .headsetLost, .headsetBack, .noAudioDevice, .form(.sent(number: "12")), .form(.kept),
            .form(.refused(reason: "objet vide")), .form(.uncertain), .form(.draftBack),
            .lineLost(line: line, .certificate(.expired, retrySeconds: 30)), .partyChanged(martin),
            .incomingForwarded(martin, by: dupont, line: line), .autoAnswering(dupont, line: line),
            .transferUnderWay(dupont), .transferAsked(dupont, to: martin), .conference(count: 3), .conferenceEnded,
            .doNotDisturbOn, .doNotDisturbOff, .forwardingOn(isTotal: true, line: line),
            .forwardingOn(isTotal: false, line: line), .forwardingOff(line: line), .voicemail(count: 2, line: line),
            .messageFrom(martin), .messageSent, .messageFailed, .notEncrypted(dupont), .encrypted(dupont),
            .refusedInClear(dupont), .callFailed(dupont, .encryption), .callFailed(dupont, .foreignKey),
            .callFailed(dupont, .handshake), .textFrom(dupont), .linkProposed(dupont), .notHeard(dupont),
            .heardAgain(dupont),
            .sound(.voiceMoved), .sound(.voiceBack), .sound(.speechServiceLost), .sound(.speechServiceBack),
            .sound(.headsetReplaced), .sound(.microphoneReplaced),
            .sound(.ringLost), .sound(.callDeviceLost(dupont)), .sound(.callDeviceBack(dupont)),
            .sound(.recordingOn(dupont)), .sound(.recordingOff(dupont)), .sound(.qualityPoor(dupont)),
            .sound(.qualityBack(dupont)),
            .provisioning(.received), .provisioning(.unreachable), .provisioning(.refused), .provisioning(.faulty),
            .provisioning(.rolledBack),
            .lineLost(line: line, .certificate(.notYetValid, retrySeconds: 30)),
            .lineLost(line: line, .certificate(.wrongName, retrySeconds: 30)),
            .lineLost(line: line, .certificate(.unknownAuthority, retrySeconds: 30)),
            .lineLost(line: line, .certificate(.wrongKey, retrySeconds: 30)),
            .lineLost(line: line, .certificate(.unreadableFile, retrySeconds: 30)),
            .lineLost(line: line, .certificate(.refused, retrySeconds: 30)),
            .lineLost(line: line, .passwordRefused(retrySeconds: 300)),
            .lineLost(line: line, .endedByServer(retrySeconds: 50)),
            .lineLost(line: line, .endedByServer(retrySeconds: 300)),
        ]
    }

    /// Every phrase of a level and a language, in the order of `samples`.
    public static func all(_ level: SpeechLevel, _ language: Language) -> [Phrase] {
        samples.map { $0.phrase(PhraseStyle(level: level, language: language)) }
    }

    /// Those that name their line where there are several, about a line with a two-syllable name.
    public static func named(_ level: SpeechLevel, _ language: Language) -> [(Announcement, Phrase)] {
        var style = PhraseStyle(level: level, language: language)
        style.namesLines = true
        let all = samples(line: language == .french ? "Accueil" : "Office")
        return all.filter { $0.namedLine(style) != nil }.map { ($0, $0.phrase(style)) }
    }

    /// The longest that a phrase of a level may sound at 350 words a minute, in milliseconds.
    public static func longestMilliseconds(_ level: SpeechLevel) -> Int {
        switch level {
        case .short: 400
        case .middle: 850
        case .long: 1_500
        }
    }
}
