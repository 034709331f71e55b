import Time

/// A full ICE agent for one stream of one component (RFC 8445), with consent (RFC 7675). It is told the time, its randomness
/// and what came; it says what is to be sent. A pair is a way out, direct or by the relay, and an address of the peer.
struct ICEAgent: Sendable {
    enum Action: Sendable, Equatable {
        case send([UInt8], to: MediaAddress, isRelayed: Bool)
        /// The relay is to let this address through.
        case permit(MediaAddress)
        /// Media goes and comes this way from now on.
        case selected(ICEWay)
        /// There is no way, or the peer does not consent any more (RFC 7675 §5.1).
        case lost
    }

    /// RFC 8445 §6.1.2.6.
    enum PairState: Sendable, Equatable { case frozen, waiting, inProgress, succeeded, failed }

    struct Pair: Sendable, Equatable {
        var way: ICEWay
        var localPriority: UInt32
        var remotePriority: UInt32
        var foundation: String
        var state: PairState
        /// The peer chose it (§7.3.1.5); it is selected once it works.
        var isNominated = false
        /// A role conflict on it was answered by the other role; once is enough (§7.2.5.1).
        var hasSwitched = false

        /// §6.1.2.3.
        func priority(_ isControlling: Bool) -> UInt64 {
            let (own, theirs) = (UInt64(localPriority), UInt64(remotePriority))
            let (controlling, controlled) = isControlling ? (own, theirs) : (theirs, own)
            return min(own, theirs) << 32 &+ 2 * max(own, theirs) &+ (controlling > controlled ? 1 : 0)
        }
    }

    struct Check: Sendable {
        var way: ICEWay
        var isNominating: Bool
        var isControlling: Bool
        var octets: [UInt8]
        var retransmission: STUNRetransmission
    }

    struct EarlyCheck: Sendable {
        var way: ICEWay
        var priority: UInt32
        var isNominating: Bool
    }

    var random: any RandomNumberGenerator & Sendable
    var local: ICECredentials
    /// Of our own candidates that pairs are made of: host and relayed (§6.1.2.4 replaces the others by their bases).
    private(set) var bases: [ICECandidate] = []
    private(set) var plan: ICEPlan?
    var isControlling = true
    let tieBreaker: UInt64
    var pairs: [Pair] = []
    var triggered: [ICEWay] = []
    var early: [EarlyCheck] = []
    var checks: [STUNTransactionID: Check] = [:]
    private var nextCheck: Instant?
    private var lastCheck: Instant?
    var firstValid: Instant?
    private var nominating: ICEWay?
    private var failsAt: Instant?
    private(set) var selected: ICEWay?
    /// RFC 7675 §5.1: what was lost comes back under other credentials alone.
    private var isLost = false
    var consentUntil: Instant?
    private var nextConsent: Instant?
    var consentChecks: [STUNTransactionID] = []

    init(_ local: ICECredentials, random: any RandomNumberGenerator & Sendable) {
        self.local = local
        self.random = random
        tieBreaker = self.random.next()
    }

    mutating func add(_ base: ICECandidate, at now: Instant) -> [Action] {
        guard !bases.contains(where: { $0.kind == base.kind }) else { return [] }
        bases.append(base)
        var actions: [Action] = []
        for candidate in plan?.candidates ?? [] { actions += pair(base, with: candidate) }
        return actions
    }

    /// Begins, goes on with what stands, or begins anew where the peer's credentials are others (§9).
    mutating func apply(_ new: ICEPlan, at now: Instant) -> [Action] {
        local = new.local
        let isRestart = plan?.remote != new.remote || plan?.local != new.local
        if isRestart {
            forgetChecks()
            isLost = false
            isControlling = new.isControlling || new.isPeerLite
            failsAt = now + ICELimits.checking
            nextCheck = max(now, lastCheck.map { $0 + ICELimits.pace } ?? now)
        }
        plan = new
        plan?.candidates = Array(new.candidates.prefix(ICELimits.remoteCandidates))
        guard isRestart || selected == nil else { return [] }
        var actions: [Action] = []
        for base in bases {
            for candidate in plan?.candidates ?? [] { actions += pair(base, with: candidate) }
        }
        for check in early { actions += checked(check, at: now) }
        early = []
        thaw()
        return actions
    }

    /// The descriptions agree to no ICE for now: nothing is checked, asked for or lost.
    mutating func rest() {
        plan = nil
        forgetChecks()
        early = []
        _ = lose()
    }

    private mutating func forgetChecks() {
        pairs = []
        triggered = []
        checks = [:]
        consentChecks = []
        firstValid = nil
        nominating = nil
    }

    // MARK: The check list

    private mutating func pair(_ base: ICECandidate, with candidate: ICECandidate) -> [Action] {
        let way = ICEWay(remote: candidate.address, isRelayed: base.kind == .relayed)
        guard candidate.address.isCheckable, candidate.address.isFour == base.address.isFour,
            !pairs.contains(where: { $0.way == way }), pairs.count < ICELimits.pairs
        else { return [] }
        pairs.append(
            Pair(
                way: way, localPriority: base.priority, remotePriority: candidate.priority,
                foundation: base.foundation + " " + candidate.foundation, state: .frozen))
        sortPairs()
        // Checks by the relay wait for its permission.
        return way.isRelayed ? [.permit(way.remote)] : []
    }

    /// The best first.
    mutating func sortPairs() {
        let isControlling = isControlling
        pairs.sort { $0.priority(isControlling) > $1.priority(isControlling) }
    }

    /// §6.1.2.6: of each foundation the best pair is checked first; the others follow once it worked or failed.
    mutating func thaw() {
        for place in pairs.indices where pairs[place].state == .frozen && !pairs[place].way.isRelayed {
            let foundation = pairs[place].foundation
            let isBusy = pairs.contains {
                $0.foundation == foundation && ($0.state == .waiting || $0.state == .inProgress)
            }
            if !isBusy { pairs[place].state = .waiting }
        }
    }

    /// The relay lets this address through.
    mutating func permitted(_ remote: MediaAddress) {
        let way = ICEWay(remote: remote, isRelayed: true)
        guard let place = pairs.firstIndex(where: { $0.way == way }), pairs[place].state == .frozen else { return }
        pairs[place].state = .waiting
    }

    mutating func relayIsGone() -> [Action] {
        bases.removeAll { $0.kind == .relayed }
        pairs.removeAll { $0.way.isRelayed }
        triggered.removeAll { $0.isRelayed }
        guard selected?.isRelayed == true else { return [] }
        return lose()
    }

    /// A peer that an address of its own told by a check (§7.3.1.3), or one that is known.
    mutating func checked(_ check: EarlyCheck, at now: Instant) -> [Action] {
        guard plan != nil else {
            if early.count < ICELimits.earlyChecks { early.append(check) }
            return []
        }
        // What is lost is lost; and once a way was chosen only the choice of another one moves anything.
        guard !isLost, selected == nil || failsAt != nil || check.isNominating else { return [] }
        if !pairs.contains(where: { $0.way == check.way }) {
            let kind: ICECandidate.Kind = check.way.isRelayed ? .relayed : .host
            guard let base = bases.first(where: { $0.kind == kind }),
                pairs.count < ICELimits.pairs,
                pairs.count(where: { $0.foundation.hasSuffix(" prflx") }) < ICELimits.reflexiveCandidates
            else { return [] }
            let new = Pair(
                way: check.way, localPriority: base.priority, remotePriority: check.priority,
                foundation: base.foundation + " prflx", state: .waiting)
            pairs.append(new)
            sortPairs()
        }
        guard let place = pairs.firstIndex(where: { $0.way == check.way }) else { return [] }
        if check.isNominating, !isControlling { pairs[place].isNominated = true }
        guard pairs[place].state != .succeeded else {
            return pairs[place].isNominated ? select(check.way, at: now) : []
        }
        // §7.3.1.4: a check that runs is not sent twice; a new one is.
        if pairs[place].state != .inProgress || !checks.values.contains(where: { $0.way == check.way }) {
            pairs[place].state = .waiting
            if !triggered.contains(check.way) { triggered.append(check.way) }
            // Ta holds for what the peer asks for too: nobody makes us flood others (§14.2).
            let soonest = max(now, lastCheck.map { $0 + ICELimits.pace } ?? now)
            nextCheck = min(nextCheck ?? soonest, soonest)
        }
        return check.way.isRelayed ? [.permit(check.way.remote)] : []
    }

    // MARK: The choice

    /// §8.1.1: the best pair that works, once no better one may still do so.
    mutating func nominate(at now: Instant) {
        guard isControlling, nominating == nil, let firstValid,
            let best = pairs.first(where: { $0.state == .succeeded })
        else { return }
        let isBetterOpen = pairs.prefix { $0.way != best.way }.contains { $0.state != .failed }
        guard !isBetterOpen || now - firstValid >= ICELimits.nominationWait else { return }
        nominating = best.way
        triggered.insert(best.way, at: 0)
    }

    mutating func nominationFailed(_ way: ICEWay) { if nominating == way { nominating = nil } }

    /// The pair is chosen and works (§8.1.2).
    mutating func select(_ way: ICEWay, at now: Instant) -> [Action] {
        guard !isLost, let place = pairs.firstIndex(where: { $0.way == way }) else { return [] }
        guard selected != way else {
            // Checks that began anew led here again. Otherwise a peer that chooses twice has answered nothing of ours: that is
            // no consent (RFC 7675 §5.1).
            if failsAt != nil {
                failsAt = nil
                consentUntil = now + ICELimits.consent
            }
            return []
        }
        if let selected, failsAt == nil, let standing = pairs.first(where: { $0.way == selected }),
            standing.priority(isControlling) >= pairs[place].priority(isControlling)
        {
            return []
        }
        failsAt = nil
        consentUntil = now + ICELimits.consent
        if nextConsent == nil { setConsent(at: now) }
        selected = way
        return [.selected(way)]
    }

    private mutating func lose() -> [Action] {
        isLost = true
        triggered = []
        checks = [:]
        selected = nil
        consentUntil = nil
        nextConsent = nil
        failsAt = nil
        return [.lost]
    }

    private mutating func setConsent(at now: Instant) {
        // RFC 7675 §5.1: between 0.8 and 1.2 times the interval.
        nextConsent = now + ICELimits.consentInterval * (80 + Int(random.next() % 41)) / 100
    }

    // MARK: Time's turn

    var nextDeadline: Instant? {
        guard plan != nil else { return nil }
        let hasChecks = !triggered.isEmpty || failsAt != nil
        let waits = checks.values.map(\.retransmission.deadline)
        return (waits + [hasChecks ? nextCheck : nil, failsAt, nextConsent, consentUntil].compactMap { $0 }).min()
    }

    mutating func handleTimeout(at now: Instant) -> [Action] {
        guard let plan else { return [] }
        var actions = repeatChecks(at: now)
        if let consentUntil, consentUntil <= now { return actions + lose() }
        if let failsAt, failsAt <= now { return actions + lose() }
        if let due = nextConsent, due <= now, let selected {
            setConsent(at: now)
            let (transaction, octets) = request(of: selected, plan, isNominating: false)
            if consentChecks.count >= ICELimits.consentChecks { consentChecks.removeFirst() }
            consentChecks.append(transaction)
            actions.append(.send(octets, to: selected.remote, isRelayed: selected.isRelayed))
        }
        nominate(at: now)
        // Ta: one new check at a time (§6.1.4.2).
        if nextCheck.map({ $0 <= now }) ?? false {
            if let way = takeNext() {
                lastCheck = now
                actions.append(check(way, plan, at: now))
            } else {
                thaw()
            }
            nextCheck = now + ICELimits.pace
        }
        return actions
    }

    private mutating func takeNext() -> ICEWay? {
        if !triggered.isEmpty { return triggered.removeFirst() }
        guard failsAt != nil else { return nil }
        return pairs.first { $0.state == .waiting }?.way
    }

    private mutating func check(_ way: ICEWay, _ plan: ICEPlan, at now: Instant) -> Action {
        let isNominating = isControlling && nominating == way
        let (transaction, octets) = request(of: way, plan, isNominating: isNominating)
        if let place = pairs.firstIndex(where: { $0.way == way }), pairs[place].state != .succeeded {
            pairs[place].state = .inProgress
        }
        checks[transaction] = Check(
            way: way, isNominating: isNominating, isControlling: isControlling, octets: octets,
            retransmission: STUNRetransmission(at: now))
        return .send(octets, to: way.remote, isRelayed: way.isRelayed)
    }

    private mutating func repeatChecks(at now: Instant) -> [Action] {
        var actions: [Action] = []
        for (transaction, check) in checks.sorted(by: { $0.key.upper < $1.key.upper }) {
            var check = check
            // Once a pair is chosen the others are not asked again (§8.1.2).
            let isObsolete = selected != nil && failsAt == nil && check.way != selected && !check.isNominating
            switch isObsolete ? .over : check.retransmission.handleTimeout(at: now) {
            case .notYet: continue
            case .again:
                checks[transaction] = check
                actions.append(.send(check.octets, to: check.way.remote, isRelayed: check.way.isRelayed))
            case .over:
                checks[transaction] = nil
                failed(check)
            }
        }
        return actions
    }

    mutating func failed(_ check: Check) {
        if check.isNominating { nominationFailed(check.way) }
        guard let place = pairs.firstIndex(where: { $0.way == check.way }),
            pairs[place].state == .inProgress || check.isNominating, check.way != selected
        else { return }
        pairs[place].state = .failed
        thaw()
    }

    /// A Binding request as a check (§7.1): also consent (RFC 7675 §5.1).
    private mutating func request(
        of way: ICEWay, _ plan: ICEPlan, isNominating: Bool
    ) -> (STUNTransactionID, [UInt8]) {
        let transaction = STUNTransactionID(using: &random)
        // §7.1.1: as a peer-reflexive candidate of ours would have it; by the relay below the direct one.
        let reflexive = ICECandidate.Kind.peerReflexive.preference << 24 | (way.isRelayed ? 0 : 65_535) << 8 | 255
        var message = STUNMessage(
            .request, .binding, transaction,
            [
                .text(STUNAttribute.username, plan.remote.fragment + ":" + plan.local.fragment),
                .number(STUNAttribute.priority, reflexive),
                .wide(isControlling ? STUNAttribute.iceControlling : STUNAttribute.iceControlled, tieBreaker),
            ])
        if isNominating { message.attributes.append(.init(STUNAttribute.useCandidate, [])) }
        return (transaction, message.octets(key: Array(plan.remote.password.utf8), isFingerprinted: true))
    }
}

/// How media gets to the peer: an address of it, and whether our relay passes it on.
public struct ICEWay: Sendable, Hashable {
    public var remote: MediaAddress
    public var isRelayed: Bool

    public init(remote: MediaAddress, isRelayed: Bool) {
        self.remote = remote
        self.isRelayed = isRelayed
    }
}

extension MediaAddress {
    /// One telephone, as far as its numbers tell (RFC 6890): not nowhere, no group, nobody reserved.
    var isCheckable: Bool {
        guard port != 0, !isUnspecified else { return false }
        if let ipv4 { return ipv4 >> 24 != 0 && ipv4 >> 24 < 224 }
        return upper >> 56 != 0xFF
    }
}
