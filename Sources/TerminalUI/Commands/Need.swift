import Announcements
import CallEngine

/// What a command needs so that it can do something: where it is valid, as data.
enum Need: Sendable, Equatable, CaseIterable {
    case nothing
    /// A call that rings here.
    case ringingCall
    /// A call that is up or being made.
    case currentCall
    /// A call that was answered.
    case answeredCall
    /// A second call that waits.
    case otherCall
    /// No call at all.
    case noCall
    /// A call that rings or is up.
    case anyCall
    /// Text can be written in the call.
    case textCall
    /// Somebody asks that we call somebody else.
    case transferRequest
    /// Two answered calls at least.
    case severalCalls
    /// A mailbox whose number is known.
    case mailbox
    /// A watched colleague whose line rings.
    case colleagueRings
    /// A link to call that was neither called nor declined.
    case link
    /// A line to call on.
    case line
}

extension AppState {
    /// Why the command cannot be carried out now; nil: it can.
    func obstacle(to command: Command) -> Obstacle? {
        let current = targets.current.flatMap { call($0) }
        let absent: Obstacle = targets.ringing == nil ? .noCall : .onlyRings
        let answered = calls.filter { $0.answeredAt != nil && $0.state != .ended }
        return switch command.row.needs {
        case .nothing: nil
        case .ringingCall: targets.ringing == nil ? .nothingRings : nil
        case .currentCall: current == nil ? absent : nil
        case .answeredCall:
            current.map { $0.state.isUp ? nil : .notAnswered } ?? absent
        case .otherCall:
            if let current {
                calls.contains { $0.state == .held && $0.id != current.id }
                    ? (current.state.isUp ? nil : .notAnswered) : .noOtherCall
            } else {
                absent
            }
        case .noCall: calls.isEmpty ? nil : .callInProgress
        case .anyCall: calls.isEmpty ? .noCall : nil
        case .textCall:
            current.map { $0.state.isUp ? ($0.hasText ? nil : .noText) : .notAnswered }
                ?? absent
        case .transferRequest: transferRequests.isEmpty ? .noTransferAsked : nil
        case .severalCalls: answered.isEmpty ? .noCall : answered.count < 2 ? .noOtherCall : nil
        case .mailbox: voicemails.values.contains { $0.address != nil } ? nil : .noMailbox
        case .colleagueRings: ringingColleague == nil ? .nobodyRings : nil
        case .link: links.newest == nil ? .noLink : nil
        case .line: accounts.isEmpty ? .noLine : nil
        }
    }

    /// The watched colleague whose line rings, the last told one first.
    var ringingColleague: Watched? { watched.last { $0.thing == .lines && $0.line == .ringing } }
}

extension CallState {
    /// It was answered and is not over.
    var isUp: Bool {
        switch self {
        case .active, .held, .heldByPeer: true
        case .dialing, .ringing, .incoming, .ended: false
        }
    }
}
