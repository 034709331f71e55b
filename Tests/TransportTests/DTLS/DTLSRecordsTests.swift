import Testing

@testable import Transport

@Suite struct DTLSRecordsTests {
    static func record(_ octets: Int, type: UInt8 = 22) -> [UInt8] {
        [type, 254, 253, 0, 0, 0, 0, 0, 0, 0, 0, UInt8(octets >> 8), UInt8(octets & 255)]
            + [UInt8](repeating: 1, count: octets)
    }

    @Test func recordsGoTogetherAsFarAsTheyFit() {
        let flight = Self.record(500) + Self.record(500) + Self.record(500) + Self.record(1_500) + Self.record(1)
        #expect(
            DTLSRecords.datagrams(in: flight, most: 1_200) == [0..<1_026, 1_026..<1_539, 1_539..<3_052, 3_052..<3_066])
        #expect(DTLSRecords.datagrams(in: [UInt8](), most: 1_200).isEmpty)
    }

    @Test func whatIsNoWholeRecordEndsIt() {
        let flight = Self.record(20)
        #expect(DTLSRecords.datagrams(in: flight + flight.dropLast(), most: 1_200) == [0..<33])
        for count in 0..<33 { #expect(DTLSRecords.datagrams(in: flight.prefix(count), most: 1_200).isEmpty) }
    }

    @Test func anAlertInClearIsFoundWhereverItStands() {
        func hasAlert(_ octets: [UInt8]) -> Bool { octets.withUnsafeBufferPointer { DTLSRecords.hasPlainAlert($0) } }
        var sealed = Self.record(2, type: 21)
        sealed[4] = 1
        #expect(hasAlert(Self.record(2, type: 21)) && hasAlert(Self.record(9) + Self.record(2, type: 21)))
        #expect(!hasAlert(sealed) && !hasAlert(Self.record(9)) && !hasAlert([21, 254]) && !hasAlert([]))
    }

    @Test func aClientHelloIsKnownByItsType() {
        func isHello(_ octets: [UInt8]) -> Bool { octets.withUnsafeBufferPointer { DTLSRecords.isClientHello($0) } }
        #expect(isHello(Self.record(20)))
        #expect(!isHello(Self.record(20, type: 23)) && !isHello([22, 254, 253]) && !isHello([]))
    }
}
