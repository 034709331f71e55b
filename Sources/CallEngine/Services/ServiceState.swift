import Time

/// What the agent's services are set to, and what of them is under way.
struct ServiceState: Sendable, Equatable {
    var isDoNotDisturb = false
    /// Rules that differ from the settings'.
    var forwardings: [AccountID: Forwarding] = [:]
    /// When the last emergency call was begun.
    var emergencyAt: Instant?
    /// The change of forwarding whose codes are being dialled.
    var codes: CodeSequence?

    /// Codes of the PBX that are dialled one after the other, unheard.
    struct CodeSequence: Sendable, Equatable {
        var account: AccountID
        var rule: Forwarding
        var command: EngineCommand
        var waiting: [String]
        /// The call that carries the code.
        var call: CallID?
        var media: MediaID?
        var isAnswered = false
        /// It ended, and whether the code was taken.
        var outcome: Bool?
    }
}

extension DialStrings {
    /// A code with its number; nil where there is no such code.
    static func filled(_ code: String?, number: String) -> String? {
        code.map { $0.replacing("{number}", with: number) }
    }
}
