/// A NAPTR record (RFC 3403 §4.1) as RFC 3263 §4.1 uses it.
public struct NamingAuthorityRecord: Sendable, Hashable {
    public var order: UInt16
    public var preference: UInt16
    /// "s": the replacement names SRV records.
    public var flags: String
    /// Such as "SIPS+D2T".
    public var services: String
    /// A substitution; SIP uses none.
    public var expression: String
    /// A domain name without the dot of the root.
    public var replacement: String

    public init(
        order: UInt16, preference: UInt16, flags: String, services: String, expression: String = "", replacement: String
    ) {
        self.order = order
        self.preference = preference
        self.flags = flags
        self.services = services
        self.expression = expression
        self.replacement = replacement
    }
}

/// An SRV record (RFC 2782).
public struct ServiceRecord: Sendable, Hashable {
    /// Lower is tried first.
    public var priority: UInt16
    /// The share among those of one priority.
    public var weight: UInt16
    public var port: UInt16
    /// A domain name without the dot of the root; empty: the service is decidedly not there.
    public var target: String

    public init(priority: UInt16, weight: UInt16, port: UInt16, target: String) {
        self.priority = priority
        self.weight = weight
        self.port = port
        self.target = target
    }

    /// The order in which servers are tried: by priority, and within one by chance according to weight (RFC 2782,
    /// "Usage rules").
    static func ordered(
        _ records: [ServiceRecord], using randomness: inout some RandomNumberGenerator
    ) -> [ServiceRecord] {
        var ordered: [ServiceRecord] = []
        for (_, same) in Dictionary(grouping: records, by: \.priority).sorted(by: { $0.key < $1.key }) {
            // Those without weight stand first: they have a small chance only.
            var left = same.filter { $0.weight == 0 } + same.filter { $0.weight > 0 }
            while !left.isEmpty {
                let sum = left.reduce(0) { $0 + Int($1.weight) }
                let chosen = Int.random(in: 0...sum, using: &randomness)
                var running = 0
                let place = left.firstIndex { record in
                    running += Int(record.weight)
                    return running >= chosen
                }
                ordered.append(left.remove(at: place ?? 0))
            }
        }
        return ordered
    }
}

/// The bounds of a search for a server: a name's owner is not trusted to be reasonable.
public enum LocationLimits {
    /// NAPTR records that are looked at; a domain has three.
    public static let namingAuthorityRecords = 16
    /// SRV records of one name that are looked at; a large provider has a dozen.
    public static let serviceRecords = 32
    /// Hosts whose addresses are looked up.
    public static let hosts = 16
    /// Addresses of one host that are tried.
    public static let addressesPerHost = 8
    /// Places in the answer: at two seconds each the agent has long been told.
    public static let candidates = 32
    /// Octets of a domain name as text (RFC 1035 §2.3.4).
    public static let nameOctets = 253
}
