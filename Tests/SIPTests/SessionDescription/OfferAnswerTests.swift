import SIP
import Testing

@Suite struct OfferAnswerTests {
    static let formats = [
        AudioFormat(
            payloadType: 96, encodingName: "opus", clockRate: 48_000, channels: 2, parameters: "useinbandfec=1"),
        AudioFormat(payloadType: 9, encodingName: "G722", clockRate: 8_000),
        AudioFormat(payloadType: 8, encodingName: "PCMA", clockRate: 8_000),
        AudioFormat(payloadType: 0, encodingName: "PCMU", clockRate: 8_000),
        AudioFormat(payloadType: 97, encodingName: "telephone-event", clockRate: 48_000, parameters: "0-15"),
        AudioFormat(payloadType: 101, encodingName: "telephone-event", clockRate: 8_000, parameters: "0-15"),
    ]
    static let ours = AudioCapability(host: "192.0.2.1", rtpPort: 4_000, rtcpPort: 4_001, formats: formats)

    static func description(_ lines: [String], host: String = "192.0.2.9") throws -> SessionDescription {
        let text = ["v=0", "o=- 5 1 IN IP4 \(host)", "s=-", "c=IN IP4 \(host)", "t=0 0"] + lines
        return try SessionDescription(parsing: text.joined(separator: "\r\n").utf8)
    }

    @Test func twoOfUsAgreeOnTheBestOfBoth() throws {
        var caller = OfferAnswer(sessionID: 1)
        var callee = OfferAnswer(sessionID: 2)
        let theirs = AudioCapability(host: "2001:db8::2", rtpPort: 5_000, rtcpPort: 5_007, formats: Self.formats)
        let offer = caller.offer(Self.ours, direction: .sendReceive)
        let sent = try SessionDescription(parsing: offer.octets)
        let answer = try callee.answer(sent, with: theirs, direction: .sendReceive)
        let stream = try caller.accept(SessionDescription(parsing: answer.description.octets), capability: Self.ours)
        #expect(stream.sending.encodingName == "opus" && answer.stream.sending.payloadType == 96)
        #expect(stream.remoteHost == "2001:db8::2" && stream.remotePort == 5_000 && stream.remoteRTCPPort == 5_007)
        #expect(answer.stream.remoteRTCPPort == 4_001)
        #expect(stream.direction == .sendReceive && answer.stream.direction == .sendReceive)
        #expect(stream.sendingEvents?.payloadType == 97 && answer.stream.receivingEvents.count == 2)
    }

    /// Groups, everybody, and what is no telephone's address: no sound goes there, neither by an offer nor by an answer.
    @Test(arguments: [
        "224.0.0.251", "239.255.255.250", "255.255.255.255", "240.0.0.1", "0.0.0.1", "ff02::fb", "FF0E::1",
        "::ffff:224.0.0.251", "::ffff:e000:fb", "0:0:0:0:0:ffff:e000:fb", "::ffff:0.0.0.1",
        "0224.0.0.1", "+192.0.2.9", "0000.0.0.0", "10.1", "3232235777",
    ]) func soundGoesToOneTelephone(host: String) throws {
        let family = host.contains(":") ? "IP6" : "IP4"
        let theirs = try SessionDescription(
            parsing: ["v=0", "o=- 5 1 IN IP4 h", "s=-", "c=IN \(family) \(host)", "t=0 0", "m=audio 4500 RTP/AVP 8"]
                .joined(separator: "\r\n").utf8)
        var callee = OfferAnswer(sessionID: 2)
        #expect(throws: OfferAnswer.Failure.nothingInCommon) {
            try callee.answer(theirs, with: Self.ours, direction: .sendReceive)
        }
        var caller = OfferAnswer(sessionID: 1)
        _ = caller.offer(Self.ours, direction: .sendReceive)
        #expect(throws: OfferAnswer.Failure.nothingInCommon) { try caller.accept(theirs, capability: Self.ours) }
    }

    /// Nowhere is a hold (RFC 3264 §8.4), however it is written; other addresses are telephones.
    @Test(arguments: [
        ("0.0.0.0", false), ("::", false), ("0:0:0:0:0:0:0:0", false), ("192.0.2.9", true), ("2001:db8::9", true),
        ("ff::1", true), ("fe80::1", true), ("127.0.0.1", true), ("phone.example.org", true),
    ]) func nowhereIsAHold(host: String, receives: Bool) throws {
        let family = host.contains(":") ? "IP6" : "IP4"
        let theirs = try SessionDescription(
            parsing: ["v=0", "o=- 5 1 IN IP4 h", "s=-", "c=IN \(family) \(host)", "t=0 0", "m=audio 4500 RTP/AVP 8"]
                .joined(separator: "\r\n").utf8)
        var callee = OfferAnswer(sessionID: 2)
        let stream = try callee.answer(theirs, with: Self.ours, direction: .sendReceive).stream
        #expect(stream.peerDirection.receives == receives && stream.direction.sends == receives)
    }

    @Test func anAnswerKeepsTheOffersOrderAndPayloadTypesAndSendsWhatWeLike() throws {
        var callee = OfferAnswer(sessionID: 2)
        let offer = try Self.description([
            "m=audio 4500 RTP/AVP 0 107 18 8 120", "a=rtpmap:107 OPUS/48000/2", "a=rtpmap:120 telephone-event/8000",
        ])
        let (answer, stream) = try callee.answer(offer, with: Self.ours, direction: .sendReceive)
        #expect(answer.media[0].formatNames == ["0", "107", "8", "120"])
        #expect(stream.sending.payloadType == 107 && stream.sendingEvents?.payloadType == 120)
        #expect(answer.media[0].formats[1].parameters == "useinbandfec=1")
    }

    @Test func videoAndOthersAreRefusedInTheirPlace() throws {
        var callee = OfferAnswer(sessionID: 2)
        let offer = try Self.description([
            "m=video 6000 RTP/AVP 34", "m=audio 4400 RTP/SAVP 0", "m=audio 4500 RTP/AVPF 8", "m=audio 4600 RTP/AVP 8",
            "m=application 9 UDP/DTLS/SCTP webrtc-datachannel", "m=message 2855 TCP/MSRP *",
        ])
        let (answer, stream) = try callee.answer(offer, with: Self.ours, direction: .sendReceive)
        #expect(answer.media.map(\.port) == [0, 0, 4_000, 0, 0, 0])
        #expect(answer.media.map(\.profile) == offer.media.map(\.profile))
        #expect(answer.media.map(\.formatNames) == offer.media.map(\.formatNames))
        #expect(stream.remotePort == 4_500)
        let again = callee.offer(Self.ours, direction: .sendOnly)
        #expect(again.media.map(\.port) == [0, 0, 4_000, 0, 0, 0] && again.media[2].profile == "RTP/AVPF")
        #expect(again.origin.version == answer.origin.version + 1)
    }

    @Test(arguments: [
        ["m=audio 4500 RTP/AVP 18"], ["m=audio 0 RTP/AVP 8"], ["m=video 4500 RTP/AVP 34"], [],
        ["m=audio 4500 RTP/AVP 101", "a=rtpmap:101 telephone-event/8000"],
        ["m=audio 4500 RTP/SAVP 8"], ["m=audio 4500 RTP/AVP 97", "a=rtpmap:97 PCMA/16000"],
    ])
    func nothingInCommonIsSaid(lines: [String]) throws {
        var callee = OfferAnswer(sessionID: 2)
        let offer = try Self.description(lines)
        #expect(throws: OfferAnswer.Failure.nothingInCommon) {
            _ = try callee.answer(offer, with: Self.ours, direction: .sendReceive)
        }
    }

    @Test(arguments: [
        ("sendrecv", MediaDirection.sendReceive, MediaDirection.sendReceive), ("sendonly", .sendReceive, .receiveOnly),
        ("recvonly", .sendReceive, .sendOnly), ("inactive", .sendReceive, .inactive),
        ("sendrecv", .sendOnly, .sendOnly),
        ("sendonly", .sendOnly, .inactive), ("recvonly", .sendOnly, .sendOnly), ("inactive", .sendOnly, .inactive),
    ])
    func directionsMeet(theirs: String, wanted: MediaDirection, agreed: MediaDirection) throws {
        var callee = OfferAnswer(sessionID: 2)
        let offer = try Self.description(["m=audio 4500 RTP/AVP 8", "a=\(theirs)"])
        let (answer, stream) = try callee.answer(offer, with: Self.ours, direction: wanted)
        #expect(stream.direction == agreed && answer.direction(of: answer.media[0]) == agreed)
        var caller = OfferAnswer(sessionID: 3)
        _ = caller.offer(Self.ours, direction: wanted)
        let reply = try Self.description(["m=audio 4500 RTP/AVP 8", "a=\(theirs)"])
        #expect(try caller.accept(reply, capability: Self.ours).direction == agreed)
    }

    @Test func theOldHoldIsAHold() throws {
        var callee = OfferAnswer(sessionID: 2)
        let offer = try Self.description(["m=audio 4500 RTP/AVP 8"], host: "0.0.0.0")
        let (answer, stream) = try callee.answer(offer, with: Self.ours, direction: .sendReceive)
        #expect(stream.direction == .receiveOnly && !stream.peerDirection.receives)
        #expect(answer.direction(of: answer.media[0]) == .receiveOnly)
    }

    @Test(arguments: [
        (["a=ptime:20"], 20), (["a=ptime:30"], 30), (["a=ptime:5"], 10), (["a=ptime:200"], 60), ([], 20),
        (["a=ptime:60", "a=maxptime:40"], 40), (["a=ptime:25"], 20), (["a=maxptime:10"], 10),
    ])
    func thePeersPacketLengthIsHonoured(lines: [String], milliseconds: Int) throws {
        var callee = OfferAnswer(sessionID: 2)
        let offer = try Self.description(["m=audio 4500 RTP/AVP 8"] + lines)
        #expect(
            try callee.answer(offer, with: Self.ours, direction: .sendReceive).stream.packetMilliseconds == milliseconds
        )
    }

    @Test func opusTakesTheLengthsOfItsFrames() throws {
        var callee = OfferAnswer(sessionID: 2)
        let offer = try Self.description(["m=audio 4500 RTP/AVP 96", "a=rtpmap:96 opus/48000/2", "a=ptime:30"])
        #expect(try callee.answer(offer, with: Self.ours, direction: .sendReceive).stream.packetMilliseconds == 20)
    }

    @Test func theVersionGrowsOnlyWithAChange() throws {
        var caller = OfferAnswer(sessionID: 1)
        let first = caller.offer(Self.ours, direction: .sendReceive)
        _ = try caller.accept(Self.description(["m=audio 4500 RTP/AVP 8"]), capability: Self.ours)
        let same = caller.offer(Self.ours, direction: .sendReceive)
        caller.withdrawOffer()
        let held = caller.offer(Self.ours, direction: .sendOnly)
        #expect(same == first && held.origin.version == first.origin.version + 1)
        #expect(held.origin.sessionID == first.origin.sessionID && held.media.count == first.media.count)
    }

    @Test func anAnswerMustFitItsOffer() throws {
        var caller = OfferAnswer(sessionID: 1)
        let answer = try Self.description(["m=audio 4500 RTP/AVP 8"])
        #expect(throws: OfferAnswer.Failure.answerDoesNotFit) { try caller.accept(answer, capability: Self.ours) }
        _ = caller.offer(Self.ours, direction: .sendReceive)
        let empty = try Self.description([])
        #expect(throws: OfferAnswer.Failure.answerDoesNotFit) { try caller.accept(empty, capability: Self.ours) }
        let refusal = try Self.description(["m=audio 0 RTP/AVP 8"])
        #expect(throws: OfferAnswer.Failure.nothingInCommon) { try caller.accept(refusal, capability: Self.ours) }
    }

    @Test func anOfferIsShort() {
        var caller = OfferAnswer(sessionID: .max)
        let long = AudioCapability(host: "192.168.100.200", rtpPort: 65_500, rtcpPort: 65_501, formats: Self.formats)
        #expect(caller.offer(long, direction: .sendReceive).octets.count <= 400)
    }
}
