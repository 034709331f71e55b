import SIP

/// What a call of ours bears besides its target.
struct CallTerms: Sendable, Equatable {
    /// Further header fields of its INVITE: Replaces, Require, Referred-By.
    var fields: [HeaderField] = []
    /// Who sent us to the target (RFC 3892).
    var referredBy: Party?
    /// It carries a code of the PBX: the agent neither hears nor sees it, and no call is held for it.
    var isUnheard = false
}
