/// How many connections peers have made to us, in all and from each address: neither may take every place.
struct AcceptedConnections: Sendable, Equatable {
    private(set) var count = 0
    private var byHost: [String: Int] = [:]

    func hasRoom(for host: String) -> Bool {
        count < Limits.acceptedConnections && byHost[host, default: 0] < Limits.acceptedConnectionsPerHost
    }

    mutating func add(_ host: String) {
        count += 1
        byHost[host, default: 0] += 1
    }

    mutating func remove(_ host: String) {
        guard let known = byHost[host] else { return }
        count -= 1
        byHost[host] = known > 1 ? known - 1 : nil
    }
}
