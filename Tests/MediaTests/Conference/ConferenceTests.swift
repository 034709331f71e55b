import CAllocationCount
import Testing

@testable import Media

/// A conference of sessions whose far ends say tones, in frames, without a network between.
private struct Bench {
    let parties: [ConferenceParty]
    let sum = ConferenceSum()
    private var waves: [SineWave]
    private let peak: Double

    init(hertz: [Int], peak: Double = 8_000) {
        parties = hertz.map { _ in ConferenceParty() }
        waves = hertz.map { SineWave(hertz: $0) }
        self.peak = peak
    }

    /// What each party is given of the others.
    mutating func run(frames: Int, burst: Int = 1) -> [[Int16]] {
        var heard = parties.map { _ in [Int16]() }
        var frame = [Int16](repeating: 0, count: 480)
        for round in 0..<(frames / burst) {
            for _ in 0..<burst {
                for index in parties.indices {
                    for sample in frame.indices { frame[sample] = Int16(waves[index].next() * peak) }
                    parties[index].put(frame.span)
                }
            }
            for _ in 0..<burst {
                sum.clear()
                for party in parties {
                    party.advance()
                    sum.add(party)
                }
                for index in parties.indices {
                    var target = frame.mutableSpan
                    sum.writeOthers(than: parties[index], into: &target)
                    if round > 4 { heard[index] += frame }
                }
            }
        }
        return heard
    }
}

@Suite struct ConferenceTests {
    @Test("Each party hears all the others and not itself", arguments: [1, 2, 4])
    func mixMinus(burst: Int) {
        let hertz = [440, 1_000, 1_500, 2_200, 2_700, 3_100, 350]
        var bench = Bench(hertz: hertz, peak: 2_000)
        let heard = bench.run(frames: 200, burst: burst)
        for index in hertz.indices {
            #expect(heard[index].count > 48_000)
            for other in hertz.indices {
                let amplitude = Listening.amplitude(heard[index], hertz: hertz[other])
                if other == index {
                    #expect(amplitude < 40, "party \(index) hears itself: \(amplitude)")
                } else {
                    #expect(abs(amplitude - 2_000) < 100, "party \(index) hears \(other): \(amplitude)")
                }
            }
        }
    }

    @Test("The sum of loud parties is limited, not wrapped")
    func saturation() {
        let parties = (0..<4).map { _ in ConferenceParty() }
        let sum = ConferenceSum()
        let loud = [Int16](repeating: 30_000, count: 480)
        let low = [Int16](repeating: -30_000, count: 480)
        for party in parties { for _ in 0..<2 { party.put(loud.span) } }
        var frame = [Int16](repeating: 0, count: 480)
        func others(than party: ConferenceParty) -> [Int16] {
            sum.clear()
            for party in parties {
                party.advance()
                sum.add(party)
            }
            var target = frame.mutableSpan
            sum.writeOthers(than: party, into: &target)
            return frame
        }
        #expect(Set(others(than: parties[0])) == [32_767])
        // One frame of the loud sound is left in each; then comes the low one.
        for party in parties { party.put(low.span) }
        #expect(Set(others(than: parties[0])) == [32_767])
        #expect(Set(others(than: parties[0])) == [-32_768])
    }

    @Test("A party that gives nothing is silent, and begins again with some frames in store")
    func starvation() {
        let party = ConferenceParty()
        let other = ConferenceParty()
        let sum = ConferenceSum()
        let tone = [Int16](repeating: 500, count: 480)
        var frame = [Int16](repeating: 0, count: 480)
        func heardByOther() -> Int16 {
            sum.clear()
            for one in [party, other] {
                one.advance()
                sum.add(one)
            }
            var target = frame.mutableSpan
            sum.writeOthers(than: other, into: &target)
            return frame[100]
        }
        party.put(tone.span)
        #expect(heardByOther() == 0)
        party.put(tone.span)
        #expect(heardByOther() == 500)
        #expect(heardByOther() == 500)
        #expect(heardByOther() == 0)
        party.put(tone.span)
        #expect(heardByOther() == 0)
    }

    @Test("What heaps up is left out: the delay stays short")
    func backlog() {
        let party = ConferenceParty()
        let frame = [Int16](repeating: 1, count: 480)
        for _ in 0..<1_000 {
            party.put(frame.span)
            #expect(party.waitingFrames <= ConferenceParty.capacityFrames)
        }
        let short = [Int16](repeating: 1, count: 479)
        let before = party.waitingFrames
        party.put(short.span)
        #expect(party.waitingFrames == before)
    }

    @Test("A muted microphone is silence to the peer, and the other parties are heard")
    func mutedMicrophone() {
        let loopback = Loopback()
        loopback.connect(.opus)
        loopback.left.setMuted(true)
        var agent = SineWave(hertz: 440)
        var party = SineWave(hertz: 1_000)
        let heard = loopback.run(milliseconds: 2_000, agent: { agent.next() }, others: { party.next() })
        let tail = heard[48_000...]
        #expect(Listening.amplitude(tail, hertz: 440) < 100)
        #expect(Listening.amplitude(tail, hertz: 1_000) > 6_000)
        loopback.left.setMuted(false)
        let open = loopback.run(milliseconds: 2_000, agent: { agent.next() }, others: { party.next() })[48_000...]
        #expect(Listening.amplitude(open, hertz: 440) > 6_000)
        #expect(Listening.amplitude(open, hertz: 1_000) > 6_000)
    }
}
