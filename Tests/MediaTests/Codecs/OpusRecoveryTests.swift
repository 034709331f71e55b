import Media
import Testing

@Suite struct OpusRecoveryTests {
    private func packets(lossPercent: Int, milliseconds: Int = 20) throws -> [[UInt8]] {
        var encoder = try AudioEncoder(.opus)
        encoder.prepare(forLossPercent: lossPercent)
        var speech = SpeechLike()
        var packets: [[UInt8]] = []
        for _ in 0..<(4_000 / milliseconds) {
            let frame = speech.next(48 * milliseconds)
            var payload = [UInt8](repeating: 0, count: 1_400)
            let octets = frame.withUnsafeBufferPointer { input in
                payload.withUnsafeMutableBufferPointer { encoder.encode(input, into: $0) }
            }
            packets.append(Array(payload[..<octets]))
        }
        return packets
    }

    @Test(
        "On a lossy line the packets of speech carry in-band FEC, and the bit rate stays", arguments: [10, 20, 40, 60])
    func carried(milliseconds: Int) throws {
        for percent in [5, 10, 30] {
            let packets = try packets(lossPercent: percent, milliseconds: milliseconds)
            let carrying = packets.count { OpusPacket.hasForwardErrorCorrection($0.span) }
            #expect(carrying * 2 > packets.count, "\(carrying) of \(packets.count) at \(percent) %")
            #expect(packets.map(\.count).reduce(0, +) * 8 <= 32_000 * 4)
            // RFC 6716 §3.1: SILK of wideband or less.
            #expect(packets.dropFirst(5).allSatisfy { $0[0] >> 3 < 12 })
        }
    }

    @Test("On a clean line none does")
    func clean() throws {
        let packets = try packets(lossPercent: 0)
        #expect(!packets.contains { OpusPacket.hasForwardErrorCorrection($0.span) })
    }

    @Test("A lost packet is decoded from the next one's copy, nearer to the truth than what Opus makes up")
    func recovered() throws {
        let packets = try packets(lossPercent: 20)
        let whole = try decode(packets) { _ in .whole }
        var errors = (recovered: 0.0, concealed: 0.0)
        let recovered = try decode(packets) { $0 % 5 == 0 && $0 > 0 ? .recover : .whole }
        let concealed = try decode(packets) { $0 % 5 == 0 && $0 > 0 ? .conceal : .whole }
        for index in stride(from: 5, to: packets.count, by: 5) {
            for sample in index * 960..<(index + 1) * 960 {
                let truth = Double(whole[sample])
                errors.recovered += (Double(recovered[sample]) - truth) * (Double(recovered[sample]) - truth)
                errors.concealed += (Double(concealed[sample]) - truth) * (Double(concealed[sample]) - truth)
            }
        }
        #expect(errors.recovered * 3 < errors.concealed, "\(errors)")
    }

    private enum Fate { case whole, recover, conceal }

    private func decode(_ packets: [[UInt8]], _ fate: (Int) -> Fate) throws -> [Int16] {
        var decoder = try AudioDecoder(.opus)
        var heard: [Int16] = []
        var output = [Int16](repeating: 0, count: 960)
        for index in packets.indices {
            switch fate(index) {
            case .whole:
                packets[index].withUnsafeBufferPointer { input in
                    _ = output.withUnsafeMutableBufferPointer { decoder.decode(input, into: $0) }
                }
                heard += output
            case .recover:
                guard index + 1 < packets.count else { continue }
                let count = packets[index + 1].withUnsafeBufferPointer { input in
                    output.withUnsafeMutableBufferPointer { decoder.recover(from: input, samples: 960, into: $0) }
                }
                #expect(count == 960)
                heard += output
            case .conceal:
                for _ in 0..<2 {
                    _ = output.withUnsafeMutableBufferPointer { decoder.conceal(into: $0) }
                    heard += output[..<480]
                }
            }
        }
        return heard + [Int16](repeating: 0, count: 960)
    }

    @Test("Any octets are judged and recovered from without a trap")
    func anyOctets() throws {
        var generator = SeededGenerator(11)
        var decoder = try AudioDecoder(.opus)
        var output = [Int16](repeating: 0, count: 5_760)
        for _ in 0..<5_000 {
            let octets = (0..<Int.random(in: 0...200, using: &generator)).map { _ in
                UInt8.random(in: 0...255, using: &generator)
            }
            _ = OpusPacket.hasForwardErrorCorrection(octets.span)
            let samples = Int.random(in: -10...6_000, using: &generator)
            let count = octets.withUnsafeBufferPointer { input in
                output.withUnsafeMutableBufferPointer { decoder.recover(from: input, samples: samples, into: $0) }
            }
            #expect((0...5_760).contains(count))
        }
    }
}
