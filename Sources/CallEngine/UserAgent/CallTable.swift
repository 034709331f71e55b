import SIP
import Time

/// Every call, oldest first, and the ways to find one without looking at the others.
///
/// `table[place]` reads and changes a call; its place stays the same until the input is handled (`forgetFinished`). Whatever
/// was changed is looked at again before the next search, so that no change can escape an index.
struct CallTable: Sendable, Equatable {
    /// What a call is found by, as it was when last looked at.
    fileprivate struct Facets: Sendable, Equatable {
        var dialog: DialogID?
        var media: MediaID?
        var transaction: ServerTransactionID?
        var deadline: Instant?
        var isOver = false
        var isPreparing = false
        var rings = false
        var concernsTones = false
        var isFinished = false
        var holdsUpShutDown = false
    }

    private struct Note: Sendable, Equatable {
        var facets = Facets()
        var isStale = false
        var isForgotten = false
    }

    /// Forgotten calls keep their place until as many are forgotten as live.
    private var calls: [Call] = []
    private var notes: [Note] = []
    private var places: [CallID: Int] = [:]
    /// The places that were changed since the last look.
    private var stale: [Int] = []

    private var dialogs: [DialogID: CallID] = [:]
    private var media: [MediaID: CallID] = [:]
    private var transactions: [ServerTransactionID: CallID] = [:]
    private var deadlines = DeadlineQueue<CallID>()
    private var preparing: Set<CallID> = []
    private var ringing: Set<CallID> = []
    private var sounding: Set<CallID> = []
    private var finished: Set<CallID> = []
    private var over = 0
    private var awaited = 0

    mutating func append(_ call: Call) {
        calls.append(call)
        notes.append(Note(isStale: true))
        places[call.id] = calls.count - 1
        stale.append(calls.count - 1)
    }

    /// The place of a call, ended ones too.
    func place(of call: CallID) -> Int? { places[call] }

    // MARK: Searches

    /// The place of the call with this dialog.
    mutating func place(of dialog: DialogID) -> Int? {
        lookAgain()
        return dialogs[dialog].flatMap { places[$0] }
    }

    /// The place of the call that has these ports and has not ended.
    mutating func place(of session: MediaID) -> Int? {
        lookAgain()
        return media[session].flatMap { places[$0] }
    }

    /// The place of the call that rings by this INVITE.
    mutating func place(of invite: ServerTransactionID) -> Int? {
        lookAgain()
        return transactions[invite].flatMap { places[$0] }
    }

    /// How many calls have not ended.
    mutating func livingCount() -> Int {
        lookAgain()
        return count - over
    }

    /// The outgoing calls that wait for a flow or for ports, oldest first.
    mutating func preparingCalls() -> [CallID] {
        lookAgain()
        return preparing.sorted()
    }

    /// Whether any call rings here.
    mutating func isAnyRinging() -> Bool {
        lookAgain()
        return !ringing.isEmpty
    }

    /// The answered calls in which the agent is heard or a waiting tone sounds, oldest first.
    mutating func soundingCalls() -> [CallID] {
        lookAgain()
        return sounding.sorted()
    }

    /// Whether every call is over and owes no answer.
    mutating func isQuiet() -> Bool {
        lookAgain()
        return awaited == 0
    }

    /// The calls whose `nextDeadline` has come, the earliest first; each must be served.
    mutating func takeDue(at now: Instant) -> [CallID] {
        lookAgain()
        let due = deadlines.takeDue(at: now)
        for id in due {
            guard let place = places[id] else { continue }
            notes[place].facets.deadline = nil
            touch(place)
        }
        return due
    }

    /// The earliest deadline of a call. Right after `forgetFinished` alone, which every input ends with.
    var nextDeadline: Instant? { deadlines.earliest }

    /// Looks at the calls where they are: a call is large, and a sequence would copy each.
    func contains(where isWanted: (Call) throws -> Bool) rethrows -> Bool { try firstIndex(where: isWanted) != nil }

    func firstIndex(where isWanted: (Call) throws -> Bool) rethrows -> Int? {
        try indices.first { try isWanted(calls[$0]) }
    }

    // MARK: Upkeep

    /// Forgets ended calls that the protocol needs no more. Places change.
    mutating func forgetFinished() {
        lookAgain()
        guard !finished.isEmpty else { return }
        for id in finished {
            guard let place = places.removeValue(forKey: id) else { continue }
            index(id, from: notes[place].facets, to: nil)
            notes[place].isForgotten = true
        }
        finished = []
        guard count * 2 <= calls.count else { return }
        var kept = 0
        for place in calls.indices where !notes[place].isForgotten {
            calls.swapAt(kept, place)
            notes.swapAt(kept, place)
            kept += 1
        }
        calls.removeLast(calls.count - kept)
        notes.removeLast(notes.count - kept)
        for place in calls.indices { places[calls[place].id] = place }
    }

    private mutating func touch(_ place: Int) {
        guard !notes[place].isStale else { return }
        notes[place].isStale = true
        stale.append(place)
    }

    private mutating func lookAgain() {
        guard !stale.isEmpty else { return }
        for place in stale {
            let known = notes[place].facets
            let facets = calls[place].facets()
            notes[place].isStale = false
            guard facets != known else { continue }
            notes[place].facets = facets
            index(calls[place].id, from: known, to: facets)
        }
        stale.removeAll(keepingCapacity: true)
    }

    /// Moves a call in every index; nil: it is forgotten.
    private mutating func index(_ id: CallID, from old: Facets, to new: Facets?) {
        Self.move(id, in: &dialogs, from: old.dialog, to: new?.dialog)
        Self.move(id, in: &media, from: old.media, to: new?.media)
        Self.move(id, in: &transactions, from: old.transaction, to: new?.transaction)
        Self.move(id, in: &preparing, from: old.isPreparing, to: new?.isPreparing)
        Self.move(id, in: &ringing, from: old.rings, to: new?.rings)
        Self.move(id, in: &sounding, from: old.concernsTones, to: new?.concernsTones)
        Self.move(id, in: &finished, from: old.isFinished, to: new?.isFinished)
        deadlines.set(id, at: new?.deadline, rank: UInt64(clamping: id.number))
        over += (new?.isOver == true ? 1 : 0) - (old.isOver ? 1 : 0)
        awaited += (new?.holdsUpShutDown == true ? 1 : 0) - (old.holdsUpShutDown ? 1 : 0)
    }

    private static func move<Key: Hashable>(
        _ id: CallID, in index: inout [Key: CallID], from old: Key?, to new: Key?
    ) {
        guard old != new else { return }
        if let old, index[old] == id { index[old] = nil }
        if let new { index[new] = id }
    }

    private static func move(_ id: CallID, in index: inout Set<CallID>, from old: Bool, to new: Bool?) {
        guard old != new else { return }
        if new == true { index.insert(id) } else { index.remove(id) }
    }
}

extension Call {
    /// Mutating in name alone: so the call, which is large, is looked at where it lies. Any other access would copy it.
    fileprivate mutating func facets() -> CallTable.Facets {
        CallTable.Facets(
            dialog: dialog?.id, media: isOver ? nil : media, transaction: received?.transaction,
            deadline: nextDeadline, isOver: isOver, isPreparing: phase == .preparing,
            rings: phase == .alerting && replaces == nil,
            concernsTones: !isOver && snapshot.answeredAt != nil
                && (!isHeldByMe || snapshot.state == .active || tone != nil),
            isFinished: isFinished, holdsUpShutDown: holdsUpShutDown)
    }
}

extension CallTable: BidirectionalCollection {
    var startIndex: Int { next(from: 0) }
    var endIndex: Int { calls.count }
    var count: Int { places.count }
    var isEmpty: Bool { places.isEmpty }

    func index(after place: Int) -> Int { next(from: place + 1) }

    func index(before place: Int) -> Int {
        var previous = place - 1
        while previous > 0, notes[previous].isForgotten { previous -= 1 }
        return previous
    }

    private func next(from place: Int) -> Int {
        var next = place
        while next < notes.count, notes[next].isForgotten { next += 1 }
        return next
    }

    subscript(place: Int) -> Call {
        // Not `_read`: with a type of this size it gave wrong values in debug builds; in release both cost the same.
        get { calls[place] }
        _modify {
            touch(place)
            yield &calls[place]
        }
    }
}
