import Media
import Testing

@Suite struct LoopbackTests {
    @Test("A tone crosses with its level and frequency", arguments: Codec.standard, [10, 20, 30, 60])
    func tone(codec: Codec, packetMilliseconds: Int) {
        let loopback = Loopback()
        loopback.connect(codec, packetMilliseconds: packetMilliseconds)
        var sound = TestSignal.tone(hertz: 440).generator
        let heard = loopback.run(milliseconds: 3_000, &sound)
        let tail = heard[48_000...]
        #expect(Listening.loudest(tail, among: 430...450) == 440)
        let level = Listening.decibels(Listening.amplitude(tail, hertz: 440) / 16_422)
        #expect(abs(level) < 0.5, "level \(level) dB")
        let statistics = loopback.right.statistics
        #expect(statistics.framesConcealed * 100 <= statistics.framesPlayed, "\(statistics)")
        #expect(statistics.packetsLost == 0)
        #expect(statistics.packetsRefused == 0)
        #expect(statistics.bufferMilliseconds < 130)
        #expect(loopback.receptions.filter(\.isFirstPacket).count == 1)
    }

    @Test("Timestamps step by exactly the packet's length", arguments: Codec.standard)
    func timestamps(codec: Codec) throws {
        let loopback = Loopback()
        loopback.connect(codec)
        var sound = TestSignal.silence.generator
        _ = loopback.run(milliseconds: 1_000, &sound)
        let headers = try loopback.headers()
        #expect(headers.count == 50)
        #expect(headers[0].hasMarker && !headers[1].hasMarker)
        #expect(headers[0].sequenceNumber < 0x8000)
        for (first, second) in zip(headers, headers.dropFirst()) {
            #expect(second.timestamp &- first.timestamp == UInt32(codec.clockRate / 50))
            #expect(second.sequenceNumber == first.sequenceNumber &+ 1)
        }
    }

    @Test("Muted, packets go on and hold silence")
    func muted() {
        let loopback = Loopback()
        loopback.connect(.pcma)
        loopback.left.setMuted(true)
        var sound = TestSignal.tone(hertz: 440).generator
        let heard = loopback.run(milliseconds: 1_000, &sound)
        #expect(loopback.sentByLeft.count == 50)
        #expect(Listening.rms(heard) < 10)
        #expect(!loopback.left.statistics.isMicrophoneSent)
    }

    @Test("Digits cross once each, in order, on either clock", arguments: Codec.standard)
    func digits(codec: Codec) throws {
        let loopback = Loopback()
        loopback.connect(codec)
        #expect(loopback.left.sendDigits("0123456789*#ABCD"))
        #expect(!loopback.left.sendDigits("12x"))
        #expect(!loopback.left.sendDigits(String(repeating: "1", count: 65)))
        var sound = TestSignal.tone(hertz: 440).generator
        _ = loopback.run(milliseconds: 4_000, &sound)
        #expect(String(loopback.receptions.compactMap(\.digit)) == "0123456789*#ABCD")
        let headers = try loopback.headers()
        #expect(Set(headers.map(\.ssrc)).count == 1)
        for (first, second) in zip(headers, headers.dropFirst()) {
            #expect(second.sequenceNumber == first.sequenceNumber &+ 1)
        }
        let ends = zip(headers, loopback.sentByLeft).filter { $0.payloadType == 101 && $1[13] & 0x80 != 0 }
        #expect(ends.count == 48)
        let duration = UInt16(codec.clockRate / 10)
        #expect(ends.allSatisfy { UInt16($1[14]) << 8 | UInt16($1[15]) == duration })
        let statistics = loopback.right.statistics
        #expect(statistics.framesConcealed * 100 <= statistics.framesPlayed, "\(statistics)")
    }

    @Test("Loss, reordering, duplicates and jitter are survived", arguments: 1...8)
    func impairedWire(seed: Int) {
        let loopback = Loopback(seed: UInt64(seed))
        loopback.connect(seed % 2 == 0 ? .opus : .pcma)
        loopback.wire = { _, generator in
            let roll = Int.random(in: 0..<100, using: &generator)
            if roll < 5 { return [] }
            let delay = Duration.milliseconds(Int.random(in: 1...40, using: &generator))
            return roll < 8 ? [delay, delay + .milliseconds(5)] : [delay]
        }
        var sound = TestSignal.tone(hertz: 440).generator
        let heard = loopback.run(milliseconds: 10_000, &sound)
        let statistics = loopback.right.statistics
        #expect(statistics.framesConcealed * 100 <= statistics.framesPlayed * 20, "\(statistics)")
        // Duplicates count as received (RFC 3550 §6.4.1), so fewer may seem lost than were.
        #expect((-20...60).contains(statistics.packetsLost), "\(statistics)")
        #expect(statistics.bufferMilliseconds < 300)
        #expect(Listening.amplitude(heard[96_000...], hertz: 440) > 5_000)
    }

    @Test("Reports tell loss and round trip; Goodbye ends")
    func reports() throws {
        let loopback = Loopback()
        loopback.connect(.pcma)
        var sound = TestSignal.tone(hertz: 440).generator
        _ = loopback.run(milliseconds: 30_000, &sound)
        #expect((4...20).contains(loopback.controlOfLeft.count))
        let round = try #require(loopback.left.statistics.roundTripMilliseconds)
        #expect((0...25).contains(round), "\(round)")
        #expect(loopback.left.statistics.reportedLoss == 0)
        let parts = try loopback.parsedControl(1)
        guard case .senderReport(_, let information, let blocks) = parts[0] else {
            Issue.record("no sender report")
            return
        }
        #expect(information.packetCount > 100 && blocks.count == 1)
        let packets = PacketBuffer()
        loopback.left.bye(at: loopback.now, into: packets)
        #expect(packets.count == 1)
        let from = Loopback.leftAddress.with(port: 4_001)
        let goodbye = packets.octets(of: 0)
        let reception = loopback.right.receiveRTCP(goodbye.span, from: from, at: loopback.now)
        #expect(reception.isGoodbye)
        let frame = [Int16](repeating: 1, count: 480)
        loopback.left.captured(frame.span, at: loopback.now, into: packets)
        #expect(packets.count == 1 && loopback.left.nextDeadline == nil)
    }
}

extension Loopback {
    func headers() throws -> [RTPHeader] {
        try sentByLeft.map { octets in try RTPHeader(parsing: octets.span) }
    }

    func parsedControl(_ index: Int) throws -> [RTCPPart] {
        let octets = controlOfLeft[index]
        return try RTCPPart.parse(octets.span)
    }
}
