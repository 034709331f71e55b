/// The languages in which the configuration speaks to its reader.
public enum SettingLanguage: String, Sendable, Equatable, CaseIterable {
    case french = "fr"
    case english = "en"
}

/// A text in both languages: a missing translation does not compile.
public struct Bilingual: Sendable, Equatable {
    public var french: String
    public var english: String

    public init(_ french: String, _ english: String) {
        self.french = french
        self.english = english
    }

    public subscript(_ language: SettingLanguage) -> String {
        switch language {
        case .french: french
        case .english: english
        }
    }
}
