import Announcements
import CallEngine
import SIP

/// Takes one event in: the state changes, and what the world must do is returned, in order.
public func update(_ state: inout AppState, _ event: AppEvent, at now: Instant) -> [Effect] {
    if case .resized(let columns, let rows) = event {
        state.columns = max(20, columns)
        state.rows = max(4, rows)
    }
    return []
}

extension AppState {
    /// When `update` must be told `.timeout` next.
    public var nextDeadline: Instant? { speech.nextDeadline }
}
