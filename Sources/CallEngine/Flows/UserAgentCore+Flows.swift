import SIP

// Flows that open and break, and who waits for them.
extension UserAgentCore {
    mutating func flowIsOpen(_ flow: FlowID, at now: Instant) {
        for index in lines.indices(on: flow) { lineFlowIsOpen(index, at: now) }
        for call in callsWaiting(for: flow) { prepare(call, at: now) }
    }

    /// A socket or connection is gone: what waited for it is told, what ran over it fails (RFC 3261 §18.4).
    mutating func flowIsClosed(_ flow: FlowID, at now: Instant) {
        guard flowTable[flow] != nil else { return }
        flowTable.close(flow)
        for id in clients.ids(on: flow) {
            perform(transactions.transportFailed(.client(id)), fallback: nil, at: now)
        }
        for call in callsWaiting(for: flow) { end(call, EndReason(.networkFailure), at: now) }
        for index in lines.indices(on: flow) { lineFlowIsClosed(index, at: now) }
        // A call goes on without its connection: its sound has ways of its own, and its next request takes the line's flow.
    }

    private mutating func callsWaiting(for flow: FlowID) -> [CallID] {
        table.preparingCalls().filter { call in place(of: call).flatMap { table[$0].path?.flow } == flow }
    }
}
