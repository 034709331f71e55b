/// Why a line is not registered.
public enum RegistrationProblem: Sendable, Equatable {
    /// The user name or password is wrong: no new try by itself, so that the account is not locked.
    case credentialsRefused
    /// The same where the credentials were accepted before: a server that loads its users, most likely. The next try comes
    /// after this time, which is long enough for the account not to be locked.
    case credentialsNoLongerAccepted(retry: Duration)
    /// The server asks for what digest authentication here does not know: no new try by itself.
    case authenticationUnsupported
    /// No answer; the next try comes after this time.
    case silent(retry: Duration)
    /// The request could not be sent; the next try comes after this time.
    case unreachable(retry: Duration)
    /// Another final answer; the next try comes after this time.
    case refused(status: Int, retry: Duration)
}

/// What a registration asks for and tells.
public enum RegistrationAction: Sendable, Equatable {
    /// Send this REGISTER in a new client transaction, and give its outcome back.
    case send(Message)
    /// The registrar has us, for so many seconds.
    case registered(expirySeconds: UInt32)
    /// Registration failed; where a new try comes, the machine's deadline is set.
    case failed(RegistrationProblem)
    /// The binding is removed, or its removal was given up.
    case unregistered
}
