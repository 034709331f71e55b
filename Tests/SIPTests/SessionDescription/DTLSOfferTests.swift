import Testing

@testable import SIP

/// Offers and answers of handshakes (RFC 5763 §5, RFC 8842 §5).
@Suite struct DTLSOfferTests {
    static func fingerprint(_ seed: UInt8) -> Fingerprint {
        Fingerprint(.sha256, [UInt8](repeating: seed, count: 32))
    }

    static func capability(
        _ seed: UInt8, isOffered: Bool = true, encryption: AudioCapability.Encryption = .preferred([]),
        port: UInt16 = 4_000
    ) -> AudioCapability {
        var capability = OfferAnswerTests.ours
        capability.rtpPort = port
        capability.rtcpPort = port + 1
        capability.encryption = encryption
        capability.dtls = DTLSCapability(fingerprint: fingerprint(seed), isOffered: isOffered)
        return capability
    }

    static func wired(_ description: SessionDescription) throws -> SessionDescription {
        try SessionDescription(parsing: description.octets)
    }

    /// One exchange of two of us; the streams of who offered and who answered.
    static func exchange(
        _ one: inout OfferAnswer, _ ours: AudioCapability, _ two: inout OfferAnswer, _ theirs: AudioCapability,
        direction: MediaDirection = .sendReceive
    ) throws -> (AgreedStream, AgreedStream) {
        let offer = try wired(one.offer(ours, direction: direction))
        let answer = try two.answer(offer, with: theirs, direction: .sendReceive)
        return (try one.accept(wired(answer.description), capability: ours), answer.stream)
    }

    @Test func theOfferLeavesTheRolesOpenAndTheAnswererBegins() throws {
        var (one, two) = (OfferAnswer(sessionID: 1), OfferAnswer(sessionID: 2))
        let offer = one.offer(Self.capability(1), direction: .sendReceive)
        let text = String(decoding: offer.octets, as: UTF8.self)
        #expect(text.contains("m=audio 4000 UDP/TLS/RTP/SAVP ") && !text.contains("crypto"))
        #expect(text.contains("a=setup:actpass\r\na=rtcp-mux\r\n") && text.contains("a=fingerprint:sha-256 01:01:"))
        let answer = try two.answer(
            try Self.wired(offer), with: Self.capability(2, isOffered: false), direction: .sendReceive)
        let line = answer.description.media[0]
        #expect(line.profile == "UDP/TLS/RTP/SAVP" && line.dtls.setup == .active && line.isMultiplexed)
        let stream = try one.accept(Self.wired(answer.description), capability: Self.capability(1))
        #expect(stream.dtls?.isClient == false && answer.stream.dtls?.isClient == true)
        #expect(stream.dtls?.fingerprints == [Self.fingerprint(2)] && stream.keys == nil)
        #expect(answer.stream.dtls?.fingerprints == [Self.fingerprint(1)] && stream.isEncrypted)
        #expect(stream.isMultiplexed && stream.remoteRTCPPort == stream.remotePort)
    }

    @Test(arguments: [
        ("actpass", SetupRole.active as SetupRole?), ("active", .passive), ("passive", .active), ("holdconn", nil),
        ("", .passive),
    ]) func eachRoleHasItsAnswer(theirs: String, ours: SetupRole?) throws {
        var callee = OfferAnswer(sessionID: 2)
        let offer = try OfferAnswerTests.description([
            "m=audio 4500 UDP/TLS/RTP/SAVP 8", "a=fingerprint:\(FingerprintTests.text)",
            theirs.isEmpty ? "a=x" : "a=setup:\(theirs)",
        ])
        let answer = try? callee.answer(offer, with: Self.capability(1), direction: .sendReceive)
        #expect(answer?.description.media[0].dtls.setup == ours)
        #expect(answer?.stream.isMultiplexed != true && (answer?.stream.remoteRTCPPort ?? 4_501) == 4_501)
    }

    @Test(arguments: [
        ("active", false as Bool?), ("passive", true), ("actpass", nil), ("holdconn", nil), ("", true),
    ]) func eachRoleOfAnAnswerIsHeeded(theirs: String, isClient: Bool?) throws {
        var caller = OfferAnswer(sessionID: 1)
        _ = caller.offer(Self.capability(1), direction: .sendReceive)
        let answer = try OfferAnswerTests.description([
            "m=audio 4500 UDP/TLS/RTP/SAVP 8", "a=fingerprint:\(FingerprintTests.text)",
            theirs.isEmpty ? "a=x" : "a=setup:\(theirs)",
        ])
        let stream = try? caller.accept(answer, capability: Self.capability(1))
        #expect(stream?.dtls?.isClient == isClient)
    }

    /// What nobody may answer to an offer with a handshake, and what is no offer of one.
    @Test(arguments: ["m=audio 4500 RTP/AVP 8", "m=audio 4500 RTP/SAVP 8", "m=audio 4500 UDP/TLS/RTP/SAVP 8"])
    func anAnswerCannotTakeTheHandshakeOut(line: String) throws {
        var caller = OfferAnswer(sessionID: 1)
        _ = caller.offer(Self.capability(1), direction: .sendReceive)
        #expect(throws: OfferAnswer.Failure.nothingInCommon) {
            try caller.accept(try OfferAnswerTests.description([line]), capability: Self.capability(1))
        }
    }

    @Test func withoutACertificateItIsRefused() throws {
        var callee = OfferAnswer(sessionID: 2)
        let offer = try OfferAnswerTests.description([
            "m=audio 4500 UDP/TLS/RTP/SAVP 8", "a=fingerprint:\(FingerprintTests.text)", "a=setup:actpass",
        ])
        #expect(throws: OfferAnswer.Failure.nothingInCommon) {
            try callee.answer(offer, with: OfferAnswerTests.ours, direction: .sendReceive)
        }
    }

    @Test func itIsLikedBetterThanPlainSound() throws {
        var callee = OfferAnswer(sessionID: 2)
        let offer = try OfferAnswerTests.description([
            "m=audio 4500 RTP/AVP 8", "m=audio 4600 UDP/TLS/RTP/SAVPF 8", "a=fingerprint:\(FingerprintTests.text)",
            "a=setup:actpass",
        ])
        let (answer, stream) = try callee.answer(offer, with: Self.capability(1), direction: .sendReceive)
        #expect(answer.media.map(\.port) == [0, 4_000] && answer.media[1].profile == "UDP/TLS/RTP/SAVPF")
        #expect(stream.remotePort == 4_600)
    }

    // MARK: What stands

    /// A hold, whoever offers it, keeps association and roles (RFC 8842 §5.3, §5.5).
    @Test func aHoldKeepsTheAssociation() throws {
        var (one, two) = (OfferAnswer(sessionID: 1), OfferAnswer(sessionID: 2))
        let (ours, theirs) = (Self.capability(1), Self.capability(2, isOffered: false, port: 5_000))
        let first = try Self.exchange(&one, ours, &two, theirs)
        let held = try Self.exchange(&one, ours, &two, theirs, direction: .sendOnly)
        #expect(held.0.dtls == first.0.dtls && held.1.dtls == first.1.dtls)
        // The other end offers, though its line offers no handshakes: with the same roles.
        let back = try Self.exchange(&two, theirs, &one, ours)
        #expect(back.0.dtls == first.1.dtls && back.1.dtls == first.0.dtls)
        #expect(one.local?.media[0].dtls.setup == .passive)
    }

    @Test func anAddressOfNowhereIsNoMove() throws {
        var callee = OfferAnswer(sessionID: 2)
        let lines = [
            "m=audio 4500 UDP/TLS/RTP/SAVP 8", "a=fingerprint:\(FingerprintTests.text)", "a=setup:actpass",
        ]
        let first = try callee.answer(
            try OfferAnswerTests.description(lines), with: Self.capability(1), direction: .sendReceive)
        let held = try callee.answer(
            try OfferAnswerTests.description(lines, host: "0.0.0.0"), with: Self.capability(1), direction: .sendReceive)
        #expect(held.stream.dtls == first.stream.dtls)
    }

    /// RFC 8842 §3.1, §4: other fingerprints, another tls-id, or without one another transport.
    @Test(arguments: ["fingerprint", "tls-id", "port", "role", "ours"]) func aChangeAsksForAnother(what: String) throws
    {
        var callee = OfferAnswer(sessionID: 2)
        func offer(_ changed: String?) throws -> SessionDescription {
            try OfferAnswerTests.description(
                [
                    "m=audio \(changed == "port" ? 4_502 : 4_500) UDP/TLS/RTP/SAVP 8",
                    "a=fingerprint:"
                        + (changed == "fingerprint"
                            ? FingerprintTests.text.replacing("00", with: "FF") : FingerprintTests.text),
                    "a=setup:" + (changed == "role" ? "active" : "actpass"),
                ] + (what == "tls-id" ? ["a=tls-id:abc3de65cddef001be8\(changed == nil ? 1 : 2)"] : []))
        }
        let first = try callee.answer(try offer(nil), with: Self.capability(1), direction: .sendReceive)
        let second = try callee.answer(
            try offer(what), with: Self.capability(1, port: what == "ours" ? 4_100 : 4_000), direction: .sendReceive)
        #expect(first.stream.dtls?.association == 1 && second.stream.dtls?.association == 2)
    }

    @Test func aTLSIdentifierThatStaysOutlivesAMove() throws {
        var callee = OfferAnswer(sessionID: 2)
        for port in [4_500, 4_502] {
            let offer = try OfferAnswerTests.description([
                "m=audio \(port) UDP/TLS/RTP/SAVP 8", "a=fingerprint:\(FingerprintTests.text)", "a=setup:actpass",
                "a=tls-id:abc3de65cddef001be82",
            ])
            let stream = try callee.answer(offer, with: Self.capability(1), direction: .sendReceive).stream
            #expect(stream.dtls?.association == 1 && stream.remotePort == UInt16(port))
        }
        // Who offered none is answered with none.
        #expect(callee.local?.media[0].dtls.tlsID == nil)
    }

    /// Some peers write `actpass` into an answer where all goes on.
    @Test func anAnswerWithoutARoleKeepsWhatStands() throws {
        var (one, two) = (OfferAnswer(sessionID: 1), OfferAnswer(sessionID: 2))
        let (ours, theirs) = (Self.capability(1), Self.capability(2, port: 5_000))
        let first = try Self.exchange(&one, ours, &two, theirs)
        let offer = try Self.wired(one.offer(ours, direction: .sendOnly))
        var answer = try two.answer(offer, with: theirs, direction: .sendReceive).description
        answer.media[0].dtls.setup = .actpass
        #expect(try one.accept(Self.wired(answer), capability: ours).dtls == first.0.dtls)
    }

    @Test func textHasAHandshakeOfItsOwn() throws {
        var (one, two) = (OfferAnswer(sessionID: 1), OfferAnswer(sessionID: 2))
        var (ours, theirs) = (Self.capability(1), Self.capability(2, port: 5_000))
        ours.text = TextCapability(rtpPort: 6_000, rtcpPort: 6_001)
        theirs.text = TextCapability(rtpPort: 7_000, rtcpPort: 7_001)
        let streams = try Self.exchange(&one, ours, &two, theirs)
        #expect(streams.0.text?.dtls?.isClient == false && streams.1.text?.dtls?.isClient == true)
        #expect(streams.0.text?.remotePort == 7_000 && streams.0.text?.keys == nil)
    }

    @Test func plainSoundTakesRTCPOnItsPortWhereThatIsOffered() throws {
        var callee = OfferAnswer(sessionID: 2)
        let offer = try OfferAnswerTests.description(["m=audio 4500 RTP/AVP 8", "a=rtcp-mux", "a=rtcp:4501"])
        let (answer, stream) = try callee.answer(offer, with: OfferAnswerTests.ours, direction: .sendReceive)
        #expect(answer.media[0].isMultiplexed && stream.isMultiplexed && stream.remoteRTCPPort == 4_500)
        // Who did not ask for it does not get it.
        var caller = OfferAnswer(sessionID: 1)
        _ = caller.offer(OfferAnswerTests.ours, direction: .sendReceive)
        let unasked = try OfferAnswerTests.description(["m=audio 4500 RTP/AVP 8", "a=rtcp-mux"])
        #expect(try caller.accept(unasked, capability: OfferAnswerTests.ours).isMultiplexed == false)
    }
}
