import Testing

@testable import SIP

/// DNS answers octet by octet (RFC 1035 §4), as a resolver and as an attacker sends them.
@Suite struct DNSReplyTests {
    private static func number(_ value: Int) -> [UInt8] {
        [UInt8(truncatingIfNeeded: value >> 8), UInt8(truncatingIfNeeded: value)]
    }

    private static func name(_ text: String) -> [UInt8] {
        text.split(separator: ".").flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) } + [0]
    }

    private static func reply(_ records: [[UInt8]], count: Int? = nil) -> [UInt8] {
        [0, 1, 0x81, 0x80] + number(1) + number(count ?? records.count) + number(0) + number(0)
            + name("_sip._udp.example.org") + number(33) + number(1) + records.flatMap { $0 }
    }

    /// The owner is the question's name, by a pointer.
    private static func record(type: Int, life: [UInt8] = [0, 0, 1, 44], _ data: [UInt8]) -> [UInt8] {
        [0xC0, 12] + number(type) + number(1) + life + number(data.count) + data
    }

    private static func service(_ priority: Int, _ weight: Int, _ port: Int, _ target: [UInt8]) -> [UInt8] {
        number(priority) + number(weight) + number(port) + target
    }

    private static let authority: [UInt8] =
        number(50) + number(10) + [1, 83, 8] + Array("SIPS+D2T".utf8) + [0] + name("_sips._tcp.example.org")

    @Test func recordsAreRead() {
        let octets = Self.reply([
            Self.record(type: 33, Self.service(1, 2, 5_060, Self.name("a.example.org"))),
            // "b" and then the question's "example.org", by a pointer.
            Self.record(type: 33, life: [0, 0, 0, 60], Self.service(3, 4, 5_070, [1, 98, 0xC0, 22])),
            Self.record(type: 5, Self.name("alias.example.org")),
            Self.record(type: 33, Self.service(0, 0, 0, [0])), Self.record(type: 35, Self.authority),
        ])
        let reply = DNSReply(parsing: octets)
        #expect(
            reply.services == [
                ServiceRecord(priority: 1, weight: 2, port: 5_060, target: "a.example.org"),
                ServiceRecord(priority: 3, weight: 4, port: 5_070, target: "b.example.org"),
                ServiceRecord(priority: 0, weight: 0, port: 0, target: ""),
            ])
        #expect(
            reply.namingAuthorities == [
                NamingAuthorityRecord(
                    order: 50, preference: 10, flags: "S", services: "SIPS+D2T", replacement: "_sips._tcp.example.org")
            ])
        #expect(reply.timeToLiveSeconds == 60)
    }

    @Test func everyTruncationGivesFewerRecordsAndNoTrap() {
        let octets = Self.reply([
            Self.record(type: 33, Self.service(1, 2, 5_060, Self.name("a.example.org"))),
            Self.record(type: 35, Self.authority),
        ])
        for count in 0..<octets.count {
            let reply = DNSReply(parsing: Array(octets.prefix(count)))
            #expect(reply.services.count + reply.namingAuthorities.count < 2)
        }
        // Any octet changed: no trap, and never more than the limits.
        for index in octets.indices {
            for value: UInt8 in [0, 1, 0x3F, 0x40, 0x80, 0xC0, 0xFF] {
                var changed = octets
                changed[index] = value
                let reply = DNSReply(parsing: changed)
                #expect(reply.services.count + reply.namingAuthorities.count <= 2)
            }
        }
    }

    @Test(
        arguments: [
            // To itself, to what follows, round in a circle, beyond the end, a reserved kind of label.
            [0xC0, 0x39], [0xC0, 0x40], [1, 97, 0xC0, 0x39], [0xFF, 0xFF], [0x40, 0], [0x80, 0],
            // No name of a host.
            [3, 97, 32, 98, 0], [2, 27, 91, 0], [1, 0, 0], [3, 0xE2, 0x80, 0xAE, 0],
        ] as [[UInt8]]) func namesThatCannotBeAreNone(target: [UInt8])
    {
        let octets = Self.reply([Self.record(type: 33, Self.service(1, 2, 5_060, target))])
        #expect(DNSReply(parsing: octets).services.isEmpty)
    }

    @Test func pointersThatLeadBackAndBackEndInTime() {
        // A chain of pointers through the whole message, each to the one before.
        var octets = Self.reply([])
        octets[7] = 1
        let start = octets.count
        octets += [0xC0, 12]
        while octets.count < 16_000 {
            let before = octets.count - 2
            octets += [0xC0 | UInt8(before >> 8), UInt8(truncatingIfNeeded: before)]
        }
        #expect(start < octets.count)
        #expect(DNSReply(parsing: octets).services.isEmpty)
    }

    @Test func aThousandRecordsAreTooMany() {
        let record = Self.record(type: 33, Self.service(1, 2, 5_060, Self.name("a.example.org")))
        let octets = Self.reply(Array(repeating: record, count: 1_000))
        #expect(DNSReply(parsing: octets).services.count == LocationLimits.serviceRecords)
        let long = String(repeating: "abcdefghi.", count: 26)
        let tooLong = Self.reply([Self.record(type: 33, Self.service(1, 2, 5_060, Self.name(long)))])
        #expect(DNSReply(parsing: tooLong).services.isEmpty)
        #expect(DNSReply(parsing: Self.reply([record], count: 65_535)).services.count == 1)
    }

    @Test func aNegativeLifeIsNone() {
        let record = Self.record(
            type: 33, life: [0xFF, 0xFF, 0xFF, 0xFF], Self.service(1, 2, 5_060, Self.name("a.example.org")))
        #expect(DNSReply(parsing: Self.reply([record])).timeToLiveSeconds == 0)
        #expect(DNSReply(parsing: Self.reply([])).timeToLiveSeconds == nil)
    }
}
