import Announcements
import CallEngine

/// Seconds since 1970-01-01 on the clock on the wall: local time, for people.
public typealias WallSeconds = Int

/// Somebody whom the agent keeps.
public struct Contact: Sendable, Equatable {
    public var name: String
    /// A number or an address.
    public var address: String
    /// Their presence and lines are followed.
    public var isWatched: Bool
    public var isFavourite: Bool

    public init(name: String, address: String, isWatched: Bool = false, isFavourite: Bool = false) {
        self.name = name
        self.address = address
        self.isWatched = isWatched
        self.isFavourite = isFavourite
    }

    var entry: DialEntry { DialEntry(name: name, address: address) }
}

/// A call that is over.
public struct PastCall: Sendable, Equatable {
    public var party: Party
    public var isIncoming: Bool
    public var cause: EndReason.Cause
    public var begunAt: WallSeconds
    /// How long it was up; nil: it was not answered.
    public var seconds: Int?

    public init(party: Party, isIncoming: Bool, cause: EndReason.Cause, begunAt: WallSeconds, seconds: Int?) {
        self.party = party
        self.isIncoming = isIncoming
        self.cause = cause
        self.begunAt = begunAt
        self.seconds = seconds
    }
}

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

/// What the agent noted, and about whom.
public struct Note: Sendable, Equatable {
    public var text: String
    /// The other end of the call that was up; nil: none was.
    public var party: Party?
    public var at: WallSeconds

    public init(text: String, party: Party?, at: WallSeconds) {
        self.text = text
        self.party = party
        self.at = at
    }
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
