import Media
import SIP
import Time

// The conference that the agent makes of answered calls: a focus with the mixer on this computer (RFC 4579 §5.1, RFC 5589 §9).
//
// Its calls are held together and resumed together: while the agent consults somebody else, no party hears the others
// without the agent. The one that remains of two is an ordinary call again.
extension UserAgentCore {
    /// Joins answered calls, or takes them into the conference that is there; all of them are resumed.
    mutating func join(_ calls: [CallID], _ command: EngineCommand, at now: Instant) {
        let members = Set(conference).union(calls).sorted()
        for id in calls where !isLiving(id) {
            return tell(.commandRefused(command, .unknownCall))
        }
        guard members.count >= 2, !calls.isEmpty, members.allSatisfy({ mayConfer($0) }), !isShuttingDown else {
            return tell(.commandRefused(command, .notInThisState))
        }
        guard members.count <= Limits.conferenceCalls else { return tell(.commandRefused(command, .tooMany)) }
        let joined = members.filter { !conference.contains($0) }
        conference = members
        for id in joined { markConference(id, true) }
        tellConference()
        holdOthers(than: members.first, at: now)
        for id in members {
            guard let place = place(of: id) else { continue }
            let wasHeld = table[place].isHeldByMe
            table[place].isHeldByMe = false
            // The peer's Contact for us changes too: it is a focus now.
            if wasHeld || joined.contains(id) { changeSession(id, at: now) }
        }
    }

    private func mayConfer(_ id: CallID) -> Bool {
        guard let place = place(of: id) else { return false }
        let call = table[place]
        return (call.phase == .accepted || call.phase == .established) && call.transfer == nil
    }

    /// Takes a call out; it is held, the others go on.
    mutating func leave(_ id: CallID, _ command: EngineCommand, at now: Instant) {
        guard let place = place(of: id), !table[place].isOver else {
            return tell(.commandRefused(command, .unknownCall))
        }
        guard conference.contains(id) else { return tell(.commandRefused(command, .notInThisState)) }
        conference.removeAll { $0 == id }
        markConference(id, false)
        if table[place].isHeldByMe { changeSession(id, at: now) } else { _ = hold(id, at: now) }
        shrinkConference(at: now)
    }

    // MARK: Held and resumed together

    /// Holds a call, and with it the whole conference that it is in.
    mutating func holdTogether(_ id: CallID, at now: Instant) -> Bool {
        guard conference.contains(id) else { return hold(id, at: now) }
        for member in conference { _ = hold(member, at: now) }
        return true
    }

    /// Resumes a call, and with it the whole conference that it is in.
    mutating func resumeTogether(_ id: CallID, at now: Instant) -> Bool {
        guard conference.contains(id) else { return resume(id, at: now) }
        var isResumed = false
        for member in conference where resume(member, at: now) { isResumed = true }
        return isResumed
    }

    /// Whether two calls are in the conference, so that neither is held for the other.
    func areTogether(_ first: CallID, _ second: CallID?) -> Bool {
        guard let second else { return false }
        return conference.contains(first) && conference.contains(second)
    }

    // MARK: Upkeep

    /// Calls that ended leave the conference, a call that took the place of one takes its place there too. Called after each
    /// input, so that no way by which a call ends can be forgotten.
    mutating func followConference(at now: Instant) {
        guard !conference.isEmpty else { return }
        for case .event(.callReplaced(let old, let new)) in outbox where conference.contains(old) {
            guard mayConfer(new.id) else { continue }
            conference = conference.map { $0 == old ? new.id : $0 }.sorted()
            markConference(new.id, true)
            tellConference()
            changeSession(new.id, at: now)
        }
        let gone = conference.filter { id in place(of: id).map { table[$0].isOver } ?? true }
        guard !gone.isEmpty else { return }
        conference.removeAll { gone.contains($0) }
        shrinkConference(at: now)
    }

    /// The conference as it is left: of one party it is none.
    private mutating func shrinkConference(at now: Instant) {
        if conference.count < 2 {
            let last = conference
            conference = []
            for id in last {
                markConference(id, false)
                changeSession(id, at: now)
            }
        }
        tellConference()
    }

    private mutating func markConference(_ id: CallID, _ isIn: Bool) {
        guard let place = place(of: id) else { return }
        table[place].snapshot.isInConference = isIn
        tellChange(of: id)
    }

    private mutating func tellConference() {
        if !conference.isEmpty { emit(.media(partyNames)) }
        emit(.media(.conference(conference.compactMap { id in place(of: id).flatMap { table[$0].media } })))
        tell(.conferenceChanged(conference))
    }

    /// Our Contact in a call: while it is in the conference we are its focus (RFC 4579 §4).
    func contact(in call: Call, _ path: Path) -> NameAddress {
        var address = contact(call.account, path)
        if call.snapshot.isInConference { address.parameters.append(Parameter("isfocus")) }
        return address
    }
}
