/// The SRV and NAPTR records of a DNS answer (RFC 1035 §4, RFC 2782, RFC 3403), with the time that they may be kept.
/// Hostile octets give fewer records, or none: pointers may only lead back, and every count is bounded.
public struct DNSReply: Sendable, Equatable {
    public private(set) var services: [ServiceRecord] = []
    public private(set) var namingAuthorities: [NamingAuthorityRecord] = []
    /// The least time to live of the records, in seconds; nil without records.
    public private(set) var timeToLiveSeconds: UInt32?

    /// Reads what can be read. Records after a broken one are lost.
    public init(parsing octets: [UInt8]) {
        var cursor = OctetCursor(octets)
        guard cursor.skip(4), let questions = cursor.number16(), let answers = cursor.number16(), cursor.skip(4) else {
            return
        }
        for _ in 0..<questions {
            guard cursor.name() != nil, cursor.skip(4) else { return }
        }
        for _ in 0..<answers {
            guard isWanting, readRecord(&cursor) else { return }
        }
    }

    private var isWanting: Bool {
        services.count < LocationLimits.serviceRecords
            && namingAuthorities.count < LocationLimits.namingAuthorityRecords
    }

    /// - Returns: false where the rest cannot be read.
    private mutating func readRecord(_ cursor: inout OctetCursor) -> Bool {
        guard cursor.name() != nil, let type = cursor.number16(), cursor.skip(2), let life = cursor.number32(),
            let length = cursor.number16(), let end = cursor.place(after: length)
        else { return false }
        var data = cursor
        switch type {
        case 33:
            if let record = Self.service(&data), data.place == end {
                services.append(record)
                keep(life)
            }
        case 35:
            if let record = Self.namingAuthority(&data), data.place == end {
                namingAuthorities.append(record)
                keep(life)
            }
        default: break
        }
        cursor.move(to: end)
        return true
    }

    private mutating func keep(_ seconds: UInt32) {
        // RFC 2181 §8: a time to live with the topmost bit set is none.
        let life = seconds > UInt32(Int32.max) ? 0 : seconds
        timeToLiveSeconds = min(timeToLiveSeconds ?? life, life)
    }

    private static func service(_ cursor: inout OctetCursor) -> ServiceRecord? {
        guard let priority = cursor.number16(), let weight = cursor.number16(), let port = cursor.number16(),
            let target = cursor.name()
        else { return nil }
        return ServiceRecord(
            priority: UInt16(truncatingIfNeeded: priority), weight: UInt16(truncatingIfNeeded: weight),
            port: UInt16(truncatingIfNeeded: port), target: target)
    }

    private static func namingAuthority(_ cursor: inout OctetCursor) -> NamingAuthorityRecord? {
        guard let order = cursor.number16(), let preference = cursor.number16(), let flags = cursor.text(),
            let services = cursor.text(), let expression = cursor.text(), let replacement = cursor.name()
        else { return nil }
        return NamingAuthorityRecord(
            order: UInt16(truncatingIfNeeded: order), preference: UInt16(truncatingIfNeeded: preference), flags: flags,
            services: services, expression: expression, replacement: replacement)
    }
}

/// Reads a DNS message; nil at the first octet that is not there.
private struct OctetCursor {
    private let octets: [UInt8]
    private(set) var place = 0

    init(_ octets: [UInt8]) { self.octets = octets }

    mutating func move(to place: Int) { self.place = place }

    func place(after count: Int) -> Int? { octets.count - place >= count ? place + count : nil }

    mutating func skip(_ count: Int) -> Bool {
        guard let end = place(after: count) else { return false }
        place = end
        return true
    }

    mutating func octet() -> UInt8? {
        guard place < octets.count else { return nil }
        defer { place += 1 }
        return octets[place]
    }

    mutating func number16() -> Int? {
        guard let high = octet(), let low = octet() else { return nil }
        return Int(high) << 8 | Int(low)
    }

    mutating func number32() -> UInt32? {
        guard let high = number16(), let low = number16() else { return nil }
        return UInt32(truncatingIfNeeded: high << 16 | low)
    }

    /// A character string (RFC 1035 §3.3); what is not ASCII is replaced.
    mutating func text() -> String? {
        guard let count = octet(), let end = place(after: Int(count)) else { return nil }
        defer { place = end }
        return String(decoding: octets[place..<end].map { $0 < 128 ? $0 : 63 }, as: UTF8.self)
    }

    /// A domain name with its pointers followed (RFC 1035 §4.1.4), without the root's dot; empty: the root. A name that no
    /// host can have is none.
    mutating func name() -> String? {
        var labels: [String] = []
        var length = 0
        var end: Int?
        var lowest = place
        while let count = octet() {
            switch count {
            case 0:
                if let end { place = end }
                return labels.joined(separator: ".")
            case 0xC0...:
                // Each pointer must lead before the one that came last, so there is no circle.
                guard let low = octet() else { return nil }
                let goal = Int(count & 0x3F) << 8 | Int(low)
                guard goal < lowest else { return nil }
                if end == nil { end = place }
                lowest = goal
                place = goal
            case 1...63:
                guard let labelEnd = place(after: Int(count)) else { return nil }
                let label = octets[place..<labelEnd]
                length += label.count + 1
                guard length <= LocationLimits.nameOctets + 1, label.allSatisfy(Self.isOfHosts) else { return nil }
                labels.append(String(decoding: label, as: UTF8.self))
                place = labelEnd
            default: return nil
            }
        }
        return nil
    }

    private static func isOfHosts(_ octet: UInt8) -> Bool {
        switch octet {
        case 48...57, 65...90, 97...122, 45, 95: true
        default: false
        }
    }
}
