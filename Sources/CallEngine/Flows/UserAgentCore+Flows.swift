import SIP
import Time

// Flows that open and break, and who waits for them.
extension UserAgentCore {
    /// The flow to a place, asked for where there is none; nil: the table is full.
    /// - Parameter isForLine: to a line's own server.
    mutating func openFlow(
        to place: TransportAddress, security: FlowSecurity? = nil, forcesUDP: Bool = false, isForLine: Bool = false
    ) -> FlowID? {
        var found = flowTable.flow(to: place, security: security, isForLine: isForLine)
        if found == nil {
            for flow in idleFlows() { dropFlow(flow) }
            found = flowTable.flow(to: place, security: security, isForLine: isForLine)
        }
        guard let (flow, isNew) = found else { return nil }
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

    /// Flows of ours that stand and that nobody uses: a callee's, or the connection of one large request. Those of watched
    /// people are used as long as these are watched.
    private func idleFlows() -> [FlowID] {
        var used = clients.flows
        for line in lines { used.formUnion(line.flows) }
        for call in table.indices { if let flow = table[call].path?.flow { used.insert(flow) } }
        let watched = Set(
            directLinesThatWatch.flatMap { events.ids(of: $0) }.compactMap { id in
                events[id].flatMap { ServerTarget($0.target)?.numericAddress }
            })
        return flowTable.flows.filter { id, flow in
            guard let target = flow.target, flow.local != nil, !used.contains(id) else { return false }
            return !watched.contains(target)
        }
        .map(\.key).sorted { $0.number < $1.number }
    }

    /// Has somebody look after idle flows, once any may be there.
    mutating func watchIdleFlows(at now: Instant) {
        guard flowTable.mayHoldIdle else { return }
        flowTable.mayHoldIdle = false
        if timers.deadline(of: .idleFlows) == nil { setTimer(.idleFlows, at: now + .seconds(Limits.idleFlowSeconds)) }
    }

    /// Closes the flows that nobody used at two looks in a row.
    mutating func closeIdleFlows(at now: Instant) {
        let idle = Set(idleFlows())
        for (flow, known) in flowTable.flows.sorted(by: { $0.key.number < $1.key.number }) {
            if idle.contains(flow), known.isIdle {
                dropFlow(flow)
            } else {
                flowTable.note(flow, isIdle: idle.contains(flow))
            }
        }
        // Those of the lines are seen to where a line leaves them.
        let others = flowTable.flows.contains { $0.value.target != nil && lines.isFree($0.key) }
        if others { setTimer(.idleFlows, at: now + .seconds(Limits.idleFlowSeconds)) }
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
