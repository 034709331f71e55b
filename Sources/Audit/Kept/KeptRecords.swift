import CallEngine
import Control
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
        lines("calls.jsonl").map { json in
            KeptCall(peer: Self.peer(json["party"]), outcome: Self.outcome(json))
        }
    }

    /// The notes on disk, the oldest first.
    var notes: [KeptNote] {
        lines("notes.jsonl").map { json in
            KeptNote(text: json["text"]?.text ?? "", peer: Self.peer(json["party"]))
        }
    }

    private func lines(_ name: String) -> [JSON] {
        Journal(path: folder + "/state/" + name).lines(last: Limits.keptLines).compactMap {
            try? JSONParser.parse(Array($0.utf8))
        }
    }

    private static func peer(_ party: JSON?) -> String { party?["name"]?.text ?? party?["number"]?.text ?? "" }

    private static func outcome(_ call: JSON) -> CallOutcome? {
        let isIncoming = call["incoming"]?.boolean ?? true
        if !isIncoming { return .placed }
        if call["seconds"]?.integer != nil { return .answered }
        switch call["cause"]?.text.flatMap({ EndReason.Cause(rawValue: $0) }) {
        case .missed?: return .missed
        case .declinedByMe?: return .declined
        default: return nil
        }
    }
}
