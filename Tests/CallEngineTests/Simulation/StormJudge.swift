import CallEngine
import SIP

/// What must hold after any storm.
enum StormJudge {
    static func faults(in storm: Storm) -> [String] {
        var faults: [String] = []
        for (index, name) in Storm.names.enumerated() {
            if !storm.cores[index].calls.isEmpty { faults.append("\(name): a call remains") }
            if storm.cores[index].accounts.first?.state != .registered {
                faults.append("\(name): the line is not back")
            }
            for (life, events) in storm.histories[index].enumerated() {
                let isPresent = life == storm.lives[index]
                faults += self.faults(in: events, isWhole: isPresent).map { "\(name), life \(life): \($0)" }
            }
        }
        return faults
    }

    /// - Parameter isWhole: the program lived on: every call that began must have ended.
    private static func faults(in events: [EngineEvent], isWhole: Bool) -> [String] {
        var faults: [String] = []
        var last: [CallID: CallSnapshot] = [:]
        var ended: Set<CallID> = []
        var account: AccountState?
        func check(_ call: CallSnapshot, _ what: String) {
            if ended.contains(call.id) { faults.append("call \(call.id.number) \(what) after its end") }
            if last[call.id] == nil && what != "begins" {
                faults.append("call \(call.id.number) \(what) before it began")
            }
        }
        for event in events {
            switch event {
            case .callDialled(let call, _), .callReceived(let call):
                check(call, "begins")
                if last[call.id] != nil { faults.append("call \(call.id.number) begins twice") }
                last[call.id] = call
            case .callChanged(let call):
                check(call, "changes")
                if last[call.id] == call { faults.append("call \(call.id.number) is told twice") }
                last[call.id] = call
            case .callEnded(let call, _):
                check(call, "ends")
                ended.insert(call.id)
            case .callReplaced(let old, let new):
                ended.insert(old)
                last[new.id] = new
            case .accountChanged(_, let state):
                if account == state { faults.append("the line's state \(state) is told twice") }
                account = state
            case .dialRefused, .textReceived, .digitReceived, .statistics, .commandRefused, .shutDownFinished,
                .transferChanged,
                .transferRequested, .conferenceChanged, .doNotDisturbChanged, .forwardingChanged, .voicemailChanged,
                .watchedChanged, .messageReceived, .messageAnswered, .strangersRefused, .callRefusedInClear,
                .callMeasured, .qualityChanged:
                break
            }
        }
        if isWhole {
            faults += last.keys.filter { !ended.contains($0) }.sorted().map { "call \($0.number) never ends" }
        }
        return faults
    }
}
