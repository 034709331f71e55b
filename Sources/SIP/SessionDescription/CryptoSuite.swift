/// A cipher and its authentication for SRTP by security descriptions (RFC 4568 §6.2, RFC 6188 §6.2, RFC 7714 §14.2), the
/// name as it is written.
public enum CryptoSuite: String, Sendable, Equatable, CaseIterable {
    // In the order in which we like them: authenticated encryption first, a short tag last.
    case aes256GCM = "AEAD_AES_256_GCM"
    case aes128GCM = "AEAD_AES_128_GCM"
    case aes256SHA80 = "AES_256_CM_HMAC_SHA1_80"
    case aes128SHA80 = "AES_CM_128_HMAC_SHA1_80"
    case aes256SHA32 = "AES_256_CM_HMAC_SHA1_32"
    case aes128SHA32 = "AES_CM_128_HMAC_SHA1_32"

    /// Octets of the master key.
    public var keyOctets: Int {
        switch self {
        case .aes256GCM, .aes256SHA80, .aes256SHA32: 32
        case .aes128GCM, .aes128SHA80, .aes128SHA32: 16
        }
    }

    /// Octets of the master salt: 112 bits in counter mode, 96 in GCM.
    public var saltOctets: Int {
        switch self {
        case .aes256GCM, .aes128GCM: 12
        case .aes256SHA80, .aes256SHA32, .aes128SHA80, .aes128SHA32: 14
        }
    }
}
