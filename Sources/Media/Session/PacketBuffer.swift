/// The packets that a session wants sent, in storage that the caller makes once and uses again.
/// Not for two threads at a time.
public final class PacketBuffer {
    /// The socket that a packet leaves by.
    public enum Port: Sendable, Equatable { case rtp, rtcp }

    private struct Slot {
        var count = 0
        var port = Port.rtp
        var address = MediaAddress(ipv4: 0, port: 0)
    }

    private let storage: UnsafeMutablePointer<UInt8>
    private var slots: [Slot]
    /// Packets that wait in the buffer.
    public private(set) var count = 0
    /// Packets that were not taken because the buffer was full.
    public private(set) var refusedPackets: UInt64 = 0

    public init() {
        storage = .allocate(capacity: RTPLimits.emittedPackets * RTPLimits.datagramOctets)
        storage.initialize(repeating: 0, count: RTPLimits.emittedPackets * RTPLimits.datagramOctets)
        slots = Array(repeating: Slot(), count: RTPLimits.emittedPackets)
    }

    deinit { storage.deallocate() }

    public func removeAll() { count = 0 }

    /// The socket and the destination of packet `index` (less than `count`).
    public func destination(of index: Int) -> (port: Port, address: MediaAddress) {
        (slots[index].port, slots[index].address)
    }

    /// The octets of packet `index` (less than `count`), valid within `body`.
    public func withOctets<Result>(of index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        precondition(index < count, "no such packet")
        return body(UnsafeBufferPointer(start: storage + index * RTPLimits.datagramOctets, count: slots[index].count))
    }

    /// The octets of packet `index` as an array: for tests.
    public func octets(of index: Int) -> [UInt8] { withOctets(of: index) { Array($0) } }

    /// Lets `change` rewrite packet `index` (less than `count`) in its slot of 1,500 octets and say its new length. False
    /// where it could not: the packet is as `change` left it.
    func rewrite(_ index: Int, _ change: (UnsafeMutableBufferPointer<UInt8>, Int, Port) -> Int?) -> Bool {
        precondition(index < count, "no such packet")
        let start = storage + index * RTPLimits.datagramOctets
        let slot = UnsafeMutableBufferPointer(start: start, count: RTPLimits.datagramOctets)
        guard let used = change(slot, slots[index].count, slots[index].port), slot.indices.contains(used) else {
            return false
        }
        slots[index].count = used
        return true
    }

    /// Takes out packet `index` and those after it.
    func drop(from index: Int) { count = min(count, max(index, 0)) }

    /// Lets `write` fill one slot of 1,500 octets and say how many it used; 0 or less takes the slot back.
    func append(to address: MediaAddress, by port: Port, _ write: (UnsafeMutableBufferPointer<UInt8>) -> Int) -> Int {
        guard count < RTPLimits.emittedPackets else {
            refusedPackets &+= 1
            return 0
        }
        let start = storage + count * RTPLimits.datagramOctets
        let used = write(UnsafeMutableBufferPointer(start: start, count: RTPLimits.datagramOctets))
        guard used > 0, used <= RTPLimits.datagramOctets else { return 0 }
        slots[count] = Slot(count: used, port: port, address: address)
        count += 1
        return used
    }
}
