import Configuration
import Scenarios

/// What `clairvoix audit` was asked for.
public struct AuditOptions: Sendable, Equatable {
    /// Scripts, or folders of them.
    public var paths: [String]
    /// Of sentences and reports.
    public var language: SettingLanguage
    /// The folder of reports; nil: none are written.
    public var report: String?
    /// By their names; empty: all.
    public var formats: [String] = []
    /// Who publishes the accessibility statement, and where to write to; empty where it is not known.
    public var organisation = ""
    public var email = ""
    /// Where to write to by post.
    public var address = ""
    /// The multi-year plan and the action plans that the statement names.
    public var plan = ""
    /// The recorded sound is kept as well.
    public var keepsSound = false
    /// Only scenarios with one of these tags, without `@`; empty: all.
    public var tags: [String] = []
    /// The program under test; nil: this one.
    public var program: String?
    /// A deliberate fault that is switched on in it.
    public var fault: String?
    /// Scenarios at one time; nil: as many as the computer has processors.
    public var jobs: Int?
    /// Another order, the same for the same number.
    public var shuffle: UInt64?

    var publication: Publication {
        Publication(language: language, organisation: organisation, email: email, address: address, plan: plan)
    }

    public init(paths: [String], language: SettingLanguage) {
        self.paths = paths
        self.language = language
    }
}
