import CallEngine

/// The English phrases of services: forwarding, transfer asked by others, conference, messages. The others' stand in
/// `EnglishPhrases.swift`.
extension Announcement {
    func englishServiceShort(_ style: PhraseStyle) -> String {
        switch self {
        case .partyChanged(let party): "It's \(style.name(party))"
        case .incomingForwarded(let party, _, _): style.name(party)
        case .autoAnswering(let party, _): "\(style.name(party)) auto"
        case .transferUnderWay: "Transfer"
        case .transferAsked(_, let target): "Go to \(style.name(target))"
        case .conference: "Together"
        case .conferenceEnded: "Split"
        case .doNotDisturbOn: "Quiet"
        case .doNotDisturbOff: "Reachable"
        case .forwardingOn(let isTotal, _): isTotal ? "Forward all" : "Forward some"
        case .forwardingOff: "No forward"
        case .voicemail(let count, _): count.map { SpokenTime.plural($0, "message", .english) } ?? "Messages"
        case .messageFrom(let party): "By \(style.name(party))"
        case .messageSent: "Sent"
        case .messageFailed: "Lost"
        case .notEncrypted: "In clear"
        case .encrypted: "Secret"
        case .refusedInClear: "Shut out"
        case .textFrom: "Text"
        case .linkProposed: "Link"
        case .notHeard: "Vanished"
        case .heardAgain: "Heard"
        case .provisioning(let news): news.words(style)
        case .sound(let news): news.words(style)
        case .ready, .lineLost, .lineBack, .passwordRefused, .incoming, .secondCall, .missed, .answeredElsewhere,
            .declinedByMe, .answered, .answeredHolding, .farEndRings, .busy, .noAnswer, .declinedByPeer,
            .unknownNumber, .unavailable, .noCommonMedia, .callFailed, .endedByPeer, .endedByMe, .cancelledByMe,
            .muteOn, .muteOff, .speakingWhileMuted, .microphoneSilent, .held, .resumed, .heldByPeer,
            .resumedByPeer, .consulting, .transferDone, .transferFailed, .headsetLost, .headsetBack,
            .noAudioDevice, .form:
            ""
        }
    }

    func englishServiceMiddle(_ style: PhraseStyle) -> String {
        switch self {
        case .partyChanged(let party): "You speak to \(style.name(party))"
        case .incomingForwarded(let party, let other, _): "\(style.name(party)), sent by \(style.name(other))"
        case .autoAnswering(let party, _): "\(style.name(party)), answered alone"
        case .transferUnderWay: "Transfer under way"
        case .transferAsked(let party, let target): "\(style.name(party)): call \(style.name(target))"
        case .conference(let count): "Conference of \(count)"
        case .conferenceEnded: "Conference over"
        case .doNotDisturbOn: "Do not disturb"
        case .doNotDisturbOff: "Reachable again"
        case .forwardingOn(let isTotal, _): isTotal ? "All calls forwarded" : "Missed calls forwarded"
        case .forwardingOff: "Forwarding off"
        case .voicemail(let count, _):
            count.map { SpokenTime.plural($0, "voice message", .english) } ?? "Voice messages"
        case .messageFrom(let party): "Message from \(style.name(party))"
        case .messageSent: "Message sent"
        case .messageFailed: "Message not sent"
        case .notEncrypted: "Call not encrypted"
        case .encrypted: "Call encrypted"
        case .refusedInClear(let party): "\(style.name(party)) refused, in clear"
        case .textFrom(let party, let via): "\(style.writer(party, via)) writes"
        case .linkProposed(let party): "Link to \(style.name(party))"
        case .notHeard(let party): "Nothing from \(style.name(party))"
        case .heardAgain(let party): "\(style.name(party)) heard again"
        case .provisioning(let news): news.words(style)
        case .sound(let news): news.words(style)
        case .ready, .lineLost, .lineBack, .passwordRefused, .incoming, .secondCall, .missed, .answeredElsewhere,
            .declinedByMe, .answered, .answeredHolding, .farEndRings, .busy, .noAnswer, .declinedByPeer,
            .unknownNumber, .unavailable, .noCommonMedia, .callFailed, .endedByPeer, .endedByMe, .cancelledByMe,
            .muteOn, .muteOff, .speakingWhileMuted, .microphoneSilent, .held, .resumed, .heldByPeer,
            .resumedByPeer, .consulting, .transferDone, .transferFailed, .headsetLost, .headsetBack,
            .noAudioDevice, .form:
            ""
        }
    }

    func englishServiceLong(_ style: PhraseStyle) -> String {
        switch self {
        case .partyChanged(let party): "You now speak to \(style.name(party))"
        case .incomingForwarded(let party, let other, let line):
            "\(style.name(party)), sent by \(style.name(other)), line \(line)"
        case .autoAnswering(let party, let line): "\(style.name(party)), answered alone, line \(line)"
        case .transferUnderWay(let party): "Transfer of \(style.name(party)) under way"
        case .transferAsked(let party, let target):
            "\(style.name(party)) sends you to \(style.name(target)). F11 p or n"
        case .conference(let count): "Conference of \(count), you included"
        case .conferenceEnded: "Conference over, calls apart"
        case .doNotDisturbOn: "Do not disturb, calls are refused"
        case .doNotDisturbOff: "Reachable again, calls ring"
        case .forwardingOn(let isTotal, let line):
            isTotal ? "All calls forwarded, line \(line)" : "Missed calls forwarded, line \(line)"
        case .forwardingOff(let line): "Forwarding off, line \(line)"
        case .voicemail(let count, let line):
            (count.map { SpokenTime.plural($0, "voice message", .english) } ?? "Voice messages") + ", line \(line)"
        case .messageFrom(let party): "Written message from \(style.name(party))"
        case .messageSent: "Written message sent"
        case .messageFailed: "Message not sent, send it again"
        case .notEncrypted(let party): "Call with \(style.name(party)) not encrypted"
        case .encrypted(let party): "Call with \(style.name(party)) encrypted"
        case .refusedInClear(let party): "Call of \(style.name(party)) refused, not encrypted"
        case .textFrom(let party, let via): "\(style.writer(party, via)) writes in the call"
        case .linkProposed(let party): "Link to \(style.name(party))" + style.callLink
        case .notHeard(let party): "Nothing from \(style.name(party)), perhaps gone"
        case .heardAgain(let party): "\(style.name(party)) heard again, sound is back"
        case .provisioning(let news): news.words(style)
        case .sound(let news): news.words(style)
        case .ready, .lineLost, .lineBack, .passwordRefused, .incoming, .secondCall, .missed, .answeredElsewhere,
            .declinedByMe, .answered, .answeredHolding, .farEndRings, .busy, .noAnswer, .declinedByPeer,
            .unknownNumber, .unavailable, .noCommonMedia, .callFailed, .endedByPeer, .endedByMe, .cancelledByMe,
            .muteOn, .muteOff, .speakingWhileMuted, .microphoneSilent, .held, .resumed, .heldByPeer,
            .resumedByPeer, .consulting, .transferDone, .transferFailed, .headsetLost, .headsetBack,
            .noAudioDevice, .form:
            ""
        }
    }
}
