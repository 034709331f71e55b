import Testing

@testable import Transport

@Suite struct EndpointSoundTests {
    private func periods(_ endpoint: InternalEndpoint, heard: [Int16] = [7, 8, 9], count: Int = 3) -> [Int16] {
        var sound = EndpointSound(endpoint)
        var all: [Int16] = []
        var spoken: [Int16] = [1, 1, 1]
        for _ in 0..<count {
            sound.next(heard: heard, spoken: &spoken)
            all += spoken
        }
        return all
    }

    @Test func samplesPlayOnceOrAgain() {
        #expect(periods(.samples([1, 2, 3, 4], loops: false)) == [1, 2, 3, 4, 0, 0, 0, 0, 0])
        #expect(periods(.samples([1, 2, 3, 4], loops: true)) == [1, 2, 3, 4, 1, 2, 3, 4, 1])
        #expect(periods(.samples([], loops: true)) == [Int16](repeating: 0, count: 9))
    }

    @Test func anEchoAnswersWithWhatIsHeard() {
        #expect(periods(.echo, count: 1) == [7, 8, 9])
        #expect(periods(.echo, heard: [5], count: 1) == [5, 0, 0])
        #expect(periods(.silence, count: 1) == [0, 0, 0])
    }

    @Test func aMonitorHearsAndSpeaks() {
        let log = SoundLog()
        #expect(periods(.monitored(sending: [1, 2], heard: { log.add($0) }), count: 2) == [1, 2, 1, 2, 1, 2])
        #expect(log.all == [7, 8, 9, 7, 8, 9])
    }

    @Test func aLiveEndIsAskedForEachPeriod() {
        let log = SoundLog()
        let said = SoundLog()
        let end = InternalEndpoint.live(
            speak: { spoken in
                for index in spoken.indices { spoken[index] = Int16(said.all.count + index) }
                said.add(spoken)
            }, heard: { log.add($0) })
        #expect(periods(end, count: 2) == [0, 1, 2, 3, 4, 5])
        #expect(log.all == [7, 8, 9, 7, 8, 9])
    }
}
