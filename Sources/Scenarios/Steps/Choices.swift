import Configuration

/// For whom the program is set up.
public enum AgentProfile: String, StepChoice { case blind, lowVision, deafblind }

/// Screen readers that can judge.
public enum ScreenReader: String, StepChoice { case fenrir, yasr, brltty, orca }

/// A side of the headset.
public enum Ear: String, StepChoice { case left, right, both }

/// Sound that goes to the peer, or comes from the peer.
public enum SoundDirection: String, StepChoice { case sent, received }

/// What is looked for in a sound.
public enum SoundShape: String, StepChoice { case burst, voice }

/// What a microphone hears.
public enum MicrophoneSource: String, StepChoice { case voice, bursts, silence }

/// What a peer does when it is called.
public enum PeerBehaviour: String, StepChoice { case answers, declines, busy, neverAnswers }

/// What a peer lets colleagues know.
public enum Presence: String, StepChoice { case free, busy, away }

/// How a call in the history ended.
public enum CallOutcome: String, StepChoice { case missed, answered, declined, placed }

/// Where a call stands.
public enum CallState: String, StepChoice { case ringing, answered, held, ended }

/// Which side of a number is allowed.
public enum Bound: String, StepChoice { case atLeast, atMost }

/// What an agent does with a call.
public enum AgentAct: String, StepChoice {
    case answer, reject, hangUp, mute, unmute, hold, resume, swap, who, whereAmI, `repeat`, silence
}

/// Methods of SIP requests (RFC 3261, 3262, 3311, 3428, 3515, 6086, 6665).
public enum RequestMethod: String, StepChoice {
    case invite = "INVITE"
    case ack = "ACK"
    case bye = "BYE"
    case cancel = "CANCEL"
    case register = "REGISTER"
    case options = "OPTIONS"
    case refer = "REFER"
    case info = "INFO"
    case update = "UPDATE"
    case message = "MESSAGE"
    case subscribe = "SUBSCRIBE"
    case notify = "NOTIFY"
    case prack = "PRACK"
}

/// The size of a terminal in cells.
public struct TerminalSize: Sendable, Equatable {
    public var columns: Int
    public var rows: Int

    init(_ columns: Int, _ rows: Int) throws(ArgumentProblem) {
        guard (20...300).contains(columns), (5...100).contains(rows) else {
            throw .bad(
                Bilingual(
                    "un terminal a de 20 à 300 colonnes et de 5 à 100 lignes",
                    "a terminal has 20 to 300 columns and 5 to 100 rows"))
        }
        self.columns = columns
        self.rows = rows
    }
}
