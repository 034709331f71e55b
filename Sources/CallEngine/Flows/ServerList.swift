import SIP

/// The places where a server answers, in the order in which they are tried: servers by priority, each with the candidates
/// that its name leads to (RFC 3263 §4.3).
struct ServerList: Sendable, Equatable {
    /// In order of priority.
    let targets: [ServerTarget]
    /// The target being tried, by its place in `targets`.
    private(set) var position = 0
    /// Where the target's name leads; nil: it is not known yet.
    private var candidates: [ServerCandidate]?
    private var place = 0
    /// The best place of the best server, as it was found last; nil: it was never found.
    private(set) var best: TransportAddress?
    /// Places that were given and are not looked up again.
    private var given: [ServerCandidate]?

    init(_ targets: [ServerTarget]) {
        self.targets = targets
        takeNumericHost()
    }

    /// Some places of a target, and no others.
    init(_ target: ServerTarget, candidates: [ServerCandidate]) {
        targets = [target]
        self.candidates = candidates
        best = candidates.first?.address
        given = candidates
    }

    /// The server being tried.
    var target: ServerTarget? { targets.indices.contains(position) ? targets[position] : nil }

    /// The place to try now; nil: the target's name has to be looked up first.
    var current: ServerCandidate? {
        guard let candidates, candidates.indices.contains(place) else { return nil }
        return candidates[place]
    }

    /// Every place of the target being tried that is known.
    var known: [ServerCandidate] { candidates ?? [] }

    /// The best place of the best server is the one being tried.
    var isAtBest: Bool { position == 0 && place == 0 }

    /// Something is left to try after the present place.
    var hasNext: Bool { place + 1 < (candidates?.count ?? 0) || position + 1 < targets.count }

    /// The target's name was looked up. An empty answer leads on to the next target.
    /// - Returns: false: nothing is left to try.
    mutating func take(_ found: [ServerCandidate]) -> Bool {
        guard !found.isEmpty else { return advanceTarget() }
        candidates = Array(found.prefix(Limits.candidates))
        place = 0
        if position == 0 { best = found.first?.address }
        return true
    }

    /// The present place failed.
    /// - Returns: false: nothing is left to try.
    mutating func advance() -> Bool {
        if place + 1 < (candidates?.count ?? 0) {
            place += 1
            return true
        }
        return advanceTarget()
    }

    /// The preferred server first again, its name looked up anew.
    mutating func restart() {
        position = 0
        place = 0
        candidates = given
        if given == nil { takeNumericHost() }
    }

    /// The places after the present one, for a second flow (RFC 5626 §4.2.1); nil: there is none.
    var others: ServerList? {
        if let target, let candidates, place + 1 < candidates.count {
            return ServerList(target, candidates: Array(candidates[(place + 1)...]))
        }
        let rest = targets.dropFirst(position + 1)
        return rest.isEmpty ? nil : ServerList(Array(rest))
    }

    private mutating func advanceTarget() -> Bool {
        place = 0
        candidates = nil
        guard position + 1 < targets.count else { return false }
        position += 1
        takeNumericHost()
        return true
    }

    /// RFC 3263 §4.2: a numeric host needs no look-up.
    private mutating func takeNumericHost() {
        if let target, let address = target.numericAddress {
            candidates = [ServerCandidate(address: address, name: target.host)]
            if position == 0 { best = address }
        }
    }
}

extension ServerTarget {
    /// The place that a numeric host is, with the transport's own port where none is named (RFC 3263 §4.1, §4.2); nil: a
    /// name, which has to be looked up.
    var numericAddress: TransportAddress? {
        guard NumericHost.isAddress(host) else { return nil }
        let transport = transport ?? .udp
        return TransportAddress(
            transport: transport, host: host, port: port ?? (transport == .tls ? 5_061 : 5_060))
    }

    /// Where a request for an address goes when no proxy is named (RFC 3263 §4); nil: it is no address of SIP.
    init?(_ uri: URI) {
        guard uri.scheme == .sip || uri.scheme == .sips, !uri.host.isEmpty else { return nil }
        var transport: TransportProtocol?
        if let named = uri.transport {
            guard let known = TransportProtocol(rawValue: named.lowercased()) else { return nil }
            transport = known
        }
        // RFC 3261 §26.2.2: sips is TLS on every hop.
        if uri.scheme == .sips { transport = .tls }
        self.init(host: uri.parameter("maddr") ?? uri.host, port: uri.port, transport: transport)
    }
}
