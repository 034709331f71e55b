/// What an utterance is about: a newer word on the same thing replaces an older one, and Qui settles a call's.
public enum SpeechTopic: Sendable, Hashable {
    /// A call, by its number.
    case call(Int)
    /// A line, by its account's number.
    case line(Int)
    case microphone
    case device
    /// The devices that a call has for itself, by its number.
    case ownDevices(Int)
}

/// How long an utterance is owed to the agent.
public enum SpeechPersistence: String, Sendable, Equatable, CaseIterable {
    /// Said once; a key that cuts it ends it.
    case once
    /// An event: when a key cuts it, it comes back, at most `Limits.returns` times, until it was heard whole or Qui
    /// was pressed.
    case untilHeard
    /// The name of a call that rings here: it comes back as often as it is cut, until the call is taken or over.
    case whileRinging
    /// A safety message (microphone, encryption, emergency): comes back too, and silence does not end it.
    case safety
}

/// What makes an utterance out of date, besides a newer word on its topic.
public enum SpeechValidity: String, Sendable, Equatable, CaseIterable {
    case lasting
    /// A line is there: whoever has a call up knows.
    case untilCallIsUp
    /// The far end rings: until it answers.
    case untilAnswered
    /// A call is over: news of another call with the same party.
    case untilNextCall
}

/// What the speech queue is asked to say.
public struct SpeechRequest: Sendable, Equatable {
    /// What the voice says; empty where the earcon says all.
    public var text: String
    /// Sounds first, once.
    public var earcon: Earcon?
    public var language: Language
    public var priority: SpeechPriority
    /// The agent's own key asked for it: it is never held back and never taken for a repetition.
    public var isRequested: Bool
    public var persistence: SpeechPersistence
    public var topic: SpeechTopic?
    /// What waits on the same topic is out of date and is dropped.
    public var replacesTopic: Bool
    public var validity: SpeechValidity
    /// Whom it is about, in one spelling; nil where nobody can tell.
    public var party: String?
    /// What is said when it comes back after a cut; nil: the text again.
    public var reminder: String?

    public init(
        text: String, earcon: Earcon? = nil, language: Language, priority: SpeechPriority, isRequested: Bool = false,
        persistence: SpeechPersistence = .once, topic: SpeechTopic? = nil, replacesTopic: Bool = false,
        validity: SpeechValidity = .lasting, party: String? = nil, reminder: String? = nil
    ) {
        self.text = text
        self.earcon = earcon
        self.language = language
        self.priority = priority
        self.isRequested = isRequested
        self.persistence = persistence
        self.topic = topic
        self.replacesTopic = replacesTopic
        self.validity = validity
        self.party = party
        self.reminder = reminder
    }
}

/// What the speech queue asks of the voice, in order.
public enum SpeechAction: Sendable, Equatable {
    /// Says it now. An utterance without text is an earcon alone: it sounds beside whatever is being said.
    case speak(Utterance)
    /// Stops all sound of the voice at once.
    case cut
    /// A line of the transcript: what became of an utterance.
    case log(Utterance, SpeechOutcome)
}
