import Time

/// What each socket of the media loop gives within some 10 ms: a share of its own, and beyond it what is left of a pool that all
/// share. A flood takes that much of the loop's time and no more. What comes beyond it waits in the kernel, which throws away
/// what finds no room there and counts it (`/proc/net/udp`).
struct SocketTurns {
    /// A timer's 10 ms may be a little less by another clock.
    private static let tick = Duration.milliseconds(9)

    /// Packets of a socket's own share, by its mark, and the marks of those that gave any.
    private var taken: [Int]
    private var given: [Int] = []
    private var pooled = Limits.pooledPackets
    private var since: Instant
    /// Marks of the sockets that are not listened to until the next tick.
    private(set) var held: [Int] = []

    init(sockets: Int, at now: Instant) {
        taken = Array(repeating: 0, count: sockets)
        since = now
        held.reserveCapacity(sockets)
        given.reserveCapacity(sockets)
    }

    /// Whether another tick has begun: the sockets that are held are listened to again.
    func isOver(at now: Instant) -> Bool { now - since >= Self.tick }

    mutating func begin(at now: Instant) {
        for mark in given { taken[mark] = 0 }
        given.removeAll(keepingCapacity: true)
        pooled = Limits.pooledPackets
        held.removeAll(keepingCapacity: true)
        since = now
    }

    /// Whether the socket may give another packet.
    /// - Returns: false: it is held from now on.
    mutating func mayGive(mark: Int) -> Bool {
        guard taken.indices.contains(mark) else { return false }
        if taken[mark] < Limits.packetsPerTurn || pooled > 0 { return true }
        held.append(mark)
        return false
    }

    /// The socket gave so many.
    mutating func gave(_ packets: Int = 1, mark: Int) {
        guard taken.indices.contains(mark) else { return }
        if taken[mark] == 0 { given.append(mark) }
        let own = min(packets, Limits.packetsPerTurn - taken[mark])
        taken[mark] += own
        pooled = max(pooled - (packets - own), 0)
    }
}
