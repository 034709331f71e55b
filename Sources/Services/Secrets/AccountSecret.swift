import Configuration

/// The secret of an account, got from where the configuration says. Never printed.
public enum AccountSecret: Sendable, Equatable, CustomStringConvertible {
    case none
    case password(String)
    /// H(A1) of RFC 7616 §3.4.2, in hexadecimal.
    case ha1(String)

    public var description: String { self == .none ? "none" : "(secret)" }

    /// Reads the value, or runs the password command (it may take seconds: never on the main loop).
    /// - Throws: `passwordCommand`, without anything that the command printed.
    public static func of(_ account: Settings.Account) throws(ConfigurationProblem) -> AccountSecret {
        if let ha1 = account.ha1 { return .ha1(ha1) }
        if let password = account.password { return .password(password) }
        if account.passwordCommand.isEmpty { return .none }
        do {
            return .password(try PasswordCommand(arguments: account.passwordCommand).run())
        } catch {
            throw ConfigurationProblem(
                .passwordCommand(error.words), path: SettingKey.accountPasswordCommand.rawValue)
        }
    }
}
