import AgentDesk
import Announcements
import CallEngine

/// A written message (RFC 3428), received or sent.
struct WrittenMessage: Sendable, Equatable {
    enum State: Sendable, Equatable {
        case received
        case sending(token: Int)
        case sent, failed
    }

    var party: Party
    var text: String
    var state: State
    var at: WallSeconds
}

/// A block of a written conversation: a line, or what there was of one.
struct TextBlock: Sendable, Equatable {
    /// nil: the agent.
    var writer: String?
    var text: String
}

/// A colour theme that can be chosen.
public struct ThemeName: Sendable, Equatable {
    /// As the configuration takes it.
    public var name: String
    public var french: String
    public var english: String

    public init(name: String, french: String, english: String) {
        self.name = name
        self.french = french
        self.english = english
    }

    subscript(language: Language) -> String { language == .french ? french : english }
}

/// A device that can be chosen, as the agent hears it.
public struct DeviceOption: Sendable, Equatable {
    public enum Role: String, Sendable, Equatable, CaseIterable { case microphone, headset }

    public var role: Role
    /// Its URI, as the configuration takes it.
    public var uri: String
    public var name: String

    public init(role: Role, uri: String, name: String) {
        self.role = role
        self.uri = uri
        self.name = name
    }
}
