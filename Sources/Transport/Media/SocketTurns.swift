import Time

/// What each socket of the media loop gives within 10 ms: a flood takes that much of the loop's time and no more. What comes
/// beyond it waits in the kernel, which throws away what finds no room there and counts it (`/proc/net/udp`).
struct SocketTurns {
    private static let tick = Duration.milliseconds(10)

    /// Datagrams by the socket's mark.
    private var taken: [Int]
    private var since: Instant
    /// Marks of the sockets that are not listened to until the next tick.
    private(set) var held: [Int] = []

    init(sockets: Int, at now: Instant) {
        taken = Array(repeating: 0, count: sockets)
        since = now
        held.reserveCapacity(sockets)
    }

    /// Whether another tick has begun: the sockets that are held are listened to again.
    func isOver(at now: Instant) -> Bool { now - since >= Self.tick }

    mutating func begin(at now: Instant) {
        for mark in taken.indices { taken[mark] = 0 }
        held.removeAll(keepingCapacity: true)
        since = now
    }

    /// Takes one datagram off what the socket may give.
    /// - Returns: false where nothing is left: the socket is held from now on.
    mutating func take(mark: Int) -> Bool {
        guard taken.indices.contains(mark) else { return false }
        guard taken[mark] < Limits.packetsPerTick else {
            held.append(mark)
            return false
        }
        taken[mark] += 1
        return true
    }
}
