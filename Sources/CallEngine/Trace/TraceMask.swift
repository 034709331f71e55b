/// Hides in a message what a trace must not keep.
enum TraceMask {
    private static let names: [[UInt8]] = ["authorization:", "proxy-authorization:"].map { Array($0.utf8) }

    /// The message with the values of its credentials replaced by dots, and the keys of its sound (RFC 4568) by base64 of
    /// zeros, and the passwords of its checks (RFC 8839 §5.4) likewise; as long as before, so that Content-Length holds.
    static func masked(_ octets: [UInt8]) -> [UInt8] {
        var result = octets
        var place = 0
        var isCredential = false
        while place < octets.count {
            let end = octets[place...].firstIndex(of: 10) ?? octets.count
            if octets[place] != 32 && octets[place] != 9 {
                isCredential = startsWithCredentialName(octets[place..<end])
            }
            if isCredential {
                let colon = octets[place..<end].firstIndex(of: UInt8(ascii: ":"))
                let folded = octets[place] == 32 || octets[place] == 9
                let start = folded ? place + 1 : (colon.map { $0 + 1 } ?? end)
                for index in start..<end where octets[index] > 32 { result[index] = UInt8(ascii: ".") }
            }
            place = end + 1
        }
        hideKeys(of: &result)
        return result
    }

    /// What follows each `inline:`, wherever it stands, as far as a lifetime, a next key or a blank, and each `ice-pwd`, to the
    /// end of its line: whoever reads a key may read lines more freely than this.
    private static func hideKeys(of octets: inout [UInt8]) {
        for start in ends(of: "inline:", in: octets) { hideKey(of: &octets, from: start) }
        for start in ends(of: "ice-pwd", in: octets) { hideLine(of: &octets, from: start) }
    }

    /// Where each mark ends, in whatever case it is written.
    private static func ends(of mark: String, in octets: [UInt8]) -> [Int] {
        let mark = Array(mark.utf8)
        return octets.indices.dropLast(mark.count - 1).compactMap { place in
            let end = place + mark.count
            return octets[place] | 32 == mark[0] && lowercased(octets[place..<end]) == mark ? end : nil
        }
    }

    private static func hideKey(of octets: inout [UInt8], from start: Int) {
        var place = start
        while place < octets.count, octets[place] > 32, octets[place] != UInt8(ascii: "|"),
            octets[place] != UInt8(ascii: ";")
        {
            if octets[place] != UInt8(ascii: "=") { octets[place] = UInt8(ascii: "A") }
            place += 1
        }
    }

    private static func hideLine(of octets: inout [UInt8], from start: Int) {
        var place = start
        // The name's own colon, with the blanks that some put before it.
        while place < octets.count, octets[place] == 32 || octets[place] == 9 { place += 1 }
        if place < octets.count, octets[place] == UInt8(ascii: ":") { place += 1 }
        while place < octets.count, octets[place] != 13, octets[place] != 10 {
            if octets[place] > 32 { octets[place] = UInt8(ascii: "A") }
            place += 1
        }
    }

    private static func lowercased(_ octets: ArraySlice<UInt8>) -> [UInt8] {
        octets.map { (65...90).contains($0) ? $0 + 32 : $0 }
    }

    /// Blanks may stand before the colon (RFC 3261 §7.3.1).
    private static func startsWithCredentialName(_ line: ArraySlice<UInt8>) -> Bool {
        let name = lowercased(line.prefix(64)).filter { $0 != 32 && $0 != 9 }
        return names.contains { name.starts(with: $0) }
    }
}
