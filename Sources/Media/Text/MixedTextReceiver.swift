import Time

/// The text of several sources in the one stream of a mixer (RFC 9071 §3.16): each source for itself, by the times of its
/// blocks; the numbers of the packets tell only what is missing.
struct MixedTextReceiver: Sendable, Equatable {
    /// What can be read of one source; nil: the mixer's own.
    struct Piece: Sendable, Equatable {
        var source: UInt32?
        var text: String
    }

    /// A packet that waits for those that are missing before it.
    private struct Waiting: Equatable {
        var packet: TextPacket
        var number: Int64
        var hasMarker: Bool
        var arrival: Instant
    }

    private struct Source: Equatable {
        var id: UInt32?
        /// Of the last block that was read.
        var lastTimestamp: UInt32?
        var lastNumber: Int64?
        var filter = T140Filter()
        /// In the order of their numbers.
        var waiting: [Waiting] = []
    }

    /// A packet that did not come, and the times between which it was sent.
    private struct Missing: Equatable {
        var number: Int64
        var earliest: UInt32
        var latest: UInt32
        var since: Instant
        /// A later packet brought its block, or its loss was marked.
        var isSettled = false
        var isJudged = false
    }

    private var followed: FollowedSource
    private var highest: Int64
    private var highestTimestamp: UInt32
    private var sources: [Source]
    private var missing: [Missing] = []
    private var isRepeated = true
    /// Marks that were set.
    private(set) var marks: UInt64 = 0

    /// Goes on where a stream of one source became a mixer's: all of it up to here was read.
    init(after followed: FollowedSource, number: Int64, timestamp: UInt32) {
        self.followed = followed
        highest = number
        highestTimestamp = timestamp
        sources = [Source(id: nil, lastTimestamp: timestamp, lastNumber: number)]
    }

    /// The SSRC that is followed.
    var ssrc: UInt32? { followed.ssrc }

    mutating func receive(
        _ header: RTPHeader, _ packet: TextPacket, isRedundant: Bool, at now: Instant
    ) -> [Piece] {
        let number = highest + Int64(Int16(bitPattern: header.sequenceNumber &- UInt16(truncatingIfNeeded: highest)))
        var pieces: [Piece] = []
        switch followed.judge(header, distance: number - highest) {
        case .refused: return []
        case .same: noteNumber(number, header.timestamp, at: now)
        case .anew:
            for place in sources.indices { pieces += drain(place, at: now, isForced: true) }
            sources = []
            missing = []
            highest = Int64(header.sequenceNumber) + 0x1_0000
            highestTimestamp = header.timestamp
        }
        isRepeated = isRedundant
        let place = place(of: header.contributor, &pieces, at: now)
        let own = highest + Int64(Int16(bitPattern: header.sequenceNumber &- UInt16(truncatingIfNeeded: highest)))
        let waiting = Waiting(packet: packet, number: own, hasMarker: header.hasMarker, arrival: now)
        let index = sources[place].waiting.firstIndex { $0.number >= own } ?? sources[place].waiting.count
        sources[place].waiting.insert(waiting, at: index)
        pieces += drain(place, at: now, isForced: sources[place].waiting.count > TextLimits.waitingPackets)
        return pieces
    }

    /// When to call `handleTimeout`.
    var nextDeadline: Instant? {
        var due = sources.lazy.compactMap { $0.waiting.first?.arrival }.min().map { $0 + TextLimits.reordering }
        for packet in missing where !packet.isJudged && !packet.isSettled {
            let judged = packet.since + (isRepeated ? TextLimits.claiming : TextLimits.reordering)
            due = min(due ?? judged, judged)
        }
        return due
    }

    /// What is missing for too long is lost.
    mutating func handleTimeout(at now: Instant) -> [Piece] {
        var pieces: [Piece] = []
        for place in sources.indices {
            while let first = sources[place].waiting.first, first.arrival + TextLimits.reordering <= now {
                pieces += drain(place, at: now, isForced: true)
            }
        }
        pieces += judgeMissing(at: now)
        return pieces
    }

    // MARK: Numbers

    private mutating func noteNumber(_ number: Int64, _ timestamp: UInt32, at now: Instant) {
        guard number > highest else { return missing.removeAll { $0.number == number } }
        for absent in (highest + 1)..<number {
            missing.append(Missing(number: absent, earliest: highestTimestamp, latest: timestamp, since: now))
        }
        let old = missing.count - TextLimits.waitingPackets
        if old > 0 { missing.removeFirst(old) }
        highest = number
        highestTimestamp = timestamp
    }

    /// A bounded number of sources: who was silent for the longest is forgotten.
    private mutating func place(
        of id: UInt32?, _ pieces: inout [Piece], at now: Instant
    ) -> Int {
        if let place = sources.firstIndex(where: { $0.id == id }) { return place }
        if sources.count >= TextLimits.sources,
            let oldest = sources.indices.min(by: { sources[$0].lastNumber ?? 0 < sources[$1].lastNumber ?? 0 })
        {
            pieces += drain(oldest, at: now, isForced: true)
            sources.remove(at: oldest)
        }
        sources.append(Source(id: id))
        return sources.count - 1
    }

    // MARK: Reading

    /// Reads the packets of a source as far as nothing that is missing may be its own.
    private mutating func drain(_ place: Int, at now: Instant, isForced: Bool) -> [Piece] {
        var text = ""
        while let first = sources[place].waiting.first {
            let isWhole = isWhole(first, of: sources[place])
            let mayCome = missing.contains {
                !$0.isSettled && $0.since + TextLimits.reordering > now && isBetween($0, first, sources[place])
            }
            guard isWhole || !mayCome || isForced else { break }
            sources[place].waiting.removeFirst()
            text += read(first, of: place, isWhole: isWhole)
        }
        return text.isEmpty ? [] : [Piece(source: sources[place].id, text: text)]
    }

    /// Its blocks reach back to the last one that was read: nothing of its source is missing between.
    private func isWhole(_ waiting: Waiting, of source: Source) -> Bool {
        guard let last = source.lastTimestamp, let oldest = waiting.packet.older.first else { return false }
        return !isLater(oldest.timestamp, last)
    }

    private func isBetween(_ packet: Missing, _ waiting: Waiting, _ source: Source) -> Bool {
        packet.number < waiting.number && packet.number > source.lastNumber ?? .min
    }

    private mutating func read(_ waiting: Waiting, of place: Int, isWhole: Bool) -> String {
        let last = sources[place].lastTimestamp
        let packet = waiting.packet
        // A late one, or one that was repeated whole.
        if let last, !isLater(packet.primary.timestamp, last) { return "" }
        let older = packet.older.filter { block in last.map { isLater(block.timestamp, $0) } ?? true }
        for block in older where !block.octets.isEmpty || !waiting.hasMarker { settle(block.timestamp) }
        var text = ""
        if !isWhole, markLoss(before: waiting, sources[place]) {
            text = "\u{FFFD}"
            sources[place].filter = T140Filter()
        }
        for block in older + [packet.primary] { text += sources[place].filter.text(of: block.octets) }
        sources[place].lastTimestamp = packet.primary.timestamp
        sources[place].lastNumber = max(sources[place].lastNumber ?? .min, waiting.number)
        return text
    }

    /// A missing packet is known by the time of its block.
    private mutating func settle(_ timestamp: UInt32) {
        let place = missing.firstIndex {
            !$0.isSettled && !isLater($0.earliest, timestamp) && !isLater(timestamp, $0.latest)
        }
        if let place { missing[place].isSettled = true }
    }

    // MARK: Loss

    /// Whether text of a source may be lost before this packet (§3.16.2): of three packets that are missing within a second
    /// one at least is nobody else's. These do not count again.
    private mutating func markLoss(before waiting: Waiting, _ source: Source) -> Bool {
        guard isRepeated, let first = missing.first(where: { !$0.isSettled && isBetween($0, waiting, source) }),
            missing.count(where: { isNear($0, first) }) > TextLimits.generations
        else { return false }
        settleNear(first)
        marks &+= 1
        return true
    }

    /// Packets that no source has claimed meanwhile: text of anybody may be lost.
    private mutating func judgeMissing(at now: Instant) -> [Piece] {
        var found = 0
        for place in missing.indices {
            let packet = missing[place]
            let wait = isRepeated ? TextLimits.claiming : TextLimits.reordering
            guard !packet.isSettled, !packet.isJudged, packet.since + wait <= now else { continue }
            missing[place].isJudged = true
            if !isRepeated {
                missing[place].isSettled = true
                found += 1
            } else if missing.count(where: { !$0.isSettled && isNear($0, packet) }) > TextLimits.generations {
                settleNear(packet)
                found += 1
            }
        }
        missing.removeAll { $0.since + TextLimits.rateInterval <= now }
        marks &+= UInt64(found)
        let text = String(repeating: "\u{FFFD}", count: min(found, TextLimits.gapMarks))
        return found == 0 ? [] : [Piece(source: nil, text: text)]
    }

    private mutating func settleNear(_ packet: Missing) {
        var count = 0
        for place in missing.indices where !missing[place].isSettled && isNear(missing[place], packet) {
            guard count <= TextLimits.generations else { break }
            missing[place].isSettled = true
            count += 1
        }
    }

    private func isNear(_ one: Missing, _ other: Missing) -> Bool {
        let gap = Int32(bitPattern: one.earliest &- other.latest)
        let reverse = Int32(bitPattern: other.earliest &- one.latest)
        return max(gap, reverse) <= 1_000
    }

    /// RFC 3550: times wrap.
    private func isLater(_ one: UInt32, _ other: UInt32) -> Bool { Int32(bitPattern: one &- other) > 0 }
}
