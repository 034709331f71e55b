import SIP

// Flows that open and break, and who waits for them.
extension UserAgentCore {
    mutating func flowIsOpen(_ flow: FlowID, at now: Instant) {
        for index in lines.indices where lines[index].flow == flow { lineFlowIsOpen(index, at: now) }
        for call in table where call.phase == .preparing && call.path?.flow == flow { prepare(call.id, at: now) }
    }

    /// A socket or connection is gone: what waited for it is told, what ran over it fails (RFC 3261 §18.4).
    mutating func flowIsClosed(_ flow: FlowID, at now: Instant) {
        guard flowTable[flow] != nil else { return }
        flowTable.close(flow)
        let broken = clients.filter { $0.value.path.flow == flow }.map(\.key)
        for id in broken.sorted(by: { $0.branch < $1.branch }) {
            perform(transactions.transportFailed(.client(id)), fallback: nil, at: now)
        }
        for call in table where call.phase == .preparing && call.path?.flow == flow {
            end(call.id, EndReason(.networkFailure), at: now)
        }
        for index in lines.indices where lines[index].flow == flow { lineFlowIsClosed(index, at: now) }
        // A call goes on without its connection: its sound has ways of its own, and its next request takes the line's flow.
    }
}
