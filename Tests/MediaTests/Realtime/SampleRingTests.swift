import Media
import Synchronization
import Testing

@Suite struct SampleRingTests {
    @Test("What is written is read, once and in order, past the wrap")
    func order() {
        let ring = SampleRing(minimumCapacity: 8_192)
        var next: Int16 = 0
        var expected: Int16 = 0
        for _ in 0..<500 {
            let block = (0..<480).map { _ -> Int16 in
                next &+= 1
                return next
            }
            #expect(ring.write(block.span) == 480)
            var read = [Int16](repeating: -1, count: 480)
            var span = read.mutableSpan
            let count = ring.read(into: &span)
            #expect(count == 480)
            for sample in read {
                expected &+= 1
                #expect(sample == expected)
            }
        }
        #expect(ring.overrunSamples == 0 && ring.underrunSamples == 0)
    }

    @Test("A full ring refuses the newest and counts them")
    func full() {
        let ring = SampleRing(minimumCapacity: 4_096)
        let capacity = ring.capacity
        #expect(capacity >= 4_096)
        #expect(ring.write([Int16](repeating: 1, count: capacity).span) == capacity)
        #expect(ring.write([Int16](repeating: 2, count: 10).span) == 0)
        #expect(ring.overrunSamples == 10)
        #expect(SampleRing(minimumCapacity: .max).capacity == RealtimeLimits.ringSamples)
    }

    @Test("A short read is filled with zeros and counted")
    func underrun() {
        let ring = SampleRing(minimumCapacity: 4_096)
        ring.write([7, 7, 7])
        var read = [Int16](repeating: 9, count: 10)
        var span = read.mutableSpan
        let count = ring.read(into: &span)
        #expect(count == 3)
        #expect(read == [7, 7, 7, 0, 0, 0, 0, 0, 0, 0])
        #expect(ring.underrunSamples == 7)
    }

    @Test("A flush skips what was written before it and nothing after")
    func flush() {
        let ring = SampleRing(minimumCapacity: 4_096)
        ring.write([1, 2, 3, 4])
        var one: [Int16] = [0]
        var span = one.mutableSpan
        ring.read(into: &span)
        ring.flush()
        ring.write([5])
        #expect(ring.readableCount == 1)
        let count = ring.read(into: &span)
        #expect(count == 1)
        #expect(one == [5])
        #expect(ring.cutPosition == 1 && ring.skippedSamples == 3)
    }

    @Test("Two threads: every sample crosses once, in order")
    func twoThreads() async {
        let ring = SampleRing(minimumCapacity: 8_192)
        let total = 2_000_000
        let producer = Task.detached {
            var sent = 0
            while sent < total {
                let count = min(441, total - sent)
                let block = (0..<count).map { Int16(truncatingIfNeeded: sent + $0) }
                if ring.writableCount >= count { sent += ring.write(block.span) } else { await Task.yield() }
            }
        }
        let consumer = Task.detached { () -> Int in
            var received = 0
            var wrong = 0
            var read = [Int16](repeating: 0, count: 480)
            while received < total {
                var span = read.mutableSpan
                let count = ring.read(into: &span)
                for index in 0..<count where read[index] != Int16(truncatingIfNeeded: received + index) { wrong += 1 }
                received += count
                if count == 0 { await Task.yield() }
            }
            return wrong
        }
        await producer.value
        #expect(await consumer.value == 0)
        #expect(ring.overrunSamples == 0)
    }
}

extension SampleRing {
    func write(_ samples: [Int16]) { _ = write(samples.span) }
}
