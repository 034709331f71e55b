/// Tells a numeric address from a name, without asking the system.
public enum NumericHost {
    /// Whether the text is an IPv4 address in four decimal parts, or an IPv6 address without brackets (RFC 3261 §25.1).
    public static func isAddress(_ host: String) -> Bool {
        host.utf8.contains(58) ? isSixAddress(host) : fourOctets(host[...]) != nil
    }

    /// An IPv4 address of four decimal parts, one to three digits each.
    static func fourOctets(_ host: Substring) -> [UInt8]? {
        var octets: [UInt8] = []
        var digits = 0
        var value = 0
        for letter in host.utf8 {
            if letter.isDigit, digits < 3 {
                value = value * 10 + Int(letter - 48)
                digits += 1
            } else {
                guard letter == 46, digits > 0, octets.count < 3, let octet = UInt8(exactly: value) else { return nil }
                octets.append(octet)
                digits = 0
                value = 0
            }
        }
        guard digits > 0, octets.count == 3, let last = UInt8(exactly: value) else { return nil }
        return octets + [last]
    }

    /// Whether two texts are one host: letters in either case, an IPv6 address in any of its spellings (RFC 4291 §2.2).
    static func isSame(_ first: String, _ second: String) -> Bool {
        if first.lowercased() == second.lowercased() { return true }
        guard let groups = sixGroups(first) else { return false }
        return groups == sixGroups(second)
    }

    /// The eight groups of an IPv6 address.
    private static func sixGroups(_ host: String) -> [UInt16]? {
        guard host.utf8.contains(58), isSixAddress(host) else { return nil }
        let halves = host.replacingDoubleColon.map(groups(of:))
        guard halves.count == 2, let first = halves.first, let last = halves.last else { return halves.first }
        return first + [UInt16](repeating: 0, count: max(0, 8 - first.count - last.count)) + last
    }

    private static func groups(of half: Substring) -> [UInt16] {
        half.split(separator: ":").flatMap { part -> [UInt16] in
            guard let octets = fourOctets(part), octets.count == 4 else { return [UInt16(part, radix: 16) ?? 0] }
            return [UInt16(octets[0]) << 8 | UInt16(octets[1]), UInt16(octets[2]) << 8 | UInt16(octets[3])]
        }
    }

    private static func isSixAddress(_ host: String) -> Bool {
        guard host.utf8.count <= 45 else { return false }
        let halves = host.replacingDoubleColon
        guard halves.count <= 2 else { return false }
        var groups = 0
        for (index, half) in halves.enumerated() where !half.isEmpty {
            let parts = half.split(separator: ":", omittingEmptySubsequences: false)
            for (place, part) in parts.enumerated() {
                let isLast = index == halves.count - 1 && place == parts.count - 1
                if isLast, part.contains(".") {
                    guard fourOctets(part) != nil else { return false }
                    groups += 2
                } else {
                    guard (1...4).contains(part.utf8.count), part.allSatisfy(\.isHexDigit) else { return false }
                    groups += 1
                }
            }
        }
        return halves.count == 2 ? groups <= 7 : groups == 8
    }
}

extension String {
    /// The pieces between "::".
    fileprivate var replacingDoubleColon: [Substring] {
        var pieces: [Substring] = []
        var start = startIndex
        var index = startIndex
        while index < endIndex {
            let next = self.index(after: index)
            if self[index] == ":", next < endIndex, self[next] == ":" {
                pieces.append(self[start..<index])
                start = self.index(after: next)
                index = start
            } else {
                index = next
            }
        }
        pieces.append(self[start...])
        return pieces
    }
}
