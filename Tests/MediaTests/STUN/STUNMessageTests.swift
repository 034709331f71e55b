import Testing

@testable import Media

/// The samples of RFC 5769, and what is none.
@Suite struct STUNMessageTests {
    static let key = Array("VOkJxbRl1RmTxUk/WvJxBt".utf8)
    /// §2.1.
    static let request = octets(
        "000100582112a442b7e7a701bc34d686fa87dfae802200105354554e207465737420636c69656e74002400046e0001ff80290008932ff9b1"
            + "51263b36000600096576746a3a68367659202020000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a280280004e57a3bcf"
    )
    /// §2.2.
    static let response = octets(
        "0101003c2112a442b7e7a701bc34d686fa87dfae8022000b7465737420766563746f7220002000080001a147e112a643000800142b91f599"
            + "fd9e90c38c7489f92af9ba53f06be7d780280004c07d4c96")
    /// §2.3.
    static let response6 = octets(
        "010100482112a442b7e7a701bc34d686fa87dfae8022000b7465737420766563746f7220002000140002a1470113a9faa5d3f179bc25f4b5"
            + "bed2b9d900080014a382954e4be67bf11784c97c8292c275bfe3ed4180280004c8fb0b4c")

    static func octets(_ hexadecimal: String) -> [UInt8] {
        let digits = hexadecimal.compactMap { $0.hexDigitValue }
        return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }

    @Test func readsTheRequest() throws {
        let message = try #require(STUNMessage(parsing: Self.request))
        #expect(message.messageClass == .request && message.method == .binding && message.hasFingerprint)
        #expect(message.text(STUNAttribute.username) == "evtj:h6vY")
        #expect(message.number(STUNAttribute.priority) == 0x6E00_01FF)
        #expect(message.wide(STUNAttribute.iceControlled) == 0x932F_F9B1_5126_3B36)
        #expect(message.isProved(by: Self.key))
        #expect(!message.isProved(by: Self.key + [1]))
    }

    @Test func readsAddressesOfBothFamilies() throws {
        let four = try #require(STUNMessage(parsing: Self.response))
        #expect(four.mappedAddress == MediaAddress(host: "192.0.2.1", port: 32_853))
        #expect(four.isProved(by: Self.key))
        let six = try #require(STUNMessage(parsing: Self.response6))
        #expect(six.mappedAddress == MediaAddress(host: "2001:db8:1234:5678:11:2233:4455:6677", port: 32_853))
        #expect(six.isProved(by: Self.key))
    }

    @Test func writesWhatItReads() throws {
        var random = SeededGenerator(5)
        let transaction = STUNTransactionID(using: &random)
        for address in [MediaAddress(ipv4: 0xC000_0201, port: 65_535), MediaAddress(upper: 1 << 61, lower: 7, port: 1)]
        {
            let message = STUNMessage(
                .success, .allocate, transaction,
                [.address(STUNAttribute.xorRelayedAddress, address, transaction), .text(STUNAttribute.realm, "a")])
            let read = try #require(STUNMessage(parsing: message.octets(key: [1, 2], isFingerprinted: true)))
            #expect(read.attributes == message.attributes && read.method == .allocate)
            #expect(read.address(STUNAttribute.xorRelayedAddress) == address)
            #expect(read.isProved(by: [1, 2]) && !read.isProved(by: [1]) && read.hasFingerprint)
        }
        for method in STUNMessage.Method.allCases {
            for kind in STUNMessage.Class.allCases {
                let read = STUNMessage(parsing: STUNMessage(kind, method, transaction).octets())
                #expect(read?.method == method && read?.messageClass == kind)
            }
        }
    }

    /// RFC 8489 §9.2.2, by `openssl md5`.
    @Test func makesLongTermKeys() {
        #expect(
            STUNHash.md5(of: Array("user:realm:pass".utf8)) == Self.octets("8493fbc53ba582fb4c044c456bdc40eb"))
    }

    @Test func readsErrorsWithoutTrap() throws {
        var random = SeededGenerator(5)
        let transaction = STUNTransactionID(using: &random)
        func code(_ value: [UInt8]) -> Int? {
            STUNMessage(.failure, .binding, transaction, [.init(STUNAttribute.errorCode, value)]).failureCode
        }
        #expect(code([0, 0, 4, 87]) == 487)
        #expect(code([]) == nil && code([0, 0, 4]) == nil && code([255, 255, 255, 255]) == nil)
        #expect(code([0, 0, 0, 0]) == nil && code([0, 0, 4, 100]) == nil)
    }

    @Test func refusesWhatIsNone() {
        #expect(STUNMessage(parsing: []) == nil)
        for count in 0..<Self.request.count { #expect(STUNMessage(parsing: Array(Self.request.prefix(count))) == nil) }
        #expect(STUNMessage(parsing: Self.request + [0, 0, 0, 0]) == nil)
        // The type of FINGERPRINT itself, at 100, may be another attribute's.
        for place in Self.request.indices where place >= 20 && place != 100 && place != 101 {
            var changed = Self.request
            changed[place] ^= 1
            // FINGERPRINT covers all before it.
            #expect(STUNMessage(parsing: changed) == nil, "octet \(place)")
        }
        // What follows MESSAGE-INTEGRITY is not believed (RFC 8489 §14.5).
        var random = SeededGenerator(5)
        let proved = STUNMessage(.request, .binding, STUNTransactionID(using: &random)).octets(key: [1])
        var longer = proved + [0, 0x25, 0, 0]
        longer[3] += 4
        #expect(STUNMessage(parsing: longer)?.has(STUNAttribute.useCandidate) == false)
    }
}
