import Testing

@testable import SIP

@Suite struct CryptoAttributeTests {
    private static let key = "d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSoj"

    private static func written(_ crypto: CryptoAttribute) -> String { OctetWriter.text { crypto.write(to: &$0) } }

    /// RFC 4568 §6.1's examples.
    @Test func theExamplesOfTheStandardAreRead() throws {
        let value = "1 AES_CM_128_HMAC_SHA1_80 inline:\(Self.key)|2^20|1:4"
        let crypto = try #require(CryptoAttribute(parsing: value))
        #expect(crypto.tag == 1 && crypto.suite == .aes128SHA80 && crypto.keys.count == 1)
        #expect(String(decoding: crypto.keys[0].octets, as: UTF8.self) == "wDfvg&T+)xG7@fb5jU,RaA}\\|p0%*#")
        #expect(crypto.keys[0].lifetime == 1 << 20 && crypto.keys[0].identifier == [0, 0, 0, 1])
        let identified = "2 AES_CM_128_HMAC_SHA1_80 inline:YUJDZGVmZ2hpSktMbW9QUXJzVHVWd3l6MTIzNDU2|1066:4"
        let other = try #require(CryptoAttribute(parsing: identified))
        #expect(other.keys[0].lifetime == nil && other.keys[0].identifier == [0, 0, 4, 42])
        #expect(Self.written(other) == identified)
    }

    @Test(arguments: CryptoSuite.allCases)
    func whatIsWrittenIsReadAgain(suite: CryptoSuite) throws {
        var randomness = Randomness(seed: [7])
        let crypto = CryptoAttribute(tag: 3, suite: suite, keys: [MasterKey(for: suite, using: &randomness)])
        #expect(crypto.keys[0].octets.count == suite.keyOctets + suite.saltOctets)
        #expect(CryptoAttribute(parsing: Self.written(crypto)) == crypto)
        // The padding may be missing (RFC 4568 §6.1).
        #expect(CryptoAttribute(parsing: Self.written(crypto).replacing("=", with: "")) == crypto)
    }

    @Test(arguments: [
        "", "1", "0 AES_CM_128_HMAC_SHA1_80 inline:KEY", "1 F8_128_HMAC_SHA1_80 inline:KEY",
        "1 AES_CM_128_HMAC_SHA1_80 url:KEY", "1 AES_CM_128_HMAC_SHA1_80 inline:KEYA",
        "1 AES_CM_128_HMAC_SHA1_80 inline:d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSo*",
        "1 AES_256_CM_HMAC_SHA1_80 inline:KEY", "1 AES_CM_128_HMAC_SHA1_80 inline:KEY UNENCRYPTED_SRTP",
        "1 AES_CM_128_HMAC_SHA1_80 inline:KEY UNAUTHENTICATED_SRTP", "1 AES_CM_128_HMAC_SHA1_80 inline:KEY KDR=3",
        "1 AES_CM_128_HMAC_SHA1_80 inline:KEY whatever", "1 AES_CM_128_HMAC_SHA1_80 inline:KEY|2^49",
        "1 AES_CM_128_HMAC_SHA1_80 inline:KEY|020", "1 AES_CM_128_HMAC_SHA1_80 inline:KEY|1:129",
        "1 AES_CM_128_HMAC_SHA1_80 inline:KEY|300:1", "1 AES_CM_128_HMAC_SHA1_80 inline:KEY|1:",
        "1 AES_CM_128_HMAC_SHA1_80 inline:KEY;inline:KEY", "1 AES_CM_128_HMAC_SHA1_80 inline:KEY|1:1;inline:KEY|2:2",
        "9999999999 AES_CM_128_HMAC_SHA1_80 inline:KEY",
    ]) func whatWeCannotDoIsLeftOut(value: String) {
        #expect(CryptoAttribute(parsing: value.replacing("KEY", with: Self.key)) == nil)
    }

    @Test(arguments: ["WSH=64", "-anything", "WSH=128 -other=1"])
    func hintsAreTaken(parameters: String) {
        #expect(CryptoAttribute(parsing: "1 AES_CM_128_HMAC_SHA1_80 inline:\(Self.key) \(parameters)") != nil)
    }

    @Test func severalKeysNeedIdentifiers() throws {
        let value = "1 AES_CM_128_HMAC_SHA1_32 inline:\(Self.key)|2^31|1:1;inline:\(Self.key)|2^31|2:1"
        #expect(CryptoAttribute(parsing: value)?.keys.map(\.identifier) == [[1], [2]])
    }

    @Test func aKeyIsNeverShown() throws {
        let crypto = try #require(CryptoAttribute(parsing: "1 AES_CM_128_HMAC_SHA1_80 inline:\(Self.key)"))
        var dumped = ""
        dump(crypto, to: &dumped)
        for text in ["\(crypto)", "\(crypto.keys)", String(reflecting: crypto), dumped] {
            #expect(!text.contains("wDfvg") && !text.contains("119"))
        }
    }

    @Test func aDescriptionKeepsWhatItCanEncrypt() throws {
        let text = """
            v=0
            o=- 1 1 IN IP4 192.0.2.1
            s=-
            c=IN IP4 192.0.2.1
            t=0 0
            m=audio 4000 RTP/SAVP 0
            a=crypto:1 F8_128_HMAC_SHA1_80 inline:\(Self.key)
            a=crypto:2 AES_CM_128_HMAC_SHA1_80 inline:\(Self.key)
            """
        let description = try SessionDescription(parsing: Array(text.utf8))
        #expect(description.media[0].crypto.map(\.tag) == [2] && description.media[0].isSecureAudio)
        #expect(try SessionDescription(parsing: description.octets).media == description.media)
    }
}
