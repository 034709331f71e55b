import COpenSSL

/// The sums of STUN: HMAC-SHA1 (RFC 8489 §14.5), MD5 for a long-term key (§9.2.2), CRC-32 (§14.7).
enum STUNHash {
    static func hmacSHA1(of octets: [UInt8], key: [UInt8]) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var length = 0
        let done = EVP_Q_mac(
            nil, "HMAC", nil, "SHA1", nil, key, key.count, octets, octets.count, &digest, digest.count, &length)
        // Where the library has none, nothing is proved and nothing is believed.
        return done == nil || length != 20 ? [] : Array(digest.prefix(20))
    }

    /// How long the comparison takes tells nothing.
    static func isHMACSHA1(_ value: [UInt8], of octets: [UInt8], key: [UInt8]) -> Bool {
        let own = hmacSHA1(of: octets, key: key)
        return own.count == 20 && value.count == 20 && CRYPTO_memcmp(own, value, 20) == 0
    }

    /// nil where libcrypto refuses it.
    static func md5(of octets: [UInt8]) -> [UInt8]? {
        var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var length: UInt32 = 0
        guard EVP_Digest(octets, octets.count, &digest, &length, EVP_md5(), nil) == 1, length == 16 else { return nil }
        return Array(digest.prefix(16))
    }

    static func crc32(of octets: [UInt8]) -> UInt32 {
        var sum = UInt32.max
        for octet in octets { sum = table[Int((sum ^ UInt32(octet)) & 255)] ^ sum >> 8 }
        return ~sum
    }

    private static let table: [UInt32] = (0..<256).map { number in
        (0..<8).reduce(UInt32(number)) { sum, _ in sum & 1 == 1 ? 0xEDB8_8320 ^ sum >> 1 : sum >> 1 }
    }
}
