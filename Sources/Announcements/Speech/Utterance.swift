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

extension Utterance {
    /// The silence between two groups of a number, in milliseconds: "60, 15" must not sound like "75".
    public static let pauseMilliseconds = 120

    /// The text as SSML for the voice: marked-up signs escaped, and a pause of `pauseMilliseconds` after each comma
    /// between digits, because a comma alone shrinks to 50 ms at 350 words a minute.
    public var ssml: String { Self.ssml(of: text) }

    /// The same of any plain text. Scalar by scalar: a sign of XML that shares its character with an accent is one still (XML 1.0 §2.4).
    public static func ssml(of text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        func isDigit(_ index: Int) -> Bool {
            scalars.indices.contains(index) && scalars[index].properties.numericType != nil
        }
        var markup = String.UnicodeScalarView()
        for (index, scalar) in scalars.enumerated() {
            switch scalar {
            case "&": markup.append(contentsOf: "&amp;".unicodeScalars)
            case "<": markup.append(contentsOf: "&lt;".unicodeScalars)
            case ">": markup.append(contentsOf: "&gt;".unicodeScalars)
            case "," where isDigit(index - 1) && isDigit(index + 2) && scalars[index + 1] == " ":
                markup.append(contentsOf: "<break time=\"\(pauseMilliseconds)ms\"/>".unicodeScalars)
            default: markup.append(isInXML(scalar) ? scalar : " ")
            }
        }
        return String(markup)
    }

    /// XML 1.0 §2.2, production Char.
    private static func isInXML(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
        default: false
        }
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
