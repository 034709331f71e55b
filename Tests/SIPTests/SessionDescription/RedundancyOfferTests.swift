import Testing

@testable import SIP

/// Repeated sound (RFC 2198), noise of pauses (RFC 3389) and extended reports (RFC 3611 §5) in offers and answers.
@Suite struct RedundancyOfferTests {
    private static var ours: AudioCapability {
        var capability = OfferAnswerTests.ours
        let encodings = capability.formats.filter(\.isEncoding)
        capability.formats += [
            AudioFormat(payloadType: 99, encodingName: "red", clockRate: 48_000, channels: 2),
            AudioFormat(payloadType: 102, encodingName: "red", clockRate: 8_000),
        ].compactMap { $0.repeating(encodings) }
        return capability
    }

    private static func wired(_ description: SessionDescription) throws -> SessionDescription {
        try SessionDescription(parsing: description.octets)
    }

    private static func repetition(in description: SessionDescription) -> [AudioFormat] {
        description.media[0].formats.filter(\.isSoundRedundancy)
    }

    @Test func twoOfUsAgreeOnIt() throws {
        var (caller, callee) = (OfferAnswer(sessionID: 1), OfferAnswer(sessionID: 2))
        let offer = caller.offer(Self.ours, direction: .sendReceive)
        let text = String(decoding: offer.octets, as: UTF8.self)
        #expect(text.contains("RTP/AVP 96 9 8 0 97 101 99\r\n"), "last, and of the best encoding alone")
        #expect(text.contains("a=rtpmap:99 red/48000/2\r\na=fmtp:99 96/96\r\n"))
        #expect(text.contains("a=rtcp-xr:pkt-loss-rle voip-metrics\r\n"))
        let answer = try callee.answer(try Self.wired(offer), with: Self.ours, direction: .sendReceive)
        let stream = try caller.accept(try Self.wired(answer.description), capability: Self.ours)
        #expect(stream.sendingRedundancy?.payloadType == 99 && answer.stream.sendingRedundancy?.payloadType == 99)
        #expect(stream.receivingRedundancy.map(\.payloadType) == [99])
        #expect(stream.sending.encodingName == "opus" && stream.receiving.count == 4)
        #expect(stream.extendedReports == .all && answer.stream.extendedReports == .all)
    }

    /// A browser's numbers.
    @Test func anOfferIsAnsweredWithItsNumbers() throws {
        var callee = OfferAnswer(sessionID: 2)
        let offer = try OfferAnswerTests.description([
            "m=audio 4500 RTP/AVP 111 63 9", "a=rtpmap:111 opus/48000/2", "a=rtpmap:63 red/48000/2",
            "a=fmtp:63 111/111",
        ])
        let answer = try callee.answer(offer, with: Self.ours, direction: .sendReceive)
        let red = try #require(Self.repetition(in: answer.description).first)
        #expect(red.payloadType == 63 && red.parameters == "111/111")
        #expect(answer.stream.sendingRedundancy == offer.media[0].formats[1])
        #expect(answer.stream.receivingRedundancy == [red] && answer.stream.sending.payloadType == 111)
        #expect(answer.stream.extendedReports.isEmpty && answer.description.media[0].extendedReports.isEmpty)
    }

    @Test(arguments: [
        // Nothing said of what is repeated; an encoding that we lack; not the one we send; another clock; no numbers.
        (["96 99", "a=rtpmap:96 opus/48000/2", "a=rtpmap:99 red/48000/2"], 0),
        (["8 18 99", "a=rtpmap:99 red/8000", "a=fmtp:99 18/18"], 0),
        (["96 8 99", "a=rtpmap:96 opus/48000/2", "a=rtpmap:99 red/8000", "a=fmtp:99 8/8"], 1),
        (["8 99", "a=rtpmap:99 red/16000", "a=fmtp:99 8/8"], 0),
        (["8 99", "a=rtpmap:99 red/8000", "a=fmtp:99 8/x"], 0),
        (["8 99", "a=rtpmap:99 red/8000", "a=fmtp:99 8"], 0),
    ]) func itIsNotSentWhereItWasNotAgreed(lines: [String], answered: Int) throws {
        var callee = OfferAnswer(sessionID: 2)
        let offer = try OfferAnswerTests.description(["m=audio 4500 RTP/AVP " + lines[0]] + lines.dropFirst())
        let answer = try callee.answer(offer, with: Self.ours, direction: .sendReceive)
        #expect(answer.stream.sendingRedundancy == nil)
        #expect(Self.repetition(in: answer.description).count == answered)
        #expect(answer.stream.receivingRedundancy.count == answered)
    }

    @Test(arguments: [("8 99", "8/8"), ("9 8 99", "9/8")])
    func soundOn8000HertzIsRepeatedToo(types: String, list: String) throws {
        var callee = OfferAnswer(sessionID: 2)
        let offer = try OfferAnswerTests.description([
            "m=audio 4500 RTP/AVP " + types, "a=rtpmap:99 red/8000", "a=fmtp:99 " + list,
        ])
        let answer = try callee.answer(offer, with: Self.ours, direction: .sendReceive)
        #expect(answer.stream.sendingRedundancy?.payloadType == 99)
        #expect(Self.repetition(in: answer.description).first?.parameters == list)
    }

    @Test func whoKnowsNoneGetsNone() throws {
        var caller = OfferAnswer(sessionID: 1)
        _ = caller.offer(Self.ours, direction: .sendReceive)
        let answer = try OfferAnswerTests.description(["m=audio 4500 RTP/AVP 96 101", "a=rtpmap:96 opus/48000/2"])
        let stream = try caller.accept(answer, capability: Self.ours)
        #expect(stream.sendingRedundancy == nil && stream.sending.encodingName == "opus")
        var callee = OfferAnswer(sessionID: 2)
        let plain = try callee.answer(
            caller.offer(Self.ours, direction: .sendReceive), with: OfferAnswerTests.ours, direction: .sendReceive)
        #expect(plain.stream.sendingRedundancy == nil && plain.stream.receivingRedundancy.isEmpty)
        #expect(Self.repetition(in: plain.description).isEmpty)
    }

    @Test func repetitionAndNoiseAloneAreNoSound() throws {
        var callee = OfferAnswer(sessionID: 2)
        let offer = try OfferAnswerTests.description([
            "m=audio 4500 RTP/AVP 99 13", "a=rtpmap:99 red/8000", "a=fmtp:99 8/8",
        ])
        #expect(throws: OfferAnswer.Failure.nothingInCommon) {
            try callee.answer(offer, with: Self.ours, direction: .sendReceive)
        }
    }

    @Test func noiseIsTakenBesideSoundOf8000Hertz() throws {
        var callee = OfferAnswer(sessionID: 2)
        let offer = try OfferAnswerTests.description(["m=audio 4500 RTP/AVP 8 13"])
        let answer = try callee.answer(offer, with: Self.ours, direction: .sendReceive)
        #expect(answer.description.media[0].formatNames == ["8", "13"] && answer.stream.receiving.count == 1)
    }

    /// RFC 4585 §8.1, RFC 5124: feedback is answered as it was offered; we never offer it.
    @Test(arguments: ["RTP/AVPF", "RTP/AVP"]) func theProfileIsTheOffers(profile: String) throws {
        var callee = OfferAnswer(sessionID: 2)
        let offer = try OfferAnswerTests.description(["m=audio 4500 \(profile) 8", "a=rtcp-fb:* nack"])
        let answer = try callee.answer(offer, with: Self.ours, direction: .sendReceive)
        #expect(answer.description.media[0].profile == profile)
        #expect(callee.offer(Self.ours, direction: .sendOnly).media[0].profile == profile)
        #expect(!String(decoding: answer.description.octets, as: UTF8.self).contains("rtcp-fb"))
    }

    @Test(arguments: [
        ("pkt-loss-rle voip-metrics", ExtendedReports.all), ("VoIP-Metrics", .voiceMetrics), ("", ExtendedReports()),
        ("pkt-loss-rle=128 stat-summary=loss,jitt rcvr-rtt=all:20", .lossRunLengths),
        ("pkt-dup-rle x-rle", ExtendedReports()),
    ]) func extendedReportsAreRead(value: String, expected: ExtendedReports) throws {
        let medium = try OfferAnswerTests.description(["m=audio 4500 RTP/AVP 8", "a=rtcp-xr:" + value])
        #expect(medium.media[0].extendedReports == expected)
        // §5.1: what the session says holds for media that say nothing.
        let session = try OfferAnswerTests.description([
            "a=rtcp-xr:" + value, "m=audio 4500 RTP/AVP 8", "m=audio 4502 RTP/AVP 8", "a=rtcp-xr:",
        ])
        #expect(session.media[0].extendedReports == expected && session.media[1].extendedReports.isEmpty)
    }
}
