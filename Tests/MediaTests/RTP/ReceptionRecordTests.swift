import Media
import Testing

@Suite struct ReceptionRecordTests {
    @Test("Loss over the wrap of the sequence number")
    func wrap() {
        var record = ReceptionRecord(ssrc: 1, firstSequence: 65_530)
        for sequence in Array(65_530...65_535) + Array(0...9) where sequence != 65_533 && sequence != 4 {
            #expect(record.update(sequence: UInt16(sequence)) == .inSequence)
        }
        #expect(record.expected == 16 && record.lost == 2)
        #expect(record.extendedHighest == 0x1_0009)
        let report = record.takeReport(lastSenderReport: 7, delay: 8)
        #expect(report.fractionLost == 32 && report.cumulativeLost == 2)
        let second = record.takeReport(lastSenderReport: 7, delay: 8)
        #expect(second.fractionLost == 0 && second.cumulativeLost == 2)
    }

    @Test("Reordering over the wrap is no loss")
    func reordered() {
        var record = ReceptionRecord(ssrc: 1, firstSequence: 65_534)
        for sequence in [65_534, 0, 65_535, 1] as [UInt16] { _ = record.update(sequence: sequence) }
        #expect(record.lost == 0 && record.extendedHighest == 0x1_0001)
    }

    @Test("A jump is ignored once and followed when it goes on (RFC 3550 A.1)")
    func jump() {
        var record = ReceptionRecord(ssrc: 1, firstSequence: 10)
        #expect(record.update(sequence: 10) == .inSequence)
        #expect(record.update(sequence: 30_000) == .jump)
        #expect(record.update(sequence: 11) == .inSequence)
        #expect(record.update(sequence: 30_000) == .jump)
        #expect(record.update(sequence: 30_001) == .restarted)
        #expect(record.lost == 0)
    }

    @Test("Duplicates make the loss negative, within 24 bits")
    func duplicates() {
        var record = ReceptionRecord(ssrc: 1, firstSequence: 10)
        for _ in 0..<5 { _ = record.update(sequence: 10) }
        #expect(record.lost == -4)
        #expect(record.takeReport(lastSenderReport: 0, delay: 0).fractionLost == 0)
    }

    @Test("Jitter follows A.8: steady is 0, alternating 10 ms tends to 10 ms, over the wrap of the timestamp")
    func jitter() {
        var steady = ReceptionRecord(ssrc: 1, firstSequence: 0)
        var shaky = ReceptionRecord(ssrc: 1, firstSequence: 0)
        var timestamp = UInt32.max - 8_000
        for index in 0..<400 {
            let arrival = Int64(index) * 160 + 1_000
            steady.updateJitter(arrival: arrival, timestamp: timestamp)
            shaky.updateJitter(arrival: arrival + (index % 2 == 0 ? 80 : 0), timestamp: timestamp)
            timestamp &+= 160
        }
        #expect(steady.jitter == 0)
        #expect((70...80).contains(shaky.jitter), "\(shaky.jitter)")
    }
}
