import Testing

@testable import Media

@Suite struct RedundantPayloadTests {
    private func read(_ octets: [UInt8]) -> RedundantPayload? { RedundantPayload(parsing: octets.span) }

    @Test("The octets are those that RFC 2198 §3 draws")
    func layout() throws {
        var storage = [UInt8](repeating: 0, count: 64)
        let count = storage.withUnsafeMutableBufferPointer { buffer in
            var writer = OctetWriter(buffer)
            RedundantPayload.write(
                Array("c".utf8), generations: [(Array("a".utf8), 600), (Array("bb".utf8), 300)], payloadType: 98,
                to: &writer)
            return writer.count
        }
        // F=1 PT=98 offset=600 length=1; F=1 PT=98 offset=300 length=2; F=0 PT=98; the blocks, the oldest first.
        #expect(
            Array(storage.prefix(count)) == [
                0xE2, 0x09, 0x60, 0x01, 0xE2, 0x04, 0xB0, 0x02, 0x62, 0x61, 0x62, 0x62, 0x63,
            ])
        let parsed = try #require(read(Array(storage.prefix(count))))
        #expect(
            parsed.generations.map(\.timestampOffset) == [600, 300]
                && parsed.generations.map(\.octets) == [9..<10, 10..<12])
        #expect(parsed.primary.payloadType == 98 && parsed.primary.octets == 12..<13)
    }

    @Test(
        "Lengths that lie are refused",
        arguments: [
            [], [0x80], [0xE2, 0, 0, 1], [0xE2, 0, 0, 2, 0x62, 1], Array(repeating: 0xE2, count: 40),
            Array(repeating: [0xE2, 0, 0, 0] as [UInt8], count: 9).flatMap { $0 } + [0x62],
        ] as [[UInt8]])
    func hostile(octets: [UInt8]) {
        #expect(read(octets) == nil)
    }

    @Test("An empty new block and empty generations are none the less blocks")
    func empty() throws {
        let octets: [UInt8] = [0xE2, 0, 0, 0, 0x62]
        let parsed = try #require(read(octets))
        #expect(parsed.generations.map(\.octets.count) == [0] && parsed.primary.octets.isEmpty)
    }
}
