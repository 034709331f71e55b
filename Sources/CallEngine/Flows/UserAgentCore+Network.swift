import Media
import SIP
import Time

// Our own link: lost, back with another address, asleep and awake. Lines come back, calls are kept.
extension UserAgentCore {
    mutating func networkChanged(_ change: NetworkChange, at now: Instant) {
        switch change {
        case .lost: linkIsLost(at: now)
        case .changed: linkCameBack(at: now)
        case .suspending: break
        case .resumed: wakeUp(at: now)
        }
    }

    /// Told once a line; what fails until the link is back is no news.
    private mutating func linkIsLost(at now: Instant) {
        guard !isNetworkLost else { return }
        isNetworkLost = true
        for index in lines.indices where lines[index].ways.contains(where: \.wantsRegistration) {
            for way in lines[index].ways.indices {
                _ = lines[index].ways[way].registration?.transportFailed(at: now, using: &randomness)
            }
            // A wait that the network's return does not end keeps its reason.
            guard lines[index].ways.contains(where: { $0.registration?.pause != .obligation }) else { continue }
            let wait = lines[index].nextDeadline.map { now.duration(to: $0).wholeSeconds } ?? 0
            setState(.failed(.unreachable(retrySeconds: wait)), of: index)
        }
    }

    /// Addresses or routes changed: every line registers again within 2 s, where it failed with a new round of its
    /// servers. Calls follow once their line is there; those of direct lines follow now.
    private mutating func linkCameBack(at now: Instant) {
        isNetworkLost = false
        largeRequests.takesTCP = [:]
        for index in lines.indices where lines[index].isRegistering {
            for way in lines[index].ways.indices { hurry(index, way, within: linkReturn, at: now) }
        }
        for call in table where !call.isOver && call.snapshot.answeredAt != nil {
            guard let path = call.path, !flowTable.isOpen(path.flow), line(call.account)?.isRegistering == false,
                let place = place(of: call.id), let flow = openFlow(to: path.destination)
            else { continue }
            table[place].path?.flow = flow
            if flowTable.isOpen(flow) { moveCall(call.id, at: now) }
        }
    }

    /// Within which time the lines come back whose own link did: a process with thousands of them takes longer.
    var linkReturn: Duration { max(RegistrationLimits.linkReturn, RegistrationLimits.spacing * lines.count) }

    /// The way's next try comes soon; a refusal that only the agent can mend stays.
    mutating func hurry(_ index: Int, _ way: Int, within delay: Duration, at now: Instant) {
        guard lines[index].ways[way].wantsRegistration, let registration = lines[index].ways[way].registration else {
            return
        }
        lines[index].ways[way].registration?.hurry(
            within: delay, at: now, using: &randomness)
        if !registration.isBound { lines[index].ways[way].servers.restart() }
        clearTimer(.registrarSilent(lines[index].id, way))
    }

    /// RFC 3261 §18: a connection that slept is most likely dead at the other end, which nobody told us: it is opened anew.
    private mutating func wakeUp(at now: Instant) {
        let stale = flowTable.flows.filter { entry in entry.value.target?.transport.isReliable ?? false }.map(\.key)
        for flow in stale.sorted(by: { $0.number < $1.number }) {
            emit(.closeFlow(flow))
            flowIsClosed(flow, .addressGone, at: now)
        }
        linkCameBack(at: now)
    }

    /// Without logind a sleep shows by a timeout that comes far too late: the clock counts on while the computer sleeps.
    mutating func noticeSleep(at now: Instant) {
        guard let deadline = nextDeadline, deadline + .seconds(Limits.sleepSeconds) < now else { return }
        wakeUp(at: now)
    }

    // MARK: Calls

    /// The line's server is reached by a new flow: answered calls whose own is gone go on by it.
    mutating func moveCalls(of account: AccountID, at now: Instant) {
        guard table.contains(where: { $0.account == account && !$0.isOver }), let flow = line(account)?.flow,
            let remote = flowTable[flow]?.remote
        else { return }
        for call in table where call.account == account && !call.isOver && call.snapshot.answeredAt != nil {
            guard let path = call.path, !flowTable.isOpen(path.flow), let place = place(of: call.id) else { continue }
            table[place].path = Path(flow: flow, destination: remote)
            moveCall(call.id, at: now)
        }
    }

    /// Gives an answered call ports on the address that it speaks from now, and tells the peer address and Contact by a
    /// re-INVITE (RFC 3261 §14.1): the Contact's port is another even where the address is the same.
    mutating func moveCall(_ id: CallID, at now: Instant) {
        guard let place = place(of: id), !table[place].isOver, table[place].snapshot.answeredAt != nil,
            let path = table[place].path, let host = flowTable[path.flow]?.local?.host,
            let media = table[place].media, let known = table[place].capability?.host
        else { return }
        guard !table[place].isRebinding else { return }
        guard host != known else {
            // The network was away: what ICE lost meanwhile comes back under other credentials alone (RFC 7675 §5.1).
            renewICE(of: place, forText: false)
            renewICE(of: place, forText: true)
            return changeSession(id, at: now)
        }
        table[place].isRebinding = true
        if table[place].textPorts != nil {
            table[place].textPorts = nil
            askForCandidates(of: place, forText: true)
            emit(.media(.openText(media, localHost: host)))
        }
        askForCandidates(of: place)
        emit(.media(.rebind(media, localHost: host)))
    }

    /// The new ports are there.
    mutating func mediaIsRebound(_ id: CallID, at now: Instant) {
        guard let place = place(of: id), table[place].isRebinding else { return }
        table[place].isRebinding = false
        changeSession(id, at: now)
    }

    /// Answers that a line's server still awaits go by the flow that the line has now (RFC 3261 §18.2.2).
    mutating func remapAnswers(from account: AccountID, to path: Path) {
        guard table.isAnyRinging() else { return }
        let lost = servers.filter { record in
            !flowTable.isOpen(record.value.path.flow) && record.value.path.destination.host == path.destination.host
        }
        for (id, record) in lost {
            let isReliable = path.destination.transport.isReliable
            servers[id]?.path = Path(
                flow: path.flow, destination: isReliable ? path.destination : record.path.destination)
        }
        for call in table where call.account == account && call.phase == .alerting {
            guard let own = call.path, !flowTable.isOpen(own.flow), let place = place(of: call.id) else { continue }
            table[place].path = path
        }
    }
}
