/// The octets of a description and the small parts of their grammar: words, numbers, blanks. Parts are ranges, so that text
/// is made of what is kept alone.
struct SDPText {
    let octets: [UInt8]

    func string(_ range: Range<Int>) -> String { String(decoding: octets[range], as: UTF8.self) }

    /// ASCII letters made small.
    func lowercased(_ range: Range<Int>) -> String {
        octets[range].contains { $0 &- 65 < 26 } ? string(range).lowercased() : string(range)
    }

    /// Whether a part is this word, letter case aside in ASCII.
    func equals(_ range: Range<Int>, _ word: StaticString) -> Bool {
        guard range.count == word.utf8CodeUnitCount else { return false }
        return word.withUTF8Buffer { letters in
            for (offset, letter) in letters.enumerated()
            where octets[range.lowerBound + offset].lowercased != letter.lowercased {
                return false
            }
            return true
        }
    }

    /// Visible ASCII alone (RFC 8866 §9, token and address).
    func isVisible(_ range: Range<Int>) -> Bool { octets[range].allSatisfy { $0 > 32 && $0 < 127 } }

    /// Without the blanks at both ends.
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        var start = range.lowerBound
        var end = range.upperBound
        while start < end, octets[start].isBlank { start += 1 }
        while end > start, octets[end - 1].isBlank { end -= 1 }
        return start..<end
    }

    /// The next word of those that spaces divide; nil: there is none.
    func takeWord(_ rest: inout Range<Int>) -> Range<Int>? { takePart(&rest, endedBy: 32) }

    /// The next part that is not empty, up to a separator; nil: there is none.
    func takePart(_ rest: inout Range<Int>, endedBy separator: UInt8) -> Range<Int>? {
        var start = rest.lowerBound
        while start < rest.upperBound, octets[start] == separator { start += 1 }
        guard start < rest.upperBound else { return nil }
        var end = start
        while end < rest.upperBound, octets[end] != separator { end += 1 }
        rest = min(end + 1, rest.upperBound)..<rest.upperBound
        return start..<end
    }

    /// All before a separator; where there is none, all.
    func takeAll(_ rest: inout Range<Int>, before separator: UInt8) -> Range<Int> {
        var end = rest.lowerBound
        while end < rest.upperBound, octets[end] != separator { end += 1 }
        let part = rest.lowerBound..<end
        rest = min(end + 1, rest.upperBound)..<rest.upperBound
        return part
    }

    /// Digits alone, up to a bound; nil for anything else.
    func number(_ range: Range<Int>, most: Int) -> Int? {
        guard !range.isEmpty else { return nil }
        var value = 0
        for octet in octets[range] {
            guard octet.isDigit else { return nil }
            value = value * 10 + Int(octet &- 48)
            guard value <= most else { return nil }
        }
        return value
    }

    /// Some peers write numbers longer than 64 bits; only equality matters, so these are kept at the top value.
    func wideNumber(_ range: Range<Int>) -> UInt64? {
        guard !range.isEmpty else { return nil }
        var value: UInt64 = 0
        for octet in octets[range] {
            guard octet.isDigit else { return nil }
            let (tens, over) = value.multipliedReportingOverflow(by: 10)
            let (sum, overAgain) = tens.addingReportingOverflow(UInt64(octet &- 48))
            value = over || overAgain ? .max : sum
        }
        return value
    }

    /// Some peers write fractions such as 2.5; the whole part is kept. Absurd values are as if absent.
    func milliseconds(_ range: Range<Int>) -> Int? {
        var rest = range
        return takePart(&rest, endedBy: 46).flatMap { number($0, most: 1_000) }.flatMap { $0 >= 1 ? $0 : nil }
    }
}
