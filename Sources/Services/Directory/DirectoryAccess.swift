import Configuration

/// How a directory is reached: with whose name, and whom it is trusted to be.
struct DirectoryAccess: Sendable {
    let url: String
    let user: String
    let authorities: String?

    init(_ settings: Settings.Directory, home: String) {
        url = settings.url
        user = settings.user
        authorities = settings.authorities.map { $0.hasPrefix("~/") ? home + $0.dropFirst() : $0 }
    }

    /// Reads the value, or runs the command (it may take seconds); nil: there is none.
    /// - Parameter isEncrypted: nobody on the way can read it.
    /// - Throws: where the command fails, or the password would go in clear over a network.
    func password(of settings: Settings.Directory, isEncrypted: Bool) throws(DirectoryProblem) -> String? {
        guard settings.password != nil || !settings.passwordCommand.isEmpty else { return nil }
        guard isEncrypted || isOnThisComputer else { throw .passwordInClear }
        if let password = settings.password { return password }
        do {
            return try PasswordCommand(arguments: settings.passwordCommand).run()
        } catch {
            throw .password(error.words)
        }
    }

    private var isOnThisComputer: Bool {
        guard let authority = url.split(separator: "/", omittingEmptySubsequences: true).dropFirst().first else {
            return false
        }
        // What stands before "@" is a user, not a host.
        guard !authority.contains("@") else { return false }
        let host =
            authority.hasPrefix("[") ? authority.prefix { $0 != "]" }.dropFirst() : authority.prefix { $0 != ":" }
        return ["127.0.0.1", "::1", "localhost"].contains(host.lowercased())
    }
}
