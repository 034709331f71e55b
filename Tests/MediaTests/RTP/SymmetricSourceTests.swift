import Media
import Testing
import Time

@Suite struct SymmetricSourceTests {
    private let told = MediaAddress(ipv4: 0x0A00_0001, port: 4_000)
    private let stranger = MediaAddress(ipv4: 0xC000_0201, port: 9_000)
    private let start = Instant.now

    private func header(_ sequence: UInt16, ssrc: UInt32 = 1) -> RTPHeader {
        RTPHeader(payloadType: 8, sequenceNumber: sequence, timestamp: 0, ssrc: ssrc)
    }

    @Test("The address of the SDP wins at once; strangers stay out")
    func described() {
        var source = SymmetricSource(described: told, at: start)
        #expect(source.judge(header(1), from: told, isNegotiated: true, at: start + .seconds(60)) == .accepted)
        for sequence in 1...20 as ClosedRange<UInt16> {
            #expect(source.judge(header(sequence), from: stranger, isNegotiated: true, at: start) == .refused)
        }
        #expect(source.destination == told)
    }

    @Test("Another address is latched at its fifth packet in a row")
    func latch() {
        var source = SymmetricSource(described: told, at: start)
        for sequence in 1...4 as ClosedRange<UInt16> {
            #expect(source.judge(header(sequence), from: stranger, isNegotiated: true, at: start) == .refused)
        }
        #expect(source.destination == told)
        #expect(source.judge(header(5), from: stranger, isNegotiated: true, at: start) == .accepted)
        #expect(source.destination == stranger)
        let third = stranger.with(port: 1)
        #expect(source.judge(header(6), from: third, isNegotiated: true, at: start) == .refused)
        #expect(source.judge(header(6), from: told, isNegotiated: true, at: start) == .accepted)
        #expect(source.destination == told)
    }

    @Test("No latch: too late, a gap, two sources, a type that was not agreed", arguments: 0..<4)
    func noLatch(kind: Int) {
        var source = SymmetricSource(described: told, at: start)
        for index in 0..<12 {
            let sequence = UInt16(kind == 1 ? index * 2 : index)
            let ssrc = UInt32(kind == 2 ? index % 2 : 1)
            let now = kind == 0 ? start + .milliseconds(2_001) : start
            let verdict = source.judge(
                header(sequence, ssrc: ssrc), from: stranger, isNegotiated: kind != 3, at: now)
            #expect(verdict == .refused)
        }
    }

    @Test("A new plan opens the window again; an address of nobody is none")
    func newPlan() {
        var source = SymmetricSource(described: told, at: start)
        let later = start + .seconds(10)
        source.describe(MediaAddress(ipv4: 0, port: 4_000), at: later)
        #expect(source.destination == nil)
        for sequence in 1...5 as ClosedRange<UInt16> {
            _ = source.judge(header(sequence), from: stranger, isNegotiated: true, at: later)
        }
        #expect(source.destination == stranger)
        #expect(source.acceptsControl(from: stranger.with(port: 9_001)))
        #expect(!source.acceptsControl(from: told))
    }
}
