/// Makes payloads that carry the ones before them again (RFC 2198 §3). Owned by one thread; its storage is made once.
public struct RedundancyWriter: Sendable {
    private struct Copy {
        var payloadType: UInt8 = 0
        var timestamp: UInt32 = 0
        var octets = 0
    }

    /// Earlier payloads that go along at most.
    public let generations: Int
    private var copies: [Copy]
    private var storage: [UInt8]
    /// Where the newest copy lies.
    private var newest = 0

    /// - Parameter generations: 1 to `RedundantPayload.generations`.
    public init(generations: Int) {
        self.generations = min(max(generations, 1), RedundantPayload.generations)
        copies = [Copy](repeating: Copy(), count: self.generations)
        storage = [UInt8](repeating: 0, count: self.generations * RedundantPayload.blockOctets)
    }

    /// Forgets the earlier payloads: after a pause nobody misses them.
    public mutating func removeAll() {
        for index in copies.indices { copies[index].octets = 0 }
    }

    /// Writes `primary` with the payloads before it, as far as `target` has room, and keeps it for the next ones.
    /// - Parameters:
    ///   - timestamp: its RTP timestamp; copies further back than the header can tell are left out.
    ///   - most: copies that go along at most.
    /// - Returns: the octets written, 0 where not even `primary` fits.
    public mutating func write(
        _ primary: UnsafeBufferPointer<UInt8>, payloadType: UInt8, timestamp: UInt32, atMost most: Int = .max,
        into target: UnsafeMutableBufferPointer<UInt8>
    ) -> Int {
        guard primary.count + 1 <= target.count else { return 0 }
        var room = target.count - primary.count - 1
        var count = 0
        while count < min(generations, most), isUsable(copy(count), at: timestamp), copy(count).octets + 4 <= room {
            room -= copy(count).octets + 4
            count += 1
        }
        var writer = OctetWriter(target)
        for age in stride(from: count - 1, through: 0, by: -1) {
            let copy = copy(age)
            let offset = (timestamp &- copy.timestamp) << 10
            writer.append32(0x8000_0000 | UInt32(copy.payloadType) << 24 | offset | UInt32(copy.octets))
        }
        writer.append8(payloadType & 0x7F)
        for age in stride(from: count - 1, through: 0, by: -1) {
            let start = place(age) * RedundantPayload.blockOctets
            for index in start..<start + copy(age).octets { writer.append8(storage[index]) }
        }
        for octet in primary { writer.append8(octet) }
        keep(primary, payloadType: payloadType, timestamp: timestamp)
        return writer.count
    }

    /// The place of the copy that is so many packets older than the newest one.
    private func place(_ age: Int) -> Int { (newest + age) % generations }
    private func copy(_ age: Int) -> Copy { copies[place(age)] }

    private func isUsable(_ copy: Copy, at timestamp: UInt32) -> Bool {
        copy.octets > 0 && (1...RedundantPayload.timestampOffset).contains(timestamp &- copy.timestamp)
    }

    /// Keeps a payload that went alone.
    public mutating func keep(_ payload: UnsafeBufferPointer<UInt8>, payloadType: UInt8, timestamp: UInt32) {
        newest = (newest + generations - 1) % generations
        let fits = payload.count <= RedundantPayload.blockOctets
        copies[newest] = Copy(payloadType: payloadType & 0x7F, timestamp: timestamp, octets: fits ? payload.count : 0)
        guard fits else { return }
        let start = newest * RedundantPayload.blockOctets
        for index in 0..<payload.count { storage[start + index] = payload[index] }
    }
}
