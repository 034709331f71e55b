import JSONText

/// What became of a link to call.
public enum ProposalAnswer: Sendable, Equatable {
    /// The agent was told, and calls or declines.
    case proposed
    /// It is no link that can be called.
    case noLink
    /// Too many links came within a minute.
    case tooMany
    /// No agent is there to be asked: the program has no screen and no voice.
    case nobodyToAsk

    func result() throws(ControlFault) -> JSON {
        switch self {
        case .proposed: return .record(["proposed": .boolean(true)])
        case .noLink: throw .invalidAddress
        case .tooMany: throw .tooManyLinks
        case .nobodyToAsk: throw .nobodyToAsk
        }
    }
}
