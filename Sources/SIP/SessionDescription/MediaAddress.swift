/// What an address of a session description can mean for sound.
enum MediaAddress: Sendable, Equatable {
    /// One telephone, as far as its numbers tell; a name too.
    case unicast
    /// The address of nowhere: the peer receives nothing (RFC 3264 §8.4, RFC 2543 §B.5).
    case nowhere
    /// A group (RFC 5771, RFC 4291 §2.7), everybody (RFC 919), or no address of a telephone at all (RFC 6890): sound
    /// sent there would reach others than the peer, or nobody.
    case unfit

    init(_ host: String) {
        if host.utf8.contains(58) {
            self = Self.six(host)
        } else if let octets = NumericHost.fourOctets(host[...]) {
            self = Self.judged(octets)
        } else {
            // A number in another spelling (0224.0.0.1, +10.0.0.1) is read in as many ways as there are readers.
            self = host.utf8.allSatisfy { $0.isDigit || $0 == 46 || $0 == 43 } ? .unfit : .unicast
        }
    }

    private static func judged(_ octets: [UInt8]) -> MediaAddress {
        guard let first = octets.first else { return .unfit }
        if octets.allSatisfy({ $0 == 0 }) { return .nowhere }
        // RFC 791 §3.2: 0 is "this network"; 224 to 239 are groups, 240 and above reserved, all ones everybody.
        return first == 0 || first >= 224 ? .unfit : .unicast
    }

    private static func six(_ host: String) -> MediaAddress {
        if host.allSatisfy({ "0:.".contains($0) }) { return .nowhere }
        let groups = host.split(separator: ":", omittingEmptySubsequences: false)
        if let last = groups.last, last.contains(".") {
            // RFC 4291 §2.5.5: an address of IPv4 written within one of IPv6.
            return NumericHost.fourOctets(last).map(judged) == .unicast ? .unicast : .unfit
        }
        if let first = groups.first, first.count == 4, first.lowercased().hasPrefix("ff") { return .unfit }
        return isMapped(groups) ? .unfit : .unicast
    }

    /// An IPv4 address in hexadecimal (RFC 4291 §2.5.5.2): nobody writes it so but to be misread.
    private static func isMapped(_ groups: [Substring]) -> Bool {
        guard groups.count >= 3 else { return false }
        let mark = groups.count - 3
        return groups[mark].lowercased() == "ffff" && groups[..<mark].allSatisfy { $0.allSatisfy { $0 == "0" } }
    }
}
