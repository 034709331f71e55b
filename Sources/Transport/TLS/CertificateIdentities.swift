import CLinux
import COpenSSL

/// The names that a certificate bears for SIP (RFC 5922 §7.1).
struct CertificateIdentities: Sendable, Equatable {
    /// Domains of `sip:` URIs without a user.
    private(set) var sipDomains: [String] = []
    private(set) var dnsNames: [String] = []
    /// Addresses as octets, 4 or 16.
    private(set) var addresses: [[UInt8]] = []
    /// The subject's common name; nil where there is a subjectAltName, whatever it holds.
    private(set) var commonName: String?

    /// - Parameter certificate: an X509 that stays the caller's.
    init(of certificate: OpaquePointer) {
        guard let names = X509_get_ext_d2i(certificate, NID_subject_alt_name, nil, nil) else {
            // An extension that is there and cannot be read counts as there.
            if X509_get_ext_by_NID(certificate, NID_subject_alt_name, -1) < 0 {
                commonName = Self.commonName(of: certificate)
            }
            return
        }
        let stack = OpaquePointer(names)
        defer { GENERAL_NAMES_free(stack) }
        for index in 0..<min(OPENSSL_sk_num(stack), Int32(Limits.certificateNames)) {
            guard let value = OPENSSL_sk_value(stack, index) else { continue }
            add(value.assumingMemoryBound(to: GENERAL_NAME.self).pointee)
        }
    }

    private mutating func add(_ name: GENERAL_NAME) {
        switch name.type {
        case GEN_URI:
            if let domain = Self.octets(name.d.ia5).flatMap({ Self.sipDomain(of: $0) }) { sipDomains.append(domain) }
        case GEN_DNS:
            if let octets = Self.octets(name.d.ia5) { dnsNames.append(String(decoding: octets, as: UTF8.self)) }
        case GEN_IPADD:
            if let octets = Self.octets(name.d.ip) { addresses.append(octets) }
        default: break
        }
    }

    private static func octets(_ text: UnsafeMutablePointer<ASN1_STRING>?) -> [UInt8]? {
        guard let text, let start = ASN1_STRING_get0_data(text) else { return nil }
        return Array(UnsafeBufferPointer(start: start, count: Int(ASN1_STRING_length(text))))
    }

    /// RFC 5922 §7.1: the scheme is "sip" and nothing else, and a URI with a user names a person, no domain.
    static func sipDomain(of octets: [UInt8]) -> String? {
        let uri = String(decoding: octets, as: UTF8.self)
        guard uri.prefix(4).lowercased() == "sip:", !uri.contains("@") else { return nil }
        let rest = uri.dropFirst(4)
        if rest.first == "[" { return rest.dropFirst().prefix { $0 != "]" }.description }
        let domain = rest.prefix { !":;?".contains($0) }
        return domain.isEmpty ? nil : String(domain)
    }

    private static func commonName(of certificate: OpaquePointer) -> String? {
        guard let subject = X509_get_subject_name(certificate) else { return nil }
        let index = X509_NAME_get_index_by_NID(subject, NID_commonName, -1)
        guard index >= 0, let entry = X509_NAME_get_entry(subject, index) else { return nil }
        return octets(X509_NAME_ENTRY_get_data(entry)).map { String(decoding: $0, as: UTF8.self) }
    }

    /// RFC 5922 §7.2: whole names, letter case aside, and no wildcard. DNS names count where there is no SIP domain. A
    /// numeric address is looked for among the addresses alone.
    func bear(_ name: String) -> Bool {
        if let endpoint = clinux_endpoint(host: name, port: 0) { return addresses.contains(endpoint.octets) }
        let wanted = Self.canonical(name)
        guard !wanted.isEmpty else { return false }
        let borne = sipDomains.isEmpty ? dnsNames + (commonName.map { [$0] } ?? []) : sipDomains
        return borne.contains { Self.canonical($0) == wanted }
    }

    /// Lower case (RFC 4343), without the dot of the root.
    private static func canonical(_ name: String) -> String {
        let lower = name.lowercased()
        return lower.hasSuffix(".") ? String(lower.dropLast()) : lower
    }
}

extension clinux_endpoint {
    /// The address in network order: 4 octets, or 16.
    fileprivate var octets: [UInt8] {
        let all = withUnsafeBytes(of: high, Array.init) + withUnsafeBytes(of: low, Array.init)
        return is_ipv6 != 0 ? all : Array(all.prefix(4))
    }
}
