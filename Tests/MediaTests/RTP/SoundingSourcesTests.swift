import CAllocationCount
import Testing

@testable import Media

@Suite struct SoundingSourcesTests {
    private func header(_ sequence: UInt16, ssrc: UInt32 = 1) -> RTPHeader {
        RTPHeader(payloadType: 8, sequenceNumber: sequence, timestamp: 0, ssrc: ssrc)
    }

    private func place(_ number: Int) -> MediaAddress { MediaAddress(ipv4: 0x0A00_0000 + UInt32(number), port: 4_000) }

    @Test("A source is told once, at its second packet in a row")
    func once() {
        var sources = SoundingSources()
        var told = [header(1), header(3), header(4, ssrc: 2), header(5, ssrc: 2)].map {
            sources.note($0, from: place(1))
        }
        #expect(told == [false, false, false, true])
        told = (6...20).map { sources.note(header($0), from: place(1)) }
        #expect(!told.contains(true))
    }

    @Test("Branches that begin at one moment are both told, and neither twice")
    func branches() {
        var sources = SoundingSources()
        var told: [MediaAddress] = []
        for sequence in 1...10 as ClosedRange<UInt16> {
            for number in 1...3 {
                if sources.note(header(sequence, ssrc: UInt32(number)), from: place(number)) {
                    told.append(place(number))
                }
            }
        }
        #expect(told == [place(1), place(2), place(3)])
    }

    @Test("The table is bounded")
    func bounded() {
        var sources = SoundingSources()
        var told = 0
        for number in 1...(2 * SoundingSources.most) {
            for sequence in 1...3 as ClosedRange<UInt16> where sources.note(header(sequence), from: place(number)) {
                told += 1
            }
        }
        #expect(told == SoundingSources.most)
    }

    @Test("A packet costs no allocation")
    func allocations() {
        var sources = SoundingSources()
        func packets(_ count: UInt16) {
            for sequence in 0..<count {
                for number in 1...40 { _ = sources.note(header(sequence, ssrc: UInt32(number)), from: place(number)) }
            }
        }
        packets(3)
        let before = allocation_count_of_this_thread()
        packets(1_000)
        let allocations = allocation_count_of_this_thread() - before
        #if DEBUG
            // Unoptimised code keeps the frames of accessors on the heap, freed at once.
            #expect(allocations < 1_000 * 40 * 10)
        #else
            #expect(allocations == 0)
        #endif
    }

    @Test("A session tells a source that it refuses to play too")
    func session() throws {
        let loopback = Loopback()
        loopback.connect(.pcma)
        var sound = TestSignal.tone(hertz: 440).generator
        _ = loopback.run(milliseconds: 1_000, &sound)
        #expect(loopback.receptions.compactMap(\.newSource) == [Loopback.leftAddress])
        let before = loopback.right.statistics
        let other = MediaAddress(ipv4: 0xC000_0201, port: 9_000)
        let told = loopback.sentByLeft.suffix(10).compactMap { octets in
            loopback.right.receive(octets.span, from: other, at: loopback.now).newSource
        }
        #expect(told == [other])
        let after = loopback.right.statistics
        #expect(after.packetsReceived == before.packetsReceived)
        #expect(after.packetsRefused == before.packetsRefused + 10)
    }
}
