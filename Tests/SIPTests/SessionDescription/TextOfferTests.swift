import Testing

@testable import SIP

/// Real-time text beside the sound (RFC 4103 §9, §10).
@Suite struct TextOfferTests {
    private static func capability(_ crypto: [CryptoAttribute] = [], rtpPort: UInt16 = 6_000) -> AudioCapability {
        var capability = OfferAnswerTests.ours
        capability.text = TextCapability(rtpPort: rtpPort, rtcpPort: rtpPort + 1)
        guard !crypto.isEmpty else { return capability }
        capability.encryption = .preferred(crypto)
        var other = crypto
        for index in other.indices {
            other[index].keys = [MasterKey(octets: other[index].keys[0].octets.map { $0 ^ 255 })]
        }
        capability.text?.crypto = other
        return capability
    }

    private static func wired(_ description: SessionDescription) throws -> SessionDescription {
        try SessionDescription(parsing: description.octets)
    }

    private static func crypto(_ seed: UInt8) -> [CryptoAttribute] {
        var randomness = Randomness(seed: [seed])
        return [CryptoAttribute(tag: 1, suite: .aes128SHA80, keys: [MasterKey(for: .aes128SHA80, using: &randomness)])]
    }

    @Test func twoOfUsAgreeOnTextWithRepetition() throws {
        var one = OfferAnswer(sessionID: 1)
        var two = OfferAnswer(sessionID: 2)
        let offer = one.offer(Self.capability(), direction: .sendReceive)
        let octets = String(decoding: offer.octets, as: UTF8.self)
        #expect(octets.contains("m=text 6000 RTP/AVP 100 98\r\na=rtpmap:100 red/1000\r\na=fmtp:100 98/98/98\r\n"))
        #expect(octets.contains("a=rtpmap:98 t140/1000\r\n"))
        let answer = try two.answer(
            try Self.wired(offer), with: Self.capability(rtpPort: 7_000), direction: .sendReceive)
        let stream = try one.accept(try Self.wired(answer.description), capability: Self.capability())
        #expect(stream.text?.sending == TextFormats(text: 98, redundant: 100) && stream.text?.remotePort == 7_000)
        #expect(answer.stream.text?.remotePort == 6_000 && answer.stream.text?.receiving == stream.text?.sending)
        #expect(stream.text?.charactersPerSecond == 90 && stream.text?.direction == .sendReceive)
    }

    /// RFC 4103 §10.2's example: other payload types, and a rate.
    @Test func aPeersOwnNumbersAndRateAreTaken() throws {
        var two = OfferAnswer(sessionID: 2)
        let offer = try OfferAnswerTests.description([
            "m=audio 4500 RTP/AVP 8", "m=text 11000 RTP/AVP 98 101", "a=rtpmap:98 t140/1000", "a=rtpmap:101 red/1000",
            "a=fmtp:98 cps=12", "a=fmtp:101 98/98/98/98",
        ])
        let answer = try two.answer(offer, with: Self.capability(), direction: .sendReceive)
        let text = try #require(answer.stream.text)
        #expect(text.sending == TextFormats(text: 98, redundant: 101) && text.charactersPerSecond == 12)
        #expect(answer.description.media[1].formatNames == ["101", "98"])
    }

    @Test(arguments: [
        ["m=text 11000 RTP/AVP 101", "a=rtpmap:101 red/1000", "a=fmtp:101 98/98"],
        ["m=text 0 RTP/AVP 98", "a=rtpmap:98 t140/1000"],
        ["m=text 11000 RTP/AVP 98", "a=rtpmap:98 t140/8000"],
        ["m=text 11000 UDP/TLS/RTP/SAVP 98", "a=rtpmap:98 t140/1000"],
        ["m=text 11000 RTP/AVP 98", "c=IN IP4 224.0.0.1", "a=rtpmap:98 t140/1000"],
        ["m=message 11000 RTP/AVP 98", "a=rtpmap:98 t140/1000"],
    ])
    func whatIsNoTextIsRefusedInItsPlaceAndTheSoundGoesOn(lines: [String]) throws {
        var two = OfferAnswer(sessionID: 2)
        let offer = try OfferAnswerTests.description(["m=audio 4500 RTP/AVP 8"] + lines)
        let answer = try two.answer(offer, with: Self.capability(), direction: .sendReceive)
        #expect(answer.stream.text == nil && answer.description.media.map(\.port) == [4_000, 0])
    }

    @Test(arguments: ["98/99/98", "99/99", "98", "98/", "/", "98/98/98/x", ""])
    func aRepetitionOfSomethingElseIsNotTaken(list: String) throws {
        var two = OfferAnswer(sessionID: 2)
        let offer = try OfferAnswerTests.description([
            "m=audio 4500 RTP/AVP 8", "m=text 11000 RTP/AVP 101 98", "a=rtpmap:98 t140/1000", "a=rtpmap:101 red/1000",
            "a=fmtp:101 \(list)",
        ])
        let answer = try two.answer(offer, with: Self.capability(), direction: .sendReceive)
        #expect(answer.stream.text?.sending == TextFormats(text: 98, redundant: nil))
    }

    @Test func whoKnowsNoTextHasTheSoundWithOrWithoutARefusedLine() throws {
        for lines in [["m=audio 4500 RTP/AVP 8", "m=text 0 RTP/AVP 98"], ["m=audio 4500 RTP/AVP 8"]] {
            var one = OfferAnswer(sessionID: 1)
            _ = one.offer(Self.capability(), direction: .sendReceive)
            let stream = try one.accept(try OfferAnswerTests.description(lines), capability: Self.capability())
            #expect(stream.text == nil && stream.remotePort == 4_500)
            // It is not asked again.
            let hold = one.offer(Self.capability(), direction: .sendOnly)
            #expect(hold.media.dropFirst().allSatisfy { $0.port == 0 })
        }
    }

    /// RFC 5761 §5.1.1: both must say it.
    @Test func reportsGoOnThePortOfTheTextWhereThePeerTakesThat() throws {
        var one = OfferAnswer(sessionID: 1)
        var two = OfferAnswer(sessionID: 2)
        let offer = try Self.wired(one.offer(Self.capability(), direction: .sendReceive))
        #expect(offer.media.map(\.isMultiplexed) == [false, true])
        let answer = try two.answer(offer, with: Self.capability(rtpPort: 7_000), direction: .sendReceive)
        var described = answer.description
        var unaware = one
        let text = try #require(try one.accept(try Self.wired(described), capability: Self.capability()).text)
        #expect(text.isMultiplexed && text.remoteRTCPPort == 7_000 && answer.stream.text?.remoteRTCPPort == 6_000)
        described.media[1].isMultiplexed = false
        let apart = try #require(try unaware.accept(try Self.wired(described), capability: Self.capability()).text)
        #expect(!apart.isMultiplexed && apart.remoteRTCPPort == 7_001)
    }

    /// RFC 9071 §2.3, §3.19: several sources in one stream only where both say so; and what we take.
    @Test func severalSourcesAreOfferedAndAnswered() throws {
        var one = OfferAnswer(sessionID: 1)
        let offer = try Self.wired(one.offer(Self.capability(), direction: .sendReceive))
        let octets = String(decoding: offer.octets, as: UTF8.self)
        #expect(octets.contains("a=rtt-mixer\r\n") && octets.contains("a=fmtp:98 cps=90\r\n"))
        #expect(offer.media.map(\.isMultiparty) == [false, true])
        for isKnown in [true, false] {
            var (offerer, answerer) = (one, OfferAnswer(sessionID: 2))
            var described = offer
            described.media[1].isMultiparty = isKnown
            let answer = try answerer.answer(described, with: Self.capability(), direction: .sendReceive)
            #expect(answer.description.media[1].isMultiparty == isKnown && answer.stream.text?.isMultiparty == isKnown)
            let stream = try offerer.accept(try Self.wired(answer.description), capability: Self.capability())
            #expect(stream.text?.isMultiparty == isKnown && stream.text?.charactersPerSecond == 90)
        }
    }

    @Test func aHoldKeepsTheText() throws {
        var one = OfferAnswer(sessionID: 1)
        var two = OfferAnswer(sessionID: 2)
        let first = try two.answer(
            try Self.wired(one.offer(Self.capability(), direction: .sendReceive)), with: Self.capability(),
            direction: .sendReceive)
        _ = try one.accept(try Self.wired(first.description), capability: Self.capability())
        let hold = try Self.wired(one.offer(Self.capability(), direction: .sendOnly))
        let answer = try two.answer(hold, with: Self.capability(), direction: .sendReceive)
        let stream = try one.accept(try Self.wired(answer.description), capability: Self.capability())
        #expect(stream.direction == .sendOnly && stream.text?.direction == .sendReceive)
    }

    @Test func textIsAddedByThePeerInTheMiddle() throws {
        var two = OfferAnswer(sessionID: 2)
        let plain = try OfferAnswerTests.description(["m=audio 4500 RTP/AVP 8"])
        #expect(try two.answer(plain, with: Self.capability(), direction: .sendReceive).stream.text == nil)
        let more = try OfferAnswerTests.description([
            "m=audio 4500 RTP/AVP 8", "m=text 11000 RTP/AVP 98", "a=rtpmap:98 t140/1000",
        ])
        #expect(try two.answer(more, with: Self.capability(), direction: .sendReceive).stream.text != nil)
    }

    @Test func textIsEncryptedAsTheSoundIsWithKeysOfItsOwn() throws {
        var one = OfferAnswer(sessionID: 1)
        var two = OfferAnswer(sessionID: 2)
        let (ours, theirs) = (Self.capability(Self.crypto(1)), Self.capability(Self.crypto(2)))
        let offer = try Self.wired(one.offer(ours, direction: .sendReceive))
        #expect(offer.media.map(\.profile) == ["RTP/SAVP", "RTP/SAVP"])
        let answer = try two.answer(offer, with: theirs, direction: .sendReceive)
        let stream = try one.accept(try Self.wired(answer.description), capability: ours)
        #expect(stream.text?.keys != nil && stream.text?.keys?.sending != stream.keys?.sending)
        #expect(answer.stream.text?.keys?.receiving == stream.text.map { [$0.keys?.sending].compactMap { $0 } })
        // Plain text beside encrypted sound is refused.
        var third = OfferAnswer(sessionID: 3)
        var mixed = offer
        mixed.media[1].profile = "RTP/AVP"
        mixed.media[1].crypto = []
        let refused = try third.answer(mixed, with: theirs, direction: .sendReceive)
        #expect(refused.stream.keys != nil && refused.stream.text == nil && refused.description.media[1].port == 0)
    }
}
