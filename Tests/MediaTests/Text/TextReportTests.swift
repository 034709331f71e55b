import Testing

@testable import Media

/// RTCP of a stream of text, and what keeps the way of an idle one open.
@Suite struct TextReportTests {
    private typealias Wire = TextLoopbackTests.Wire

    private func parts(_ octets: [UInt8]) throws -> [RTCPPart] { try RTCPPart.parse(octets.span) }

    @Test("RFC 3550 §6: the writer sends SR with what it sent, the reader RR of what came; both say who they are")
    func reports() throws {
        let wire = Wire(seed: 1)
        #expect(wire.write("abc"))
        wire.run(milliseconds: 8_000)
        let first = try parts(try #require(wire.reports.first))
        guard case .senderReport(let source, let information, _)? = first.first else {
            Issue.record("no SR: \(first)")
            return
        }
        // The mark of the beginning with the text, and twice what was sent.
        #expect(information.packetCount == UInt32(wire.packets.count) && information.octetCount > 20)
        #expect(first.last == .sourceDescription([.init(ssrc: source, canonicalName: Array("x".utf8))]))
        #expect(wire.left.statistics.roundTripMilliseconds != nil && wire.left.statistics.reportedLoss == 0)
        #expect(wire.right.statistics.packetsReceived == UInt64(wire.packets.count))
        // Who writes nothing more for two intervals is no sender any more.
        wire.run(milliseconds: 30_000)
        guard case .receiverReport? = try parts(try #require(wire.reports.last)).first else {
            Issue.record("no RR")
            return
        }
    }

    @Test("Lost packets are counted and told to the writer")
    func losses() {
        let wire = Wire(seed: 2)
        #expect(wire.write("a"))
        wire.run(milliseconds: 2_000)
        wire.loss = 1
        #expect(wire.write("b"))
        wire.run(milliseconds: 250)
        wire.loss = 0
        wire.run(milliseconds: 10_000)
        #expect(wire.heard == "ab")
        #expect(wire.right.statistics.packetsLost == 1 && wire.right.statistics.blocksLost == 0)
        #expect((wire.left.statistics.reportedLoss ?? 1) < 0.01)
    }

    @Test("Reports are encrypted as the text is")
    func sealed() throws {
        let wire = Wire(seed: 3, suite: .aes128GCM)
        wire.run(milliseconds: 8_000)
        let report = try #require(wire.reports.first)
        // RFC 3711 §3.4: the E flag and the index follow what is encrypted.
        #expect(throws: RTPError.self) { try parts(report) }
        #expect(wire.left.statistics.roundTripMilliseconds != nil && wire.left.statistics.encryption == .aes128GCM)
        let refused = wire.right.statistics.packetsRefused
        wire.right.receiveRTCP(report.span, from: Loopback.leftAddress, at: wire.now)
        #expect(wire.right.statistics.packetsRefused == refused + 1)
    }

    @Test("RFC 6263 §4.3: with reports on its port an idle stream sends no packet of its own")
    func multiplexed() {
        let wire = Wire(seed: 4)
        wire.run(milliseconds: 2_000)
        let sent = wire.packets.count
        wire.run(milliseconds: 60_000)
        #expect(wire.packets.count == sent && wire.reports.count >= 9)
    }

    @Test("RFC 6263 §7: without them a character that nobody sees goes every 15 s", arguments: [100, nil] as [UInt8?])
    func filler(redundant: UInt8?) {
        let wire = Wire(seed: 5, redundant: redundant, isMultiplexed: false)
        #expect(wire.write("a"))
        wire.run(milliseconds: 2_000)
        let sent = wire.packets.count
        wire.run(milliseconds: 63_000)
        #expect(wire.packets.count - sent == (redundant == nil ? 4 : 12))
        #expect(wire.heard == "a" && wire.right.blocksLost == 0)
        #expect(wire.write("b"))
        wire.run(milliseconds: 2_000)
        #expect(wire.heard == "ab")
    }
}
