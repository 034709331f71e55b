import AgentDesk
import CallEngine
import JSONText
import Scenarios
import Services

/// A call that the program keeps.
struct KeptCall {
    /// The name, else the number, else "".
    var peer: String
    /// nil: of no outcome that a script names.
    var outcome: CallOutcome?
}

/// A note that the program keeps.
struct KeptNote {
    var text: String
    var peer: String
}

extension Stage {
    /// The calls on disk, the oldest first.
    var pastCalls: [KeptCall] {
        store.calls(most: Limits.keptLines).map { KeptCall(peer: Self.peer($0.party), outcome: Self.outcome($0)) }
    }

    /// The notes on disk, the oldest first.
    var notes: [KeptNote] {
        store.notes(most: Limits.keptLines).map { KeptNote(text: $0.text, peer: Self.peer($0.party)) }
    }

    private var store: StoreReading { StoreReading(path: folder + "/state/desk.sqlite") }

    func lines(_ name: String) -> [JSON] {
        Journal(path: folder + "/state/" + name).lines(last: Limits.keptLines).compactMap {
            try? JSONParser.parse(Array($0.utf8))
        }
    }

    private static func peer(_ party: Party?) -> String { party?.name ?? party?.number ?? "" }

    private static func outcome(_ call: PastCall) -> CallOutcome? {
        if !call.isIncoming { return .placed }
        if call.seconds != nil { return .answered }
        switch call.cause {
        case .missed?: return .missed
        case .declinedByMe?: return .declined
        default: return nil
        }
    }
}
