import Testing

@testable import Media

@Suite struct ReceptionMetricsTests {
    /// RFC 3611 §4.7.2's example: 1 received, 0 lost, X discarded.
    @Test("The bursts and gaps of RFC 3611's example")
    func example() {
        var metrics = ReceptionMetrics()
        for packet in "11110111111111111111111X111X1011110111111111111111111X111111111" {
            switch packet {
            case "1": metrics.noteReceived()
            case "0": metrics.noteMissing(isDiscarded: false)
            case _: metrics.noteMissing(isDiscarded: true)
            }
        }
        #expect(metrics.lost == 3 && metrics.discarded == 3 && metrics.runs == 6)
        var block = VoiceMetrics(ssrc: 1)
        metrics.fill(&block, packetMilliseconds: 10)
        // 12 packets with 4 losses; 51 of the 63 that the figure really has, with 2 (the text says 64).
        #expect(block.burstDuration == 120 && Int(block.burstDensity) == 4 * 256 / 12)
        #expect(block.gapDuration == 510 && Int(block.gapDensity) == 2 * 256 / 51)
        #expect(block.lossRate == 12 && block.discardRate == 12 && block.gapThreshold == 16)
    }

    @Test("Nothing received is all zero; one loss in a row is no burst")
    func empty() {
        var block = VoiceMetrics(ssrc: 1)
        ReceptionMetrics().fill(&block, packetMilliseconds: 20)
        #expect(block == VoiceMetrics(ssrc: 1))
        var metrics = ReceptionMetrics()
        for _ in 0..<3 { metrics.noteMissing(isDiscarded: false) }
        metrics.noteReceived()
        #expect(metrics.runs == 1 && metrics.meanBurst == 3)
        metrics.fill(&block, packetMilliseconds: 20)
        #expect(block.burstDensity == 255 && block.burstDuration == 60 && block.gapDuration == 20)
    }

    @Test("Which packets came, over the wrap, with copies and duplicates")
    func log() {
        var log = ArrivalLog()
        #expect(!log.noteCopy(5) && log.range == nil)
        #expect(log.note(65_534) && !log.note(65_534) && log.note(1))
        #expect(log.fate(of: 65_534) == .came && log.fate(of: 65_535) == .missing && log.fate(of: 0) == .missing)
        #expect(log.noteCopy(0) && !log.noteCopy(0) && !log.noteCopy(1))
        #expect(log.fate(of: 0) == .repaired && log.range?.first == 65_534 && log.range?.end == 2)
        log.noteLate(1)
        #expect(log.fate(of: 1) == .late)
        // A long gap forgets what is further back.
        #expect(log.note(1_500) && log.fate(of: 1_025) == .missing && !log.note(0))
        log.restart()
        #expect(log.note(7) && log.fate(of: 1_500) == .missing)
    }
}
