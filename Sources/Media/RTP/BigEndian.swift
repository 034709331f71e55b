/// Network order in spans. Callers have checked the range; the span itself would stop a mistake of ours.
extension Span where Element == UInt8 {
    func bigEndian16(at offset: Int) -> UInt16 {
        UInt16(self[offset]) << 8 | UInt16(self[offset + 1])
    }

    func bigEndian32(at offset: Int) -> UInt32 {
        UInt32(bigEndian16(at: offset)) << 16 | UInt32(bigEndian16(at: offset + 2))
    }
}

/// Appends in network order to storage of a fixed size; what does not fit is dropped and `isOverflowed` says so.
struct OctetWriter {
    private let target: UnsafeMutableBufferPointer<UInt8>
    private(set) var count = 0
    private(set) var isOverflowed = false

    init(_ target: UnsafeMutableBufferPointer<UInt8>) { self.target = target }

    mutating func append8(_ value: UInt8) {
        guard count < target.count else {
            isOverflowed = true
            return
        }
        target[count] = value
        count += 1
    }

    mutating func append16(_ value: UInt16) {
        append8(UInt8(truncatingIfNeeded: value >> 8))
        append8(UInt8(truncatingIfNeeded: value))
    }

    mutating func append32(_ value: UInt32) {
        append16(UInt16(truncatingIfNeeded: value >> 16))
        append16(UInt16(truncatingIfNeeded: value))
    }

    /// The room that is left, for code that writes by itself and then calls `skip`.
    var remaining: UnsafeMutableBufferPointer<UInt8> {
        UnsafeMutableBufferPointer(rebasing: target[count...])
    }

    mutating func skip(_ octets: Int) {
        count = min(count + max(octets, 0), target.count)
    }
}
