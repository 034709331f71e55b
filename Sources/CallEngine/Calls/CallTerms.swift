import SIP

/// What a call of ours bears besides its target.
struct CallTerms: Sendable, Equatable {
    /// Further header fields of its INVITE: Replaces, Require, Referred-By.
    var fields: [HeaderField] = []
    /// Who sent us to the target (RFC 3892).
    var referredBy: Party?
}
