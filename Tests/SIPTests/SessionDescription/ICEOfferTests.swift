import SIP
import Testing

/// ICE in descriptions (RFC 8839): what is read, written, agreed, and what is none.
@Suite struct ICEOfferTests {
    static let password = "0123456789abcdef0123456789abcdef"
    static let host = ICEAttributes.Candidate(
        foundation: "1", priority: 2_130_706_431, host: "192.0.2.1", port: 4_000, kind: "host")
    static let reflexive = ICEAttributes.Candidate(
        foundation: "2", priority: 1_694_498_815, host: "203.0.113.5", port: 61_000, kind: "srflx",
        relatedHost: "192.0.2.1", relatedPort: 4_000)
    static let relayed = ICEAttributes.Candidate(
        foundation: "4", priority: 16_777_215, host: "198.51.100.1", port: 50_000, kind: "relay",
        relatedHost: "203.0.113.5", relatedPort: 61_000)

    static func capability(_ candidates: [ICEAttributes.Candidate] = [host]) -> AudioCapability {
        var capability = OfferAnswerTests.ours
        capability.ice = ICECapability(fragment: "abcd", password: password, candidates: candidates)
        return capability
    }

    static func peer(_ lines: [String], port: Int = 5_000) throws -> SessionDescription {
        try OfferAnswerTests.description(["m=audio \(port) RTP/AVP 8"] + lines)
    }

    static let peerLines = [
        "a=ice-ufrag:wxyz", "a=ice-pwd:fedcba9876543210fedcba98", "a=rtcp-mux",
        "a=candidate:7 1 UDP 2130706431 192.0.2.9 5000 typ host",
        "a=candidate:8 1 udp 16777215 198.51.100.2 50001 typ relay raddr 192.0.2.9 rport 5000 generation 0",
    ]

    @Test func whatIsWrittenIsReadAgain() throws {
        var caller = OfferAnswer(sessionID: 1)
        let offer = caller.offer(Self.capability([Self.host, Self.reflexive, Self.relayed]), direction: .sendReceive)
        let text = String(decoding: offer.octets, as: UTF8.self)
        #expect(text.contains("a=ice-options:ice2\r\n") && text.contains("a=rtcp-mux\r\n"))
        #expect(
            text.contains(
                "a=candidate:2 1 UDP 1694498815 203.0.113.5 61000 typ srflx raddr 192.0.2.1 rport 4000\r\n"))
        let read = try SessionDescription(parsing: offer.octets)
        #expect(read.media[0].ice == offer.media[0].ice)
        // Who has no ICE sends to where a server saw us.
        #expect(read.host(of: read.media[0]) == "203.0.113.5" && read.media[0].port == 61_000)
    }

    @Test func withoutItNothingIsSaidOfIt() throws {
        var caller = OfferAnswer(sessionID: 1)
        let text = String(
            decoding: caller.offer(OfferAnswerTests.ours, direction: .sendReceive).octets, as: UTF8.self)
        #expect(!text.contains("ice") && !text.contains("candidate") && !text.contains("mux"))
        var callee = OfferAnswer(sessionID: 2)
        let (answer, stream) = try callee.answer(
            Self.peer(Self.peerLines), with: OfferAnswerTests.ours, direction: .sendReceive)
        #expect(!String(decoding: answer.octets, as: UTF8.self).contains("ice"))
        #expect(stream.ice == nil && stream.remotePort == 5_000)
    }

    @Test func twoOfUsAgree() throws {
        var caller = OfferAnswer(sessionID: 1)
        var callee = OfferAnswer(sessionID: 2)
        var theirs = Self.capability()
        theirs.ice?.fragment = "efgh"
        let offer = try SessionDescription(
            parsing: caller.offer(Self.capability(), direction: .sendReceive).octets)
        let (answer, answered) = try callee.answer(offer, with: theirs, direction: .sendReceive)
        let offered = try caller.accept(SessionDescription(parsing: answer.octets), capability: Self.capability())
        #expect(offered.ice?.isControlling == true && answered.ice?.isControlling == false)
        #expect(offered.ice?.fragment == "efgh" && offered.ice?.localFragment == "abcd")
        #expect(answered.ice?.fragment == "abcd" && answered.ice?.password == Self.password)
        #expect(offered.ice?.candidates == [Self.host] && offered.isMultiplexed && answered.isMultiplexed)
        // Who answered keeps its role in an offer of its own.
        let again = callee.offer(theirs, direction: .sendOnly)
        let (last, stream) = try caller.answer(again, with: Self.capability(), direction: .sendReceive)
        #expect(stream.ice?.isControlling == true)
        #expect(try callee.accept(last, capability: theirs).ice?.isControlling == false)
        #expect(again.media[0].ice == answer.media[0].ice)
    }

    @Test func aPeerWithoutItIsAsItWas() throws {
        var caller = OfferAnswer(sessionID: 1)
        _ = caller.offer(Self.capability(), direction: .sendReceive)
        let stream = try caller.accept(Self.peer([]), capability: Self.capability())
        #expect(stream.ice == nil && stream.remotePort == 5_000 && stream.remoteRTCPPort == 5_001)
        var callee = OfferAnswer(sessionID: 2)
        let (answer, answered) = try callee.answer(Self.peer([]), with: Self.capability(), direction: .sendReceive)
        #expect(answered.ice == nil && answer.media[0].ice == ICEAttributes())
        #expect(answer.media[0].port == 4_000)
    }

    /// RFC 8839 §4.2.5, §4.3.1: an address that somebody changed on the way is not among the candidates.
    @Test func aChangedAddressIsToldAndIsNoICE() throws {
        var callee = OfferAnswer(sessionID: 2)
        let (answer, stream) = try callee.answer(
            Self.peer(Self.peerLines, port: 7_000), with: Self.capability(), direction: .sendReceive)
        #expect(stream.ice == nil && answer.media[0].ice.isMismatched && stream.remotePort == 7_000)
        #expect(String(decoding: answer.octets, as: UTF8.self).contains("a=ice-mismatch\r\n"))
        var caller = OfferAnswer(sessionID: 1)
        _ = caller.offer(Self.capability(), direction: .sendReceive)
        #expect(try caller.accept(answer, capability: Self.capability()).ice == nil)
    }

    @Test func aLitePeerIsControlled() throws {
        var callee = OfferAnswer(sessionID: 2)
        let description = try OfferAnswerTests.description(
            ["a=ice-lite", "m=audio 5000 RTP/AVP 8"] + Self.peerLines)
        let (_, stream) = try callee.answer(description, with: Self.capability(), direction: .sendReceive)
        #expect(stream.ice?.isControlling == true && stream.ice?.isPeerLite == true)
    }

    @Test func otherCredentialsAreARestart() throws {
        var callee = OfferAnswer(sessionID: 2)
        let offer = try Self.peer(Self.peerLines)
        #expect(!callee.restartsICE(offer))
        _ = try callee.answer(offer, with: Self.capability(), direction: .sendReceive)
        #expect(!callee.restartsICE(offer))
        let other = try Self.peer(["a=ice-ufrag:new1"] + Self.peerLines.dropFirst())
        #expect(callee.restartsICE(other))
    }

    @Test(arguments: [
        "a=candidate:1 2 UDP 1 192.0.2.1 4000 typ host", "a=candidate:1 1 TCP 1 192.0.2.1 4000 typ host",
        "a=candidate:1 1 UDP 4294967296 192.0.2.1 4000 typ host", "a=candidate:1 1 UDP 1 192.0.2.1 0 typ host",
        "a=candidate:1 1 UDP 1 host.local 4000 typ host", "a=candidate:1 1 UDP 1 224.0.0.1 4000 typ host",
        "a=candidate:1 1 UDP 1 192.0.2.1 4000 typ other", "a=candidate:1 1 UDP 1 192.0.2.1 4000", "a=candidate:",
        "a=candidate:1 1 UDP 1 192.0.2.1 65536 typ host", "a=candidate:1 1 UDP 1 0.0.0.0 4000 typ host",
    ]) func whatIsNoCandidateOfOursIsPassedOver(line: String) throws {
        #expect(try Self.peer([line]).media[0].ice.candidates.isEmpty)
    }

    @Test func candidatesAreBounded() throws {
        let lines = (1...100).map { "a=candidate:\($0) 1 UDP 1 192.0.2.1 \($0) typ host" }
        #expect(try Self.peer(lines).media[0].ice.candidates.count == ICEAttributes.mostCandidates)
        // Credentials too short to be any (RFC 8839 §5.4).
        var callee = OfferAnswer(sessionID: 2)
        let short = try Self.peer(["a=ice-ufrag:abc", "a=ice-pwd:short"])
        let (_, stream) = try callee.answer(short, with: Self.capability(), direction: .sendReceive)
        #expect(stream.ice == nil)
    }
}
