import Configuration

/// What a report needs beside the result: its language, and who publishes it.
public struct Publication: Sendable, Equatable {
    public var language: SettingLanguage
    /// The administration that is answerable; empty where it is not known, and the statement then says so.
    public var organisation: String
    public var email: String
    public var address: String
    /// Of the multi-year plan, where there is one.
    public var plan: String

    public init(
        language: SettingLanguage, organisation: String = "", email: String = "", address: String = "",
        plan: String = ""
    ) {
        self.language = language
        self.organisation = organisation
        self.email = email
        self.address = address
        self.plan = plan
    }
}
