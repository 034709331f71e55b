import CallEngine
import Time

/// Which call a key acts on, and which it acted on a moment ago: a key pressed for one call must never reach another.
struct CallTargets: Sendable, Equatable {
    /// The two kinds of target.
    enum Role: Sendable, Hashable, CaseIterable {
        /// The call that rings here: answered or declined.
        case ringing
        /// The call that is up, or being made: ended, held, muted.
        case current
    }

    /// A key told whom it would take, and did not do so: pressed once more, it means that call.
    struct Told: Sendable, Equatable {
        var call: CallID
        /// nil: the call's line was said.
        var command: Command?
        var at: Instant
    }

    struct Former: Sendable, Equatable {
        var role: Role
        var call: CallID
        var until: Instant
    }

    var ringing: CallID?
    var current: CallID?
    private var former: [Former] = []
    /// When there was a target where there had been none: a key pressed just then was meant for nothing, or for something else.
    private var arrived: [Role: Instant] = [:]
    /// What a key told instead of acting on it: until another key is pressed that is not on the way to the same command.
    var told: Told?
    /// The call that the agent took last.
    var taken: CallID?

    subscript(role: Role) -> CallID? {
        get { role == .ringing ? ringing : current }
        set { if role == .ringing { ringing = newValue } else { current = newValue } }
    }

    /// Notes the target that the calls now give.
    /// - Parameter isKnown: the agent made it so: a call that was dialled, or taken from where it rang.
    mutating func set(_ call: CallID?, _ role: Role, isKnown: Bool = false, at now: Instant) {
        former.removeAll { now - $0.until >= Limits.targetChange }
        guard self[role] != call else { return }
        if let old = self[role] { former.append(Former(role: role, call: old, until: now)) }
        arrived[role] = self[role] == nil && !isKnown ? now : nil
        self[role] = call
    }

    /// Whether another call was the target so shortly ago that the key may have been meant for it.
    func hasChanged(_ role: Role, at now: Instant) -> Bool {
        if let at = arrived[role], now - at < Limits.targetChange { return true }
        return former.contains { $0.role == role && $0.call != self[role] && now - $0.until < Limits.targetChange }
    }

    /// The new target was told: the next press means it.
    mutating func told(_ role: Role) {
        former.removeAll { $0.role == role }
        arrived[role] = nil
    }
}

extension AppState {
    /// The call that rings, the last announced one first.
    var ringingTarget: CallID? { latest { $0.state == .incoming } }

    /// The call that is up: the one that hears the agent, else the one being made, else one that waits.
    var currentTarget: CallID? {
        latest { $0.state == .active } ?? latest { $0.state == .dialing || $0.state == .ringing }
            ?? latest { $0.state == .heldByPeer } ?? latest { $0.state == .held }
    }

    private func latest(where isCandidate: (CallSnapshot) -> Bool) -> CallID? {
        let candidates = calls.filter(isCandidate).map(\.id)
        return announced.last { candidates.contains($0) } ?? candidates.last
    }

    /// The call that Qui tells.
    var toldCall: CallSnapshot? { (targets.ringing ?? targets.current).flatMap { call($0) } }
}
