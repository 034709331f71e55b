import Media
import Testing

@Suite struct RTCPPartTests {
    private func parse(_ octets: [UInt8]) throws(RTPError) -> [RTCPPart] { try RTCPPart.parse(octets.span) }
    private static let block = ReportBlock(
        ssrc: 2, fractionLost: 64, cumulativeLost: -3, extendedHighestSequence: 0x1_0005, jitter: 12,
        lastSenderReport: 0xAABB_CCDD, delaySinceLastSenderReport: 65_536)

    static let compounds: [[RTCPPart]] = [
        [.receiverReport(ssrc: 1, [])],
        [
            .senderReport(
                ssrc: 1,
                SenderInformation(
                    ntpTime: 0x0102_0304_0506_0708, rtpTimestamp: 9, packetCount: 10, octetCount: 11),
                [block]),
            .sourceDescription([
                .init(ssrc: 1, canonicalName: Array("a@b".utf8)),
                .init(ssrc: 2, canonicalName: [], name: Array("Jeanne".utf8)),
            ]),
            .goodbye([1, 2]),
        ],
        [
            .receiverReport(ssrc: 1, [block, block]),
            .sourceDescription(
                (0..<6).map { length in
                    .init(ssrc: UInt32(length), canonicalName: [UInt8](repeating: 65, count: length))
                }),
        ],
    ]

    @Test("What is written is read again, whole words each", arguments: compounds)
    func roundTrip(parts: [RTCPPart]) throws {
        let octets = RTCPPart.octets(of: parts)
        #expect(octets.count % 4 == 0)
        #expect(try parse(octets) == parts)
    }

    @Test("Every cut is refused or a shorter compound, never a trap", arguments: compounds)
    func cuts(parts: [RTCPPart]) {
        let octets = RTCPPart.octets(of: parts)
        for length in 0..<octets.count {
            let read = try? parse(Array(octets[..<length]))
            #expect(read.map { $0.count < parts.count } ?? true)
        }
    }

    @Test("A compound begins with a report (RFC 3550 A.2)")
    func first() {
        let octets = RTCPPart.octets(of: [.goodbye([1, 2])])
        #expect(throws: RTPError.notCompound) { try parse(octets) }
    }

    @Test("Other packet types are passed over, and the number of parts is bounded")
    func bounded() throws {
        var octets = RTCPPart.octets(of: [.receiverReport(ssrc: 1, [])])
        for _ in 0..<40 { octets += [0x80, 205, 0, 0] }
        let parts = try parse(octets)
        #expect(parts.count == RTPLimits.compoundParts)
        #expect(parts[1] == .other(packetType: 205))
    }

    @Test("Reports are 2 to 6.2 s apart, the first sooner")
    func interval() {
        #expect(RTCPInterval.next(isFirst: false, unit: 0) == .milliseconds(2_052))
        #expect(RTCPInterval.next(isFirst: false, unit: 1) == .milliseconds(6_156))
        #expect(RTCPInterval.next(isFirst: true, unit: 7) == .milliseconds(3_078))
    }
}
