import CallEngine

/// Every event that the agent is told of, with what its words need. Each has a phrase in every language and at every
/// level: a missing one does not compile.
public enum Announcement: Sendable, Equatable {
    /// A line is there for the first time.
    case ready(line: String)
    case lineLost(line: String, LineProblem)
    case lineBack(line: String)
    case passwordRefused(line: String)
    case incoming(Party, line: String)
    /// A call comes in while another is up; answering holds that one.
    case secondCall(Party, current: Party)
    /// The caller gave up.
    case missed(Party)
    case answeredElsewhere(Party)
    case declinedByMe(Party)
    case answered(Party)
    /// The second call was taken; the first one waits.
    case answeredHolding(Party, held: Party)
    case farEndRings(Party, line: String)
    case busy(Party)
    case noAnswer(Party)
    case declinedByPeer(Party)
    case unknownNumber(Party)
    case unavailable(Party)
    case noCommonMedia(Party)
    case callFailed(Party, CallFailure)
    case endedByPeer(Party, seconds: Int)
    case endedByMe(seconds: Int)
    /// The agent gave up dialling.
    case cancelledByMe(Party)
    case muteOn(Party)
    case muteOff(Party)
    case speakingWhileMuted
    case microphoneSilent
    case held(Party)
    case resumed(Party)
    case heldByPeer(Party)
    case resumedByPeer(Party)
    case consulting(Party, waiting: Party)
    /// - `to`: nil where it is not known.
    case transferDone(Party, to: Party?)
    case transferFailed(Party)
    case headsetLost
    case headsetBack
    case noAudioDevice
    /// What becomes of an incident form.
    case form(FormNews)
    /// Somebody else is at the far end now, or more is known of who it is.
    case partyChanged(Party)
    /// An incoming call that somebody sent on to us.
    case incomingForwarded(Party, by: Party, line: String)
    /// An incoming call that is answered without the agent, at the PBX's word.
    case autoAnswering(Party, line: String)
    /// Our transfer of this party is asked for.
    case transferUnderWay(Party)
    /// The party asks that we call somebody else in its place.
    case transferAsked(Party, to: Party)
    /// How many speak together, the agent among them.
    case conference(count: Int)
    case conferenceEnded
    case doNotDisturbOn
    case doNotDisturbOff
    /// - `isTotal`: every call; else some: while busy, or those that are not answered.
    case forwardingOn(isTotal: Bool, line: String)
    case forwardingOff(line: String)
    /// New voice messages; nil: some.
    case voicemail(count: Int?, line: String)
    /// A written message; its text is said after.
    case messageFrom(Party)
    case messageSent
    case messageFailed
    /// The call's sound is not encrypted, though its line encrypts where it can.
    case notEncrypted(Party)
    /// It is, after it was not.
    case encrypted(Party)
    /// The other end gives no sign any more: nobody may be there.
    case notHeard(Party)
    /// It gives signs again.
    case heardAgain(Party)
    /// The other end writes in the call; its words are said after.
    case textFrom(Party, via: Party? = nil)
    /// A link to call, from a page or a script.
    case linkProposed(Party)
    /// What became of the settings that a server of the organisation gives.
    case provisioning(ProvisioningNews)
    /// A call that did not ring because it is not encrypted.
    case refusedInClear(Party)
    case sound(SoundNews)
}

/// Why a line is not there, in the agent's terms.
public enum LineProblem: Sendable, Equatable {
    case silent(retrySeconds: Int)
    case unreachable(retrySeconds: Int)
    /// Though it was accepted before.
    case passwordRefused(retrySeconds: Int)
    case refused(status: Int, retrySeconds: Int)
    /// The server took the line off by itself.
    case endedByServer(retrySeconds: Int)
    case authenticationUnsupported
    /// The server's certificate is not believed.
    case certificate(CertificateProblem, retrySeconds: Int)
}

/// Why a call could not be carried.
public enum CallFailure: String, Sendable, Equatable, CaseIterable {
    case credentialsRefused, network, server, encryption, foreignKey, handshake, other
}

/// How much is said: 1 for a word or an earcon, 3 for a sentence.
public enum SpeechLevel: Int, Sendable, Equatable, CaseIterable {
    case short = 1
    case middle = 2
    case long = 3
}

/// The words of an announcement.
public struct Phrase: Sendable, Equatable {
    /// What the voice says; empty where the earcon says all.
    public var text: String
    public var earcon: Earcon?
    /// The word that stands for the earcon, on the screen and where earcons are off; nil where the text says it.
    public var word: String?

    public init(_ text: String, earcon: Earcon? = nil, word: String? = nil) {
        self.text = text
        self.earcon = earcon
        self.word = word
    }

    /// What the screen shows and a screen reader says: the text, or the earcon's word.
    public var written: String { text.isEmpty ? word ?? "" : text }

    /// Words in the place of an earcon that is one of these.
    public func saying(_ worded: Set<Earcon>) -> Phrase {
        guard let earcon, worded.contains(earcon) else { return self }
        return Phrase(written)
    }
}

extension Announcement {
    /// Names its kind: in the setting that leaves it out.
    public var name: String {
        if case .sound(let news) = self { return "sound.\(String(describing: news).prefix { $0 != "(" })" }
        if case .form(let news) = self { return "form.\(String(describing: news).prefix { $0 != "(" })" }
        return String(String(describing: self).prefix { $0 != "(" })
    }

    /// How the queue treats it.
    public var priority: SpeechPriority {
        switch self {
        case .incoming, .incomingForwarded, .autoAnswering, .secondCall, .muteOn, .muteOff, .speakingWhileMuted,
            .microphoneSilent, .headsetLost, .noAudioDevice, .sound(.callDeviceLost):
            .important
        case .ready, .lineLost, .lineBack, .passwordRefused, .missed, .answeredElsewhere, .declinedByMe, .answered,
            .answeredHolding, .busy, .noAnswer, .declinedByPeer, .unknownNumber, .unavailable, .noCommonMedia,
            .callFailed, .endedByPeer, .endedByMe, .cancelledByMe, .held, .resumed, .heldByPeer, .resumedByPeer,
            .consulting, .transferDone, .transferFailed, .headsetBack, .form, .farEndRings,
            .partyChanged,
            .transferUnderWay, .transferAsked, .conference, .conferenceEnded, .doNotDisturbOn, .doNotDisturbOff,
            .forwardingOn, .forwardingOff, .voicemail, .messageFrom, .messageSent, .messageFailed, .notEncrypted,
            .encrypted, .refusedInClear, .textFrom, .linkProposed,
            .notHeard, .heardAgain, .provisioning, .sound:
            .message
        }
    }

    /// How long it is owed to the agent.
    public var persistence: SpeechPersistence {
        switch self {
        case .muteOn, .muteOff, .speakingWhileMuted, .microphoneSilent, .headsetLost, .noAudioDevice, .notEncrypted,
            .encrypted, .sound(.callDeviceLost):
            .safety
        case .farEndRings, .transferUnderWay, .messageSent: .once
        case .incoming, .secondCall, .incomingForwarded, .autoAnswering: .whileRinging
        case .ready, .lineLost, .lineBack, .passwordRefused, .missed, .answeredElsewhere,
            .declinedByMe, .answered, .answeredHolding, .busy, .noAnswer, .declinedByPeer, .unknownNumber,
            .unavailable, .noCommonMedia, .callFailed, .endedByPeer, .endedByMe, .cancelledByMe, .held, .resumed,
            .heldByPeer, .resumedByPeer, .consulting, .transferDone, .transferFailed, .headsetBack, .form,
            .partyChanged, .transferAsked, .conference, .conferenceEnded, .doNotDisturbOn, .doNotDisturbOff,
            .forwardingOn, .forwardingOff, .voicemail, .messageFrom, .messageFailed, .refusedInClear, .textFrom,
            .linkProposed,
            .notHeard, .heardAgain, .provisioning, .sound:
            .untilHeard
        }
    }

    /// What makes it out of date, besides a newer word on its topic.
    public var validity: SpeechValidity {
        switch self {
        case .ready, .lineBack: .untilCallIsUp
        case .farEndRings: .untilAnswered
        case .missed, .answeredElsewhere, .declinedByMe, .busy, .noAnswer, .declinedByPeer, .unknownNumber,
            .unavailable, .noCommonMedia, .callFailed, .endedByPeer, .endedByMe, .cancelledByMe, .transferDone,
            .notEncrypted, .encrypted, .notHeard, .heardAgain, .sound:
            .untilNextCall
        case .lineLost, .passwordRefused, .incoming, .secondCall, .answered, .answeredHolding, .muteOn, .muteOff,
            .speakingWhileMuted, .microphoneSilent, .held, .resumed, .heldByPeer, .resumedByPeer,
            .consulting, .transferFailed, .headsetLost, .headsetBack, .noAudioDevice, .form,
            .partyChanged, .incomingForwarded, .autoAnswering, .transferUnderWay, .transferAsked, .conference,
            .conferenceEnded, .doNotDisturbOn, .doNotDisturbOff, .forwardingOn, .forwardingOff, .voicemail,
            .messageFrom, .messageSent, .messageFailed, .refusedInClear, .textFrom, .linkProposed, .provisioning:
            .lasting
        }
    }

    /// Whether it makes what was owed on the same topic out of date. A pick-up does not: the caller's name is still owed.
    public var replacesTopic: Bool {
        switch self {
        case .answered, .answeredHolding, .incoming, .secondCall, .incomingForwarded, .autoAnswering, .transferAsked,
            .voicemail, .messageFrom, .messageSent, .messageFailed, .notEncrypted, .encrypted, .refusedInClear,
            .textFrom, .linkProposed,
            .notHeard, .heardAgain, .provisioning:
            false
        case .sound(.headsetReplaced), .sound(.microphoneReplaced), .sound(.callDeviceLost), .sound(.callDeviceBack):
            true
        case .sound: false
        case .ready, .lineLost, .lineBack, .passwordRefused, .missed, .answeredElsewhere, .declinedByMe,
            .farEndRings, .busy, .noAnswer, .declinedByPeer, .unknownNumber, .unavailable, .noCommonMedia,
            .callFailed, .endedByPeer, .endedByMe, .cancelledByMe, .muteOn, .muteOff, .speakingWhileMuted,
            .microphoneSilent, .held, .resumed, .heldByPeer, .resumedByPeer, .consulting, .transferDone,
            .transferFailed, .headsetLost, .headsetBack, .noAudioDevice, .form, .partyChanged,
            .transferUnderWay, .conference, .conferenceEnded, .doNotDisturbOn, .doNotDisturbOff, .forwardingOn,
            .forwardingOff:
            true
        }
    }
}
