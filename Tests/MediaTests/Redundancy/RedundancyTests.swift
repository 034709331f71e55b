import Media
import Testing

@Suite struct RedundancyTests {
    private func write(
        _ writer: inout RedundancyWriter, _ payload: [UInt8], at timestamp: UInt32, room: Int = 1_400
    ) -> [UInt8] {
        var target = [UInt8](repeating: 0, count: room)
        let count = payload.withUnsafeBufferPointer { input in
            target.withUnsafeMutableBufferPointer {
                writer.write(input, payloadType: 96, timestamp: timestamp, into: $0)
            }
        }
        return Array(target[..<count])
    }

    private func blocks(_ payload: [UInt8]) throws -> [(offset: UInt32, octets: [UInt8])] {
        var blocks: [(UInt32, [UInt8])] = []
        try RedundantPayload.forEachBlock(of: payload.span) { block in
            #expect(block.payloadType == 96)
            blocks.append((block.timestampOffset, Array(payload[block.octets])))
        }
        return blocks
    }

    @Test("The octets of RFC 2198 §3: block headers, the primary one's, the blocks, the primary")
    func octets() {
        var writer = RedundancyWriter(generations: 1)
        #expect(write(&writer, [1, 2, 3], at: 1_000) == [96, 1, 2, 3])
        // Offset 960 and length 3 in 14 and 10 bits.
        #expect(write(&writer, [4, 5], at: 1_960) == [0x80 | 96, 0x0F, 0x00, 0x03, 96, 1, 2, 3, 4, 5])
    }

    @Test("Every payload comes back in as many packets as there are generations", arguments: 1...4)
    func roundTrip(generations: Int) throws {
        var writer = RedundancyWriter(generations: generations)
        for index in 0..<20 {
            // Over the wrap of the timestamp.
            let packet = write(
                &writer, [UInt8](repeating: UInt8(index), count: 10 + index),
                at: UInt32.max - 5_000 &+ UInt32(index) * 960)
            let found = try blocks(packet)
            #expect(found.count == min(index, generations) + 1)
            for (age, block) in found.reversed().enumerated() {
                #expect(block.offset == UInt32(age) * 960)
                #expect(block.octets == [UInt8](repeating: UInt8(index - age), count: 10 + index - age))
            }
        }
    }

    @Test("The limits: generations, room, length and age of a copy")
    func limits() throws {
        #expect(RedundancyWriter(generations: 99).generations == RedundantPayload.generations)
        var writer = RedundancyWriter(generations: 4)
        for index in 0..<4 { _ = write(&writer, [UInt8](repeating: 1, count: 500), at: UInt32(index) * 960) }
        #expect(try blocks(write(&writer, [UInt8](repeating: 1, count: 500), at: 3_840)).count == 2)
        #expect(write(&writer, [1, 2, 3], at: 4_800, room: 3).isEmpty)
        _ = write(&writer, [UInt8](repeating: 1, count: 1_024), at: 4_800)
        #expect(try blocks(write(&writer, [1], at: 5_760)).count == 1)
        #expect(try blocks(write(&writer, [1], at: 5_760 + 16_384)).count == 1)
        writer.removeAll()
        #expect(try blocks(write(&writer, [1], at: 22_200)).count == 1)
        let deep = [UInt8](repeating: 0x80, count: 4 * 5) + [0]
        #expect(throws: RTPError.malformed) { _ = try blocks(deep) }
    }

    @Test("What is cut or mutated is blocks within the payload or an error")
    func hostile() {
        var generator = SeededGenerator(4)
        for _ in 0..<20_000 {
            let octets = (0..<Int.random(in: 0...60, using: &generator)).map { index in
                UInt8.random(in: 0...255, using: &generator) & (index % 4 == 2 ? 0 : 255)
            }
            var last = 0
            try? RedundantPayload.forEachBlock(of: octets.span) { block in
                #expect(block.octets.lowerBound >= last && block.octets.upperBound <= octets.count)
                last = block.octets.upperBound
            }
        }
    }
}
