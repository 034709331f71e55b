/// Which of the last packets of one source came, by sequence number, and which of the others came as copies (RFC 2198).
struct ArrivalLog: Sendable, Equatable {
    /// What is known of one packet.
    enum Fate: Sendable, Equatable { case came, late, repaired, missing }

    private static let size = RTPLimits.loggedPackets
    private var came = [UInt64](repeating: 0, count: Self.size / 64)
    private var repaired = [UInt64](repeating: 0, count: Self.size / 64)
    private var late = [UInt64](repeating: 0, count: Self.size / 64)
    /// The sequence number of the first packet, and the one after the highest; nil before the first.
    private(set) var range: (first: UInt16, end: UInt16)?

    static func == (one: ArrivalLog, other: ArrivalLog) -> Bool {
        one.came == other.came && one.repaired == other.repaired && one.late == other.late
            && one.range?.first == other.range?.first && one.range?.end == other.range?.end
    }

    mutating func restart() { range = nil }

    /// A packet came. False where it had come before, or is too old to be known.
    mutating func note(_ sequence: UInt16) -> Bool {
        reach(sequence)
        return set(sequence, isCopy: false)
    }

    /// A copy of a packet came. False where it is not needed.
    mutating func noteCopy(_ sequence: UInt16) -> Bool {
        guard range != nil, fate(of: sequence) == .missing else { return false }
        return set(sequence, isCopy: true)
    }

    /// A packet came after its turn to be played.
    mutating func noteLate(_ sequence: UInt16) {
        let (word, bit) = Self.place(sequence)
        if came[word] & bit != 0 { late[word] |= bit }
    }

    /// Of a packet within the last `RTPLimits.loggedPackets`.
    func fate(of sequence: UInt16) -> Fate {
        let (word, bit) = Self.place(sequence)
        if repaired[word] & bit != 0 { return .repaired }
        if came[word] & bit != 0 { return late[word] & bit != 0 ? .late : .came }
        return .missing
    }

    private mutating func reach(_ sequence: UInt16) {
        guard let (first, end) = range else {
            for index in came.indices {
                came[index] = 0
                repaired[index] = 0
                late[index] = 0
            }
            range = (sequence, sequence &+ 1)
            return
        }
        let ahead = Int(Int16(bitPattern: sequence &- end))
        guard ahead >= 0 else { return }
        for step in 0..<min(ahead + 1, Self.size) {
            let (word, bit) = Self.place(sequence &- UInt16(step))
            came[word] &= ~bit
            repaired[word] &= ~bit
            late[word] &= ~bit
        }
        range = (first, sequence &+ 1)
    }

    private mutating func set(_ sequence: UInt16, isCopy: Bool) -> Bool {
        guard let end = range?.end, (1...Self.size).contains(Int(end &- sequence)) else { return false }
        let (word, bit) = Self.place(sequence)
        guard (isCopy ? repaired : came)[word] & bit == 0 else { return false }
        if isCopy { repaired[word] |= bit } else { came[word] |= bit }
        return true
    }

    private static func place(_ sequence: UInt16) -> (word: Int, bit: UInt64) {
        let index = Int(sequence) % size
        return (index / 64, 1 << UInt64(index % 64))
    }
}
