import SIP

// Flows that open and break, and who waits for them.
extension UserAgentCore {
    /// The flow to a place, asked for where there is none; nil: the table is full.
    mutating func openFlow(
        to place: TransportAddress, security: FlowSecurity? = nil, forcesUDP: Bool = false
    ) -> FlowID? {
        guard let (flow, isNew) = flowTable.flow(to: place, security: security) else { return nil }
        if forcesUDP { flowTable.forceUDP(flow) }
        if isNew { emit(.openFlow(flow, target: place, security: flowTable[flow]?.security)) }
        return flow
    }

    /// Closes a flow that a line left, where nobody else uses it.
    mutating func releaseFlow(_ flow: FlowID) {
        let isUsed =
            !lines.indices(on: flow).isEmpty
            || table.contains { $0.path?.flow == flow } || !clients.ids(on: flow).isEmpty
        guard !isUsed, flowTable[flow] != nil else { return }
        dropFlow(flow)
    }

    /// Takes a flow out of the table and has it closed.
    mutating func dropFlow(_ flow: FlowID) {
        clearTimer(.keepAlive(flow))
        clearTimer(.keepAliveSilence(flow))
        flowTable.close(flow)
        emit(.closeFlow(flow))
    }

    mutating func flowIsOpen(_ flow: FlowID, at now: Instant) {
        for index in lines.indices(on: flow) {
            for way in lines[index].ways.indices where lines[index].ways[way].flow == flow {
                wayIsOpen(index, way, at: now)
            }
        }
        sendWaitingMessages(at: now)
        for account in directLinesThatWatch { lineIsReady(account, isNew: true, at: now) }
        sendWaiting(on: flow, at: now)
        for call in callsWaiting(for: flow) { prepare(call, at: now) }
        // An answered call waits for a flow only where its own was lost.
        for call in table where call.path?.flow == flow { moveCall(call.id, at: now) }
    }

    /// A socket or connection is gone: what waited for it is told, what ran over it fails (RFC 3261 §18.4).
    mutating func flowIsClosed(_ flow: FlowID, _ problem: FlowProblem?, at now: Instant) {
        guard flowTable[flow] != nil else { return }
        clearTimer(.keepAlive(flow))
        clearTimer(.keepAliveSilence(flow))
        flowTable.close(flow)
        sendWaitingByDatagram(flow, at: now)
        // The ways first: the failure of their REGISTER is then no news, and its reason is the flow's.
        for index in lines.indices(on: flow) {
            for way in lines[index].ways.indices {
                if lines[index].ways[way].watched == flow { lines[index].ways[way].watched = nil }
                if lines[index].ways[way].flow == flow { wayHasNoFlow(index, way, problem, at: now) }
            }
        }
        for id in clients.ids(on: flow) {
            perform(transactions.transportFailed(.client(id)), fallback: nil, at: now)
        }
        for call in callsWaiting(for: flow) where !failOver(call, at: now) {
            end(call, EndReason(.networkFailure), at: now)
        }
        // A call goes on without its connection: its sound has ways of its own, and its next request takes the line's flow.
    }

    private mutating func callsWaiting(for flow: FlowID) -> [CallID] {
        table.preparingCalls().filter { call in place(of: call).flatMap { table[$0].path?.flow } == flow }
    }
}
