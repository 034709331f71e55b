/// The languages of the product.
public enum Language: String, Sendable, Equatable, CaseIterable {
    case french = "fr"
    case english = "en"
}

/// The five priorities of SSIP (Speech Dispatcher's protocol), most important first.
public enum SpeechPriority: String, Sendable, Equatable, CaseIterable {
    case important, message, text, notification, progress
}

/// A short sound with a name; never longer than 150 ms.
public enum Earcon: String, Sendable, Equatable, CaseIterable {
    case incoming, secondCall, answered, ended, lineBack
    case microphoneOff, microphoneOn, speakingWhileMuted
    case held, resumed, deviceLost, refused, pending
}

/// One thing to say or to sound: the unit of the speech queue, the voice thread and the transcript.
public struct Utterance: Sendable, Equatable {
    /// Names the utterance in the transcript and in outcomes.
    public var id: Int
    /// What the voice says; empty where the earcon says all.
    public var text: String
    /// Sounds first, then the text.
    public var earcon: Earcon?
    public var language: Language
    public var priority: SpeechPriority

    public init(id: Int, text: String, earcon: Earcon? = nil, language: Language, priority: SpeechPriority) {
        self.id = id
        self.text = text
        self.earcon = earcon
        self.language = language
        self.priority = priority
    }
}

/// What became of an utterance.
public enum SpeechOutcome: String, Sendable, Equatable {
    /// Its first sample was handed to the device.
    case started
    /// Heard whole.
    case finished
    /// Stopped before its end, by a key or by something more important.
    case cut
    /// Never begun: replaced or dropped by the rules of the queue.
    case dropped
}
