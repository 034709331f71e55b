import COpenSSL

/// Our certificate for handshakes of sound and text, and what each handshake begins from: DTLS 1.2 alone (RFC 6347, RFC 5764).
/// Made anew at each start, it says nothing of whom it belongs to: its fingerprint in the description does (RFC 5763 §4).
/// Confined to the media loop.
final class DTLSIdentity {
    /// The SHA-256 of the certificate.
    let fingerprint: [UInt8]
    private let context: OpaquePointer

    /// In the order in which we like them (RFC 7714 §14.2, RFC 5764 §4.1.2).
    private static let profiles = "SRTP_AEAD_AES_256_GCM:SRTP_AEAD_AES_128_GCM:SRTP_AES128_CM_SHA1_80"
    private static let ciphers = "ECDHE+AESGCM:ECDHE+CHACHA20:ECDHE+AES:!aNULL:!PSK"

    /// nil where the library gives none.
    init?() {
        defer { ERR_clear_error() }
        guard let key = copenssl_p256_key() else { return nil }
        defer { EVP_PKEY_free(key) }
        guard let certificate = Self.certificate(key) else { return nil }
        defer { X509_free(certificate) }
        guard let fingerprint = certificate.digest(EVP_sha256()), let context = SSL_CTX_new(DTLS_method()) else {
            return nil
        }
        // SSL_CTX_set_tlsext_use_srtp says 0 where all is well.
        guard copenssl_dtls_configure(context) == 1, SSL_CTX_use_certificate(context, certificate) == 1,
            SSL_CTX_use_PrivateKey(context, key) == 1, SSL_CTX_set_cipher_list(context, Self.ciphers) == 1,
            SSL_CTX_set_tlsext_use_srtp(context, Self.profiles) == 0
        else {
            SSL_CTX_free(context)
            return nil
        }
        self.fingerprint = fingerprint
        self.context = context
    }

    deinit { SSL_CTX_free(context) }

    /// The state of one handshake; nil where memory lacks.
    func newState() -> OpaquePointer? { SSL_new(context) }

    /// Signed by itself, with a random number as its name.
    private static func certificate(_ key: OpaquePointer) -> OpaquePointer? {
        guard let certificate = X509_new() else { return nil }
        let number = Int.random(in: 1 ... .max)
        let day = 86_400
        guard X509_set_version(certificate, 2) == 1,
            ASN1_INTEGER_set_int64(X509_get_serialNumber(certificate), Int64(number)) == 1,
            X509_gmtime_adj(X509_getm_notBefore(certificate), -day) != nil,
            X509_gmtime_adj(X509_getm_notAfter(certificate), 3_650 * day) != nil,
            X509_set_pubkey(certificate, key) == 1,
            copenssl_set_name(certificate, String(number, radix: 16)) == 1,
            X509_sign(certificate, key, EVP_sha256()) > 0
        else {
            X509_free(certificate)
            return nil
        }
        return certificate
    }
}

extension OpaquePointer {
    /// The hash of this certificate.
    func digest(_ function: OpaquePointer?) -> [UInt8]? {
        var octets = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var count: UInt32 = 0
        guard X509_digest(self, function, &octets, &count) == 1 else { return nil }
        return Array(octets.prefix(Int(count)))
    }
}
