import COpenSSL
import CallEngine

/// Decides whether a TLS server is believed: its chain, its names and its key (RFC 5922 §7.3, RFC 5280). It knows why not,
/// which the TLS library alone does not say.
final class CertificateJudge {
    private let security: FlowSecurity
    /// The authorities; nil where pinned keys alone count.
    private let store: OpaquePointer?

    /// - Throws: `.unreadableFile` where the authorities cannot be read.
    init(_ security: FlowSecurity) throws(CertificateProblem) {
        self.security = security
        guard security.trust == .authorities else {
            store = nil
            return
        }
        guard let store = X509_STORE_new() else { throw .unreadableFile }
        let isLoaded =
            switch security.authoritiesFile {
            case let file?: X509_STORE_load_file(store, file)
            case nil: X509_STORE_set_default_paths(store)
            }
        // The library keeps a list of what failed; nobody else should find ours in it.
        ERR_clear_error()
        guard isLoaded == 1 else {
            X509_STORE_free(store)
            throw .unreadableFile
        }
        self.store = store
    }

    deinit { X509_STORE_free(store) }

    /// - Parameter chain: the certificates as the server showed them, its own first, in DER.
    /// - Returns: nil where the server is believed.
    func problem(of chain: [[UInt8]]) -> CertificateProblem? {
        guard chain.count <= Limits.certificates else { return .refused }
        let certificates = chain.compactMap(Self.certificate)
        defer {
            for certificate in certificates { X509_free(certificate) }
            ERR_clear_error()
        }
        guard let own = certificates.first, certificates.count == chain.count else { return .refused }
        let isPinned = Self.keyHash(of: own).map { hash in security.pinnedKeys.contains { Self.hex($0) == hash } }
        switch security.trust {
        case .pinnedKeys: return isPinned == true ? nil : .wrongKey
        case .authorities:
            if let problem = chainProblem(of: own, others: certificates.dropFirst()) { return problem }
            let identities = CertificateIdentities(of: own)
            guard security.names.contains(where: identities.bear) else { return .wrongName }
            return security.pinnedKeys.isEmpty || isPinned == true ? nil : .wrongKey
        }
    }

    private static func certificate(_ der: [UInt8]) -> OpaquePointer? {
        der.withUnsafeBufferPointer { octets in
            var start = octets.baseAddress
            return d2i_X509(nil, &start, octets.count)
        }
    }

    private func chainProblem(of own: OpaquePointer, others: ArraySlice<OpaquePointer>) -> CertificateProblem? {
        guard let store, let context = X509_STORE_CTX_new(), let untrusted = OPENSSL_sk_new_null() else {
            return .unknownAuthority
        }
        defer {
            X509_STORE_CTX_free(context)
            OPENSSL_sk_free(untrusted)
        }
        for certificate in others { OPENSSL_sk_push(untrusted, UnsafeRawPointer(certificate)) }
        guard X509_STORE_CTX_init(context, store, own, untrusted) == 1,
            let parameters = X509_STORE_CTX_get0_param(context)
        else { return .unknownAuthority }
        X509_VERIFY_PARAM_set_depth(parameters, Int32(Limits.certificates))
        // No MD5 and no key below 1,024 bits.
        X509_VERIFY_PARAM_set_auth_level(parameters, 1)
        if security.authoritiesFile != nil {
            // The file says whom to believe: an authority in it need not be a root.
            X509_VERIFY_PARAM_set_flags(parameters, UInt(X509_V_FLAG_PARTIAL_CHAIN))
        }
        guard X509_verify_cert(context) == 1 else {
            return switch X509_STORE_CTX_get_error(context) {
            case X509_V_ERR_CERT_HAS_EXPIRED: .expired
            case X509_V_ERR_CERT_NOT_YET_VALID: .notYetValid
            default: .unknownAuthority
            }
        }
        return Self.mayServe(own) ? nil : .unknownAuthority
    }

    /// RFC 5922 §7.1, RFC 5924 §4: a certificate that limits its use must name TLS servers, SIP domains, or any use.
    private static func mayServe(_ certificate: OpaquePointer) -> Bool {
        guard X509_get_extension_flags(certificate) & UInt32(EXFLAG_XKUSAGE) != 0 else { return true }
        let usage = X509_get_extended_key_usage(certificate)
        if usage & UInt32(XKU_SSL_SERVER | XKU_ANYEKU) != 0 { return true }
        guard let list = X509_get_ext_d2i(certificate, NID_ext_key_usage, nil, nil) else { return false }
        let stack = OpaquePointer(list)
        defer { EXTENDED_KEY_USAGE_free(stack) }
        guard let sipDomain = OBJ_txt2obj("1.3.6.1.5.5.7.3.20", 1) else { return false }
        defer { ASN1_OBJECT_free(sipDomain) }
        return (0..<OPENSSL_sk_num(stack)).contains { index in
            OPENSSL_sk_value(stack, index).map { OBJ_cmp(OpaquePointer($0), sipDomain) == 0 } ?? false
        }
    }

    // MARK: Keys

    /// SHA-256 of the SubjectPublicKeyInfo, in lower-case hexadecimal.
    private static func keyHash(of certificate: OpaquePointer) -> String? {
        guard let key = X509_get_X509_PUBKEY(certificate) else { return nil }
        var encoded: UnsafeMutablePointer<UInt8>?
        let count = i2d_X509_PUBKEY(key, &encoded)
        guard count > 0, let encoded else { return nil }
        defer { CRYPTO_free(encoded, "", 0) }
        var digest = [UInt8](repeating: 0, count: 32)
        guard EVP_Digest(encoded, Int(count), &digest, nil, EVP_sha256(), nil) == 1 else { return nil }
        return digest.map { octet in
            let text = String(octet, radix: 16)
            return octet < 16 ? "0" + text : text
        }.joined()
    }

    /// A pin as it may be written: any letter case, colons between octets.
    private static func hex(_ pin: String) -> String { pin.lowercased().filter { $0 != ":" && $0 != " " } }
}
