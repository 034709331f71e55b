/// A cipher and its authentication for SRTP and SRTCP (RFC 3711 §4, RFC 6188, RFC 7714), by the name that security
/// descriptions give it.
public enum SRTPSuite: String, Sendable, Equatable, CaseIterable {
    case aes256GCM = "AEAD_AES_256_GCM"
    case aes128GCM = "AEAD_AES_128_GCM"
    case aes256SHA80 = "AES_256_CM_HMAC_SHA1_80"
    case aes128SHA80 = "AES_CM_128_HMAC_SHA1_80"
    case aes256SHA32 = "AES_256_CM_HMAC_SHA1_32"
    case aes128SHA32 = "AES_CM_128_HMAC_SHA1_32"

    /// Octets of a master key and its salt: 112 bits of salt in counter mode, 96 in GCM.
    public var keyOctets: Int {
        switch self {
        case .aes256GCM: 44
        case .aes128GCM: 28
        case .aes256SHA80, .aes256SHA32: 46
        case .aes128SHA80, .aes128SHA32: 30
        }
    }
}
