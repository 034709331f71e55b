import Testing

@testable import SIP

/// Offers and answers with keys (RFC 4568 §5.1, §7.1).
@Suite struct EncryptedOfferTests {
    private static func crypto(_ seed: UInt8, _ suites: [CryptoSuite] = CryptoSuite.allCases) -> [CryptoAttribute] {
        var randomness = Randomness(seed: [seed])
        return suites.enumerated().map { place, suite in
            CryptoAttribute(tag: place + 1, suite: suite, keys: [MasterKey(for: suite, using: &randomness)])
        }
    }

    private static func capability(_ encryption: AudioCapability.Encryption) -> AudioCapability {
        var capability = OfferAnswerTests.ours
        capability.encryption = encryption
        return capability
    }

    private static func wired(_ description: SessionDescription) throws -> SessionDescription {
        try SessionDescription(parsing: description.octets)
    }

    @Test func twoOfUsEncryptEachWithItsOwnKey() throws {
        let caller = Self.capability(.required(Self.crypto(1)))
        let callee = Self.capability(.preferred(Self.crypto(2, [.aes128SHA80, .aes128GCM])))
        var one = OfferAnswer(sessionID: 1)
        var two = OfferAnswer(sessionID: 2)
        let offer = try Self.wired(one.offer(caller, direction: .sendReceive))
        #expect(offer.media[0].profile == "RTP/SAVP" && offer.media[0].crypto.count == CryptoSuite.allCases.count)
        let answer = try two.answer(offer, with: callee, direction: .sendReceive)
        let stream = try one.accept(Self.wired(answer.description), capability: caller)
        // The offer's order decides: its second attribute is the first that both know.
        let keys = try #require(stream.keys)
        #expect(keys.suite == .aes128GCM && answer.stream.keys?.suite == .aes128GCM)
        #expect(answer.description.media[0].crypto.map(\.tag) == [2])
        #expect(answer.stream.keys?.receiving == [keys.sending] && keys.receiving.first == answer.stream.keys?.sending)
        #expect(keys.sending != answer.stream.keys?.sending)
    }

    @Test(arguments: [(true, true), (false, false)])
    func plainOffersAreTakenWhereNothingIsRequired(isRequired: Bool, isRefused: Bool) throws {
        let crypto = Self.crypto(3)
        let ours = Self.capability(isRequired ? .required(crypto) : .preferred(crypto))
        var callee = OfferAnswer(sessionID: 2)
        let offer = try OfferAnswerTests.description(["m=audio 4500 RTP/AVP 8"])
        let stream = try? callee.answer(offer, with: ours, direction: .sendReceive).stream
        #expect((stream == nil) == isRefused && stream?.keys == nil)
    }

    @Test func withoutEncryptionSecureSoundIsRefused() throws {
        var caller = OfferAnswer(sessionID: 1)
        var callee = OfferAnswer(sessionID: 2)
        let offer = try Self.wired(caller.offer(Self.capability(.preferred(Self.crypto(4))), direction: .sendReceive))
        #expect(throws: OfferAnswer.Failure.nothingInCommon) {
            try callee.answer(offer, with: OfferAnswerTests.ours, direction: .sendReceive)
        }
    }

    /// The same sound twice, plain and encrypted: the encrypted one is taken though it comes last.
    @Test func encryptedSoundIsLikedBest() throws {
        var callee = OfferAnswer(sessionID: 2)
        let secure = try #require(Self.crypto(5, [.aes128SHA80]).first)
        let offer = try OfferAnswerTests.description([
            "m=audio 4500 RTP/AVP 8", "m=audio 4600 RTP/SAVP 8",
            "a=crypto:" + OctetWriter.text { secure.write(to: &$0) },
        ])
        let ours = Self.capability(.preferred(Self.crypto(6)))
        let (answer, stream) = try callee.answer(offer, with: ours, direction: .sendReceive)
        #expect(answer.media.map(\.port) == [0, 4_000] && stream.remotePort == 4_600)
        #expect(stream.keys?.receiving == secure.keys)
    }

    /// What nobody may answer: plain sound, another tag or suite, two attributes, our own key.
    @Test(arguments: ["plain", "tag", "suite", "two", "mirror"])
    func anAnswerCannotTakeTheEncryptionOut(fault: String) throws {
        let ours = Self.capability(.preferred(Self.crypto(7, [.aes128SHA80, .aes128SHA32])))
        let peer = Self.capability(.preferred(Self.crypto(8, [.aes128SHA80])))
        var caller = OfferAnswer(sessionID: 1)
        var callee = OfferAnswer(sessionID: 2)
        let offer = try Self.wired(caller.offer(ours, direction: .sendReceive))
        var answer = try callee.answer(offer, with: peer, direction: .sendReceive).description
        switch fault {
        case "plain":
            answer.media[0].profile = "RTP/AVP"
            answer.media[0].crypto = []
        case "tag": answer.media[0].crypto[0].tag = 9
        case "suite": answer.media[0].crypto[0].suite = .aes128SHA32
        case "two": answer.media[0].crypto += Self.crypto(9, [.aes128SHA32])
        default: answer.media[0].crypto[0].keys = ours.encryption.crypto[0].keys
        }
        #expect(throws: OfferAnswer.Failure.nothingInCommon) {
            try caller.accept(Self.wired(answer), capability: ours)
        }
    }

    /// RFC 4568 §7.1.4: the ports stay, so the keys do, and the description's version.
    @Test func aHoldKeepsTheKeys() throws {
        let ours = Self.capability(.required(Self.crypto(10)))
        var caller = OfferAnswer(sessionID: 1)
        var callee = OfferAnswer(sessionID: 2)
        let first = try Self.wired(caller.offer(ours, direction: .sendReceive))
        let answer = try callee.answer(
            first, with: Self.capability(.required(Self.crypto(11))), direction: .sendReceive)
        _ = try caller.accept(Self.wired(answer.description), capability: ours)
        let second = caller.offer(ours, direction: .sendOnly)
        #expect(second.media[0].crypto == first.media[0].crypto && second.media[0].profile == "RTP/SAVP")
    }
}
