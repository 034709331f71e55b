/// The hosts that the engine opened flows to, with how many to each: servers of ours, and peers that we called.
struct NamedHosts: Sendable, Equatable {
    private var flows: [String: Int] = [:]

    func contains(_ host: String) -> Bool { flows[host] != nil }

    mutating func add(_ host: String) { flows[host, default: 0] += 1 }

    mutating func remove(_ host: String) {
        guard let known = flows[host] else { return }
        flows[host] = known > 1 ? known - 1 : nil
    }
}
