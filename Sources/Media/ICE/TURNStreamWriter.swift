/// What waits to be written to a relay by TCP: whole frames in their order, of which the network may take any part.
public struct TURNStreamWriter: Sendable {
    private var octets = [UInt8](repeating: 0, count: ICELimits.streamQueue)
    private var start = 0
    private var end = 0

    public init() {}

    public var isEmpty: Bool { start == end }

    /// Puts a frame behind the others, padded to four octets (RFC 8656 §12.5).
    /// - Parameter isMedia: sound that would wait behind too much comes too late: it is dropped.
    /// - Returns: false where a frame that is no media has no room: the relay takes nothing.
    public mutating func append(_ frame: UnsafeBufferPointer<UInt8>, isMedia: Bool) -> Bool {
        let padded = (frame.count + 3) / 4 * 4
        if isMedia, end - start + padded > ICELimits.streamMedia { return true }
        if padded > octets.count - end {
            for place in start..<end { octets[place - start] = octets[place] }
            (start, end) = (0, end - start)
        }
        guard padded <= octets.count - end else { return false }
        for place in 0..<padded { octets[end + place] = place < frame.count ? frame[place] : 0 }
        end += padded
        return true
    }

    /// Hands what waits to `write`, which says how many octets it took.
    public mutating func write(_ write: (UnsafeBufferPointer<UInt8>) -> Int) {
        let waiting = start..<end
        let count = octets.withUnsafeBufferPointer { write(UnsafeBufferPointer(rebasing: $0[waiting])) }
        start += min(max(count, 0), waiting.count)
        if isEmpty { (start, end) = (0, 0) }
    }
}
