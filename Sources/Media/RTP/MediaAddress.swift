/// A numeric IP address and a port as a trivial value: compared for each packet without making a string.
/// An IPv4 address is held in its IPv6-mapped form (RFC 4291 §2.5.5.2), so both ways of writing it are equal.
public struct MediaAddress: Sendable, Hashable, BitwiseCopyable {
    /// The upper and the lower 64 bits of the IPv6 address, in host order.
    public let upper: UInt64
    public let lower: UInt64
    public let port: UInt16

    /// - Parameters: the 128 bits of an IPv6 address, in host order.
    public init(upper: UInt64, lower: UInt64, port: UInt16) {
        self.upper = upper
        self.lower = lower
        self.port = port
    }

    /// - Parameter ipv4: the address in host order: 127.0.0.1 is 0x7F00_0001.
    public init(ipv4: UInt32, port: UInt16) {
        self.init(upper: 0, lower: 0xFFFF_0000_0000 | UInt64(ipv4), port: port)
    }

    /// Parses a numeric address: dotted IPv4, or IPv6 without brackets; a zone (`%eth0`) is ignored. nil otherwise.
    public init?(host: String, port: UInt16) {
        let text = host.utf8.prefix { $0 != UInt8(ascii: "%") }
        guard text.count <= 45 else { return nil }
        if text.contains(UInt8(ascii: ":")) {
            guard let (upper, lower) = Self.parseIPv6(Array(text)) else { return nil }
            self.init(upper: upper, lower: lower, port: port)
        } else {
            guard let address = Self.parseIPv4(Array(text)) else { return nil }
            self.init(ipv4: address, port: port)
        }
    }

    /// The IPv4 address in host order, nil for IPv6.
    public var ipv4: UInt32? {
        upper == 0 && lower >> 32 == 0xFFFF ? UInt32(truncatingIfNeeded: lower) : nil
    }

    /// Whether the address is 0.0.0.0 or ::, which stand for nobody (RFC 3264 §8.4's old hold).
    public var isUnspecified: Bool { upper == 0 && (lower == 0 || lower == 0xFFFF_0000_0000) }

    /// The address as text: dotted IPv4, or eight groups of IPv6 without shortening.
    public var host: String {
        if let ipv4 {
            return "\(ipv4 >> 24).\(ipv4 >> 16 & 255).\(ipv4 >> 8 & 255).\(ipv4 & 255)"
        }
        var groups: [String] = []
        for half in [upper, lower] {
            for shift in [48, 32, 16, 0] as [UInt64] {
                groups.append(String(half >> shift & 0xFFFF, radix: 16))
            }
        }
        return groups.joined(separator: ":")
    }

    /// The same address with another port.
    public func with(port: UInt16) -> MediaAddress { MediaAddress(upper: upper, lower: lower, port: port) }

    /// Whether both have the same address, whatever their ports.
    public func hasSameHost(as other: MediaAddress) -> Bool { upper == other.upper && lower == other.lower }

    private static func parseIPv4(_ text: [UInt8]) -> UInt32? {
        let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var address: UInt32 = 0
        for part in parts {
            guard (1...3).contains(part.count) else { return nil }
            var value: UInt32 = 0
            for octet in part {
                guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(octet) else { return nil }
                value = value * 10 + UInt32(octet - UInt8(ascii: "0"))
            }
            guard value <= 255 else { return nil }
            address = address << 8 | value
        }
        return address
    }

    private static func parseIPv6(_ text: [UInt8]) -> (UInt64, UInt64)? {
        var parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard (3...9).contains(parts.count) else { return nil }
        if parts.first?.isEmpty == true {
            guard parts[1].isEmpty else { return nil }
            parts.removeFirst()
        }
        if parts.last?.isEmpty == true {
            guard parts.count >= 2, parts[parts.count - 2].isEmpty else { return nil }
            parts.removeLast()
        }
        var groups: [UInt64] = []
        var gap: Int?
        for (index, part) in parts.enumerated() {
            if part.isEmpty {
                guard gap == nil else { return nil }
                gap = groups.count
            } else if part.contains(UInt8(ascii: ".")) {
                guard index == parts.count - 1, let tail = parseIPv4(Array(part)) else { return nil }
                groups.append(UInt64(tail >> 16))
                groups.append(UInt64(tail & 0xFFFF))
            } else {
                guard let value = parseGroup(part) else { return nil }
                groups.append(value)
            }
        }
        guard groups.count <= 8 else { return nil }
        if let gap {
            guard groups.count < 8 else { return nil }
            groups.insert(contentsOf: [UInt64](repeating: 0, count: 8 - groups.count), at: gap)
        }
        guard groups.count == 8 else { return nil }
        let upper = groups[..<4].reduce(0) { $0 << 16 | $1 }
        let lower = groups[4...].reduce(0) { $0 << 16 | $1 }
        return (upper, lower)
    }

    private static func parseGroup(_ part: ArraySlice<UInt8>) -> UInt64? {
        guard (1...4).contains(part.count) else { return nil }
        var value: UInt64 = 0
        for octet in part {
            switch octet {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt64(octet - 48)
            case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 | UInt64(octet - 87)
            case UInt8(ascii: "A")...UInt8(ascii: "F"): value = value << 4 | UInt64(octet - 55)
            default: return nil
            }
        }
        return value
    }
}
