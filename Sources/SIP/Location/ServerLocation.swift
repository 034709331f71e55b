/// The search for a server by name (RFC 3263 §4) as a value: it asks for record sets, takes the answers, and ends in the
/// places to try, best first. Aliases (CNAME) are followed by whoever answers.
///
/// From TLS nothing falls back to a clear transport: who suppresses TLS would be given the registration.
public struct ServerLocation: Sendable, Equatable {
    /// A record set.
    public enum Question: Sendable, Hashable {
        /// NAPTR records of a domain.
        case namingAuthority(String)
        /// SRV records of a name such as `_sip._udp.example.org`.
        case services(String)
        /// A and AAAA records of a host.
        case addresses(String)
    }

    /// What there is; empty: none, or no answer.
    public enum Answer: Sendable, Equatable {
        case namingAuthority([NamingAuthorityRecord])
        case services([ServiceRecord])
        /// Numeric addresses of both families, best first (RFC 6724).
        case addresses([String])
    }

    /// What is to be done next.
    public enum Action: Sendable, Equatable {
        /// Put this question to DNS; its answer comes back to the search.
        case ask(Question)
        /// The end; nothing follows.
        case found([ServerCandidate])
    }

    /// The SRV records of one transport.
    private struct Service: Sendable, Equatable {
        var name: String
        var transport: TransportProtocol
        /// In the order in which they are tried; nil until they came.
        var records: [ServiceRecord]?
    }

    private struct Endpoint: Sendable, Equatable {
        var host: String
        var port: UInt16
        var transport: TransportProtocol
    }

    private let target: ServerTarget
    private var services: [Service] = []
    private var endpoints: [Endpoint] = []
    private var addresses: [String: [String]] = [:]
    /// Asked and not yet answered.
    private var pending: [Question] = []
    private var isOver = false

    public init(_ target: ServerTarget) {
        self.target = target
    }

    /// The first questions, or the end where nothing need be asked.
    public mutating func begin() -> [Action] {
        if let port = target.port {
            // RFC 3263 §4.1, §4.2: with a port, neither NAPTR nor SRV records count.
            return resolve([Endpoint(host: target.host, port: port, transport: target.transport ?? .udp)])
        }
        if NumericHost.isAddress(target.host) { return resolve([plainEndpoint]) }
        guard target.host.utf8.count <= LocationLimits.nameOctets, !target.host.isEmpty else { return end([]) }
        if let transport = target.transport {
            return ask([Service(name: transport.serviceName(in: target.host), transport: transport)])
        }
        return ask(.namingAuthority(target.host))
    }

    /// Takes one answer; one that nobody waits for, or of another kind, is left.
    public mutating func receive(
        _ answer: Answer, to question: Question, using randomness: inout some RandomNumberGenerator
    ) -> [Action] {
        guard let place = pending.firstIndex(of: question), !isOver else { return [] }
        pending.remove(at: place)
        switch (question, answer) {
        case (.namingAuthority, .namingAuthority(let records)): return ask(namedServices(records))
        case (.services(let name), .services(let records)):
            let ordered = ServiceRecord.ordered(
                Array(records.prefix(LocationLimits.serviceRecords)), using: &randomness)
            for index in services.indices where services[index].name == name { services[index].records = ordered }
            return pending.isEmpty ? chooseEndpoints() : []
        case (.addresses(let host), .addresses(let found)):
            addresses[host] = Self.interleaved(found.filter(NumericHost.isAddress))
            return pending.isEmpty ? end(candidates) : []
        case (.namingAuthority, .services), (.namingAuthority, .addresses), (.services, .namingAuthority),
            (.services, .addresses), (.addresses, .namingAuthority), (.addresses, .services):
            return receive(question.nothing, again: question, using: &randomness)
        }
    }

    /// An answer of another kind than was asked for is none.
    private mutating func receive(
        _ answer: Answer, again question: Question, using randomness: inout some RandomNumberGenerator
    ) -> [Action] {
        pending.append(question)
        return receive(answer, to: question, using: &randomness)
    }

    /// No time is left: what has not been answered is not there.
    /// - Returns: the places known by now; empty where the search was over already.
    public mutating func giveUp(using randomness: inout some RandomNumberGenerator) -> [ServerCandidate] {
        while let question = pending.first {
            for case .found(let candidates) in receive(question.nothing, to: question, using: &randomness) {
                return candidates
            }
        }
        isOver = true
        return []
    }

    // MARK: Services

    /// RFC 3263 §4.1: the services that we speak, in the domain's order; without NAPTR records those that we can think of.
    private func namedServices(_ records: [NamingAuthorityRecord]) -> [Service] {
        let usable = records.prefix(LocationLimits.namingAuthorityRecords).filter {
            $0.flags.lowercased() == "s" && $0.expression.isEmpty && !$0.replacement.isEmpty
        }
        let inOrder = usable.sorted { ($0.order, $0.preference) < ($1.order, $1.preference) }
        var named: [Service] = []
        for record in inOrder {
            guard let transport = TransportProtocol(service: record.services) else { continue }
            let service = Service(name: record.replacement, transport: transport)
            if !named.contains(service) { named.append(service) }
        }
        if named.first?.transport == .tls { return named.filter { $0.transport == .tls } }
        guard named.isEmpty else { return named.filter { $0.transport != .tls } }
        return [TransportProtocol.udp, .tcp].map { Service(name: $0.serviceName(in: target.host), transport: $0) }
    }

    private mutating func ask(_ wanted: [Service]) -> [Action] {
        services = wanted
        var names: [String] = []
        for service in wanted where !names.contains(service.name) { names.append(service.name) }
        return names.flatMap { ask(.services($0)) }
    }

    private mutating func chooseEndpoints() -> [Action] {
        let found = services.flatMap { service in
            (service.records ?? []).map {
                Endpoint(host: $0.target, port: $0.port, transport: service.transport)
            }
        }
        // RFC 3263 §4.2: no SRV records at all: the host itself.
        guard !found.isEmpty else { return resolve([plainEndpoint]) }
        // RFC 2782: a target "." says that the service is not there.
        return resolve(found.filter { !$0.host.isEmpty && $0.host != "." && $0.port != 0 })
    }

    /// The host at the default port.
    private var plainEndpoint: Endpoint {
        let transport = target.transport ?? (services.first?.transport == .tls ? .tls : .udp)
        return Endpoint(host: target.host, port: transport.defaultPort, transport: transport)
    }

    // MARK: Addresses

    private mutating func resolve(_ wanted: [Endpoint]) -> [Action] {
        endpoints = wanted
        var questions: [Question] = []
        for endpoint in wanted {
            if NumericHost.isAddress(endpoint.host) {
                addresses[endpoint.host] = [endpoint.host]
            } else if !questions.contains(.addresses(endpoint.host)), questions.count < LocationLimits.hosts {
                questions.append(.addresses(endpoint.host))
            }
        }
        return questions.isEmpty ? end(candidates) : questions.flatMap { ask($0) }
    }

    private var candidates: [ServerCandidate] {
        var found: [ServerCandidate] = []
        for endpoint in endpoints {
            for host in addresses[endpoint.host] ?? [] {
                let address = TransportAddress(transport: endpoint.transport, host: host, port: endpoint.port)
                let candidate = ServerCandidate(address: address, name: endpoint.host)
                if !found.contains(candidate) { found.append(candidate) }
            }
        }
        return Array(found.prefix(LocationLimits.candidates))
    }

    /// The families in turn, beginning with that of the best: a computer whose IPv6 leads nowhere loses one try only.
    private static func interleaved(_ hosts: [String]) -> [String] {
        let bestIsSix = hosts.first?.contains(":") ?? false
        let best = hosts.filter { $0.contains(":") == bestIsSix }
        let other = hosts.filter { $0.contains(":") != bestIsSix }
        var mixed: [String] = []
        for index in 0..<max(best.count, other.count) {
            if index < best.count { mixed.append(best[index]) }
            if index < other.count { mixed.append(other[index]) }
        }
        return Array(mixed.prefix(LocationLimits.addressesPerHost))
    }

    private mutating func ask(_ question: Question) -> [Action] {
        pending.append(question)
        return [.ask(question)]
    }

    private mutating func end(_ candidates: [ServerCandidate]) -> [Action] {
        isOver = true
        pending = []
        return [.found(candidates)]
    }
}

extension ServerLocation.Question {
    /// The answer that there is nothing.
    public var nothing: ServerLocation.Answer {
        switch self {
        case .namingAuthority: .namingAuthority([])
        case .services: .services([])
        case .addresses: .addresses([])
        }
    }
}

extension TransportProtocol {
    /// RFC 3261 §19.1.2: 5061 for TLS, 5060 otherwise.
    var defaultPort: UInt16 { self == .tls ? 5_061 : 5_060 }

    /// RFC 3263 §4.1: where the SRV records of this transport are.
    func serviceName(in domain: String) -> String {
        switch self {
        case .udp: "_sip._udp." + domain
        case .tcp: "_sip._tcp." + domain
        case .tls: "_sips._tcp." + domain
        }
    }

    /// The transport of a NAPTR service; nil where it is none of ours.
    init?(service: String) {
        switch service.uppercased() {
        case "SIP+D2U": self = .udp
        case "SIP+D2T": self = .tcp
        case "SIPS+D2T": self = .tls
        default: return nil
        }
    }
}
