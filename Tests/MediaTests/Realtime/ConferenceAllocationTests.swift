import CAllocationCount
import Media
import Testing
import Time

/// The real-time rule (DESIGN §4) for a conference: nothing is allocated in a period.
@Suite struct ConferenceAllocationTests {
    @Test("10,000 periods of eight parties allocate nothing")
    func mixing() {
        let parties = (0..<7).map { _ in ConferenceParty() }
        let sum = ConferenceSum()
        let voice = [Int16](repeating: 900, count: 480)
        var others = [Int16](repeating: 0, count: 480)
        func periods(_ count: Int) {
            for _ in 0..<count {
                for party in parties { party.put(voice.span) }
                sum.clear()
                for party in parties {
                    party.advance()
                    sum.add(party)
                }
                var mixed = others.mutableSpan
                for party in parties { sum.writeOthers(than: party, into: &mixed) }
            }
        }
        periods(100)
        let before = allocation_count_of_this_thread()
        periods(10_000)
        let allocations = allocation_count_of_this_thread() - before
        #if DEBUG
            // Unoptimised code keeps the frames of accessors on the heap, freed at once.
            #expect(allocations < 10_000 * 50)
        #else
            #expect(allocations == 0)
        #endif
        #expect(others[0] == 5_400)
    }

    @Test("A session in a conference allocates nothing per packet")
    func session() {
        let loopback = Loopback()
        loopback.connect(.pcma)
        let packets = PacketBuffer()
        let voice = [Int16](repeating: 900, count: 480)
        let others = [Int16](repeating: 500, count: 480)
        var heard = [Int16](repeating: 0, count: 480)
        var now = loopback.now
        func periods(_ count: Int) {
            for _ in 0..<count {
                now += .milliseconds(10)
                var target = heard.mutableSpan
                loopback.left.hear(into: &target, at: now)
                loopback.left.mixTone(into: &target)
                loopback.left.captured(voice.span, with: others.span, at: now, into: packets)
                packets.removeAll()
            }
        }
        periods(100)
        let before = allocation_count_of_this_thread()
        periods(10_000)
        let allocations = allocation_count_of_this_thread() - before
        #if DEBUG
            // Unoptimised code keeps the frames of accessors on the heap, freed at once.
            #expect(allocations < 10_000 * 50)
        #else
            #expect(allocations == 0)
        #endif
        #expect(loopback.left.statistics.packetsSent == 5_050)
    }
}
