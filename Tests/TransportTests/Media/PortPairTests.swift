import CLinux
import Testing

@testable import Transport

@Suite struct PortPairTests {
    @Test(arguments: ["127.0.0.1", "::1"]) func itIsEvenAndOdd(host: String) throws {
        let pair = try #require(PortPair.bind(host: host, range: nil, start: 0))
        #expect(pair.rtpPort % 2 == 0 && pair.rtcpPort == pair.rtpPort + 1)
        // RFC 3246: expedited, for routers that heed it.
        for descriptor in [pair.rtp, pair.rtcp] {
            #expect(clinux_expedited_class(descriptor, host.contains(":") ? 1 : 0) == 46)
        }
    }

    @Test func itKeepsToItsRangeAndGivesUpWhenFull() throws {
        // A pair that was free a moment ago.
        let base = try #require(PortPair.bind(host: "127.0.0.1", range: nil, start: 0)?.rtpPort)
        let range = base...base + 2
        var first = PortPair.bind(host: "127.0.0.1", range: range, start: 7)
        #expect(first?.rtpPort == base)
        #expect(PortPair.bind(host: "127.0.0.1", range: range, start: 7) == nil)
        first = nil
        #expect(PortPair.bind(host: "127.0.0.1", range: range, start: 7) != nil)
    }

    @Test(arguments: ["198.51.100.77", "localhost", ""]) func anAddressThatIsNotOursIsRefused(host: String) {
        #expect(PortPair.bind(host: host, range: nil, start: 0) == nil)
    }

    @Test func aRangeWithoutAPairIsRefused() {
        #expect(PortPair.bind(host: "127.0.0.1", range: 40_001...40_001, start: 0) == nil)
    }
}
