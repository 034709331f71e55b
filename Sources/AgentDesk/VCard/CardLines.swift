/// The lines of a file of vCards, unfolded (RFC 6350 §3.2; soft line breaks of quoted-printable, RFC 2045 §6.7).
struct CardLines {
    private let octets: [UInt8]
    private var place = 0
    private var number = 0

    init(_ octets: [UInt8]) {
        self.octets = octets
        if octets.starts(with: [0xef, 0xbb, 0xbf]) { place = 3 }
    }

    /// The next one, and its number in the file, from 1; of one that is too long only the beginning is kept.
    mutating func next() -> ([UInt8], Int)? {
        guard var line = physical() else { return nil }
        let first = number
        let isQuoted = Self.isQuotedPrintable(line)
        while true {
            if isQuoted, line.last == UInt8(ascii: "=") {
                line.removeLast()
                guard let more = physical() else { break }
                append(more[...], to: &line)
            } else if place < octets.count, octets[place] == 0x20 || octets[place] == 0x09, let more = physical() {
                append(more.dropFirst(), to: &line)
            } else {
                break
            }
        }
        return (line, first)
    }

    private func append(_ more: ArraySlice<UInt8>, to line: inout [UInt8]) {
        line += more.prefix(max(0, PeopleLimits.cardLineOctets - line.count))
    }

    /// Up to CR LF, LF or CR.
    private mutating func physical() -> [UInt8]? {
        guard place < octets.count else { return nil }
        number += 1
        let start = place
        while place < octets.count, octets[place] != 0x0a, octets[place] != 0x0d { place += 1 }
        let line = Array(octets[start..<place].prefix(PeopleLimits.cardLineOctets))
        if place < octets.count {
            let isPair = octets[place] == 0x0d && place + 1 < octets.count && octets[place + 1] == 0x0a
            place += isPair ? 2 : 1
        }
        return line
    }

    /// Whether the words before the value say so.
    private static func isQuotedPrintable(_ line: [UInt8]) -> Bool {
        let head = line.prefix(1_024).prefix { $0 != UInt8(ascii: ":") }
        return String(decoding: head, as: UTF8.self).uppercased().contains("QUOTED-PRINTABLE")
    }
}
