import Configuration
import Scenarios

/// What `clairvoix audit --record` was asked for.
public struct RecordOptions: Sendable, Equatable {
    /// The script to write; it must not be there.
    public var file: String
    /// Of the program, of what is said to the auditor, and of the script.
    public var language: SettingLanguage
    public var profile = AgentProfile.blind
    /// The program plays into a file, as it does in scenarios: nothing is heard.
    public var isSilent = false
    /// The program that is used; nil: this one.
    public var program: String?

    public init(file: String, language: SettingLanguage) {
        self.file = file
        self.language = language
    }

    private static let profiles: [(name: String, profile: AgentProfile)] = [
        ("blind", .blind), ("low-vision", .lowVision), ("deafblind", .deafblind),
    ]

    /// The names of profiles, as the option takes them, by commas.
    public static var profileNames: String { profiles.map(\.name).joined(separator: ", ") }

    /// Whether a profile has this name.
    public static func isProfile(_ name: String) -> Bool { profiles.contains { $0.name == name } }

    /// Takes a profile by its name; an unknown name changes nothing.
    public mutating func takeProfile(named name: String) {
        if let found = Self.profiles.first(where: { $0.name == name }) { profile = found.profile }
    }
}
