/// Reads octets from left to right: the grammar's small parts. Every index is checked; every fault is a `SIPError`.
struct Cursor {
    let bytes: [UInt8]
    var index: Int
    var end: Int
    var parameters: [ParameterSlices] = []

    init(_ bytes: [UInt8], from index: Int = 0, to end: Int? = nil) {
        self.bytes = bytes
        self.index = index
        self.end = min(end ?? bytes.count, bytes.count)
    }

    var isAtEnd: Bool { index >= end }
    var next: UInt8? { index < end ? bytes[index] : nil }
    var fault: SIPError { .syntax(at: index) }

    mutating func skipBlanks() {
        while index < end, bytes[index].isBlank { index += 1 }
    }

    mutating func take(_ octet: UInt8) -> Bool {
        guard index < end, bytes[index] == octet else { return false }
        index += 1
        return true
    }

    mutating func expect(_ octet: UInt8) throws(SIPError) {
        guard take(octet) else { throw fault }
    }

    /// The longest run of a class; may be empty.
    mutating func run(_ set: CharacterClass) -> Slice {
        let start = index
        while index < end, set.contains(bytes[index]) { index += 1 }
        return Slice(start, index)
    }

    mutating func some(_ set: CharacterClass) throws(SIPError) -> Slice {
        let slice = run(set)
        guard !slice.isEmpty else { throw fault }
        return slice
    }

    /// 1*DIGIT up to a bound; more digits than 20 or a larger value is a fault.
    mutating func number(most: UInt64) throws(SIPError) -> UInt64 {
        let start = index
        var value: UInt64 = 0
        while index < end, bytes[index].isDigit {
            let (tens, over) = value.multipliedReportingOverflow(by: 10)
            let (sum, overAgain) = tens.addingReportingOverflow(UInt64(bytes[index] &- 48))
            guard !over, !overAgain else { throw fault }
            value = sum
            index += 1
        }
        guard index > start, value <= most else { throw fault }
        return value
    }

    /// delta-seconds, where a value beyond 32 bits is read as the largest (RFC 3261 §20.19).
    mutating func cappedNumber() throws(SIPError) -> UInt32 {
        let start = index
        var value: UInt64 = 0
        while index < end, bytes[index].isDigit {
            value = min(value &* 10 &+ UInt64(bytes[index] &- 48), UInt64(UInt32.max))
            index += 1
        }
        guard index > start else { throw fault }
        return UInt32(truncatingIfNeeded: value)
    }

    /// quoted-string, without its quotes; pairs stay escaped until they are read as text.
    mutating func quoted() throws(SIPError) -> Slice {
        try expect(34)
        let start = index
        while index < end {
            let octet = bytes[index]
            if octet == 34 {
                defer { index += 1 }
                return Slice(start, index)
            }
            if octet == 92 {
                index += 1
                guard index < end, bytes[index] < 128, bytes[index] != 13, bytes[index] != 10 else { throw fault }
            } else if octet < 32, octet != 9 {
                throw fault
            }
            index += 1
        }
        throw fault
    }

    mutating func add(_ parameter: ParameterSlices) throws(SIPError) {
        guard parameters.count < MessageLimits.parameters else { throw .limit(.parameters) }
        parameters.append(parameter)
    }

    /// generic-param (RFC 3261 §25.1), blanks around `=` allowed.
    mutating func genericParameter() throws(SIPError) -> ParameterSlices {
        let name = try some(.token)
        let before = index
        skipBlanks()
        guard take(61) else {
            index = before
            return ParameterSlices(name: name, value: .none, form: .nameOnly)
        }
        skipBlanks()
        if next == 34 { return ParameterSlices(name: name, value: try quoted(), form: .quoted) }
        return ParameterSlices(name: name, value: try some(.parameterValue), form: .token)
    }

    /// *( ";" generic-param )
    mutating func headerParameters() throws(SIPError) -> ParameterRange {
        let first = parameters.count
        while true {
            let before = index
            skipBlanks()
            guard take(59) else {
                index = before
                break
            }
            skipBlanks()
            try add(try genericParameter())
        }
        return rangeOfParameters(from: first)
    }

    func rangeOfParameters(from first: Int) -> ParameterRange {
        ParameterRange(
            start: UInt16(truncatingIfNeeded: first), count: UInt16(truncatingIfNeeded: parameters.count - first))
    }

    /// Whether a slice is this ASCII word, letter case aside.
    func equals(_ slice: Slice, _ word: StaticString) -> Bool {
        guard Int(slice.count) == word.utf8CodeUnitCount else { return false }
        return word.withUTF8Buffer { letters in
            for (offset, octet) in letters.enumerated() where bytes[Int(slice.start) + offset].lowercased != octet {
                return false
            }
            return true
        }
    }
}
