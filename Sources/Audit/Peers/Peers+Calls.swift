import CallEngine
import Scenarios

extension Peers {
    /// Where the latest call with a far end stands, as it sees it itself; nil where there was none.
    func state(of name: String) -> Scenarios.CallState? {
        guard let call = known(name)?.calls.last else { return nil }
        if call.isOver { return .ended }
        switch call.snapshot.state {
        case .dialing, .ringing, .incoming: return .ringing
        case .active: return .answered
        case .held, .heldByPeer: return .held
        case .ended: return .ended
        }
    }

    /// The far end of the call that the agent hears; where there is none, of the call that began last.
    var current: Peer? {
        let called = all.filter { !$0.calls.isEmpty }
        let talking = called.filter { $0.calls.contains { $0.isUp && $0.snapshot.state == .active } }
        return (talking.isEmpty ? called : talking).max { one, other in
            guard let first = one.calls.last, let second = other.calls.last else { return false }
            return first.snapshot.startedAt < second.snapshot.startedAt
        }
    }
}
