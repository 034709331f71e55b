/// What waits to be written to a relay by TCP: whole frames in their order, of which the network may take any part. Where sound
/// would wait too long the oldest goes, so that what is heard after a stall is what was said last.
public struct TURNStreamWriter: Sendable {
    private var octets = [UInt8](repeating: 0, count: ICELimits.streamQueue)
    private var start = 0
    private var end = 0
    /// Octets left of a frame that was written in part.
    private var begun = 0

    public init() {}

    public var isEmpty: Bool { start == end }

    /// Puts a frame behind the others, padded to four octets (RFC 8656 §12.5).
    /// - Parameter isMedia: sound, before which older sound is dropped until it waits behind no more than
    ///   `ICELimits.streamMedia`; where requests alone are too much it is dropped itself.
    /// - Returns: false where a frame that is no media has no room: the relay takes nothing.
    public mutating func append(_ frame: UnsafeBufferPointer<UInt8>, isMedia: Bool) -> Bool {
        guard frame.count >= 4 else { return true }
        let padded = (frame.count + 3) / 4 * 4
        while isMedia, end - start + padded > ICELimits.streamMedia { guard dropSound() else { return true } }
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
        pass(min(max(count, 0), waiting.count))
        if isEmpty { (start, end) = (0, 0) }
    }

    private mutating func pass(_ count: Int) {
        var left = count
        while left > 0 {
            if begun == 0 { begun = frame(at: start) }
            let step = min(begun, left)
            start += step
            begun -= step
            left -= step
        }
    }

    /// Drops the oldest whole frame of sound. False where there is none.
    private mutating func dropSound() -> Bool {
        var place = start + begun
        while place < end {
            let length = frame(at: place)
            guard length <= end - place else { return false }
            if Self.isChannel(octets[place]) {
                for next in (place + length)..<end { octets[next - length] = octets[next] }
                end -= length
                return true
            }
            place += length
        }
        return false
    }

    /// Octets of the frame that begins here, with its padding.
    private func frame(at place: Int) -> Int {
        let length = Int(octets[place + 2]) << 8 | Int(octets[place + 3])
        return Self.isChannel(octets[place]) ? (length + 4 + 3) / 4 * 4 : length + 20
    }

    /// RFC 8656 §12.
    private static func isChannel(_ octet: UInt8) -> Bool { (64..<80).contains(octet) }
}
