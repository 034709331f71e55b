import CLinux
import COpenSSL
import Media
import Time

/// One handshake with one address, and the association that it makes (RFC 5764 §4.1). OpenSSL runs it on memory: datagrams are
/// handed in, and what it writes is sent. Confined to the media loop.
final class DTLSAssociation {
    enum State {
        case handshaking
        /// The peer proved that it has this certificate, and the keys; nil: no common profile.
        case complete(PeerCertificate, SRTPKeys?)
        case failed
    }

    /// Sends a datagram to the peer by another way than the socket.
    typealias Carrier = (UnsafeBufferPointer<UInt8>) -> Void

    let peer: MediaAddress
    let isClient: Bool
    let startedAt: Instant
    private(set) var state = State.handshaking
    private let ssl: OpaquePointer
    /// The library's own: freed with `ssl`.
    private let incoming: OpaquePointer
    private let outgoing: OpaquePointer
    private var datagrams = 0
    private let carrier: Carrier?

    /// nil where memory lacks.
    init?(
        _ identity: DTLSIdentity, with peer: MediaAddress, isClient: Bool, at now: Instant,
        by carrier: Carrier? = nil
    ) {
        guard let ssl = identity.newState() else { return nil }
        guard let incoming = BIO_new(BIO_s_mem()), let outgoing = BIO_new(BIO_s_mem()) else {
            SSL_free(ssl)
            return nil
        }
        copenssl_dtls_prepare(ssl, incoming, outgoing, Int(Limits.dtlsDatagramOctets))
        if isClient { SSL_set_connect_state(ssl) } else { SSL_set_accept_state(ssl) }
        self.ssl = ssl
        self.incoming = incoming
        self.outgoing = outgoing
        self.peer = peer
        self.carrier = carrier
        self.isClient = isClient
        startedAt = now
    }

    deinit { SSL_free(ssl) }

    /// A client's first flight.
    func start(by descriptor: Int32) {
        advance()
        flush(by: descriptor)
    }

    /// Takes a datagram from the peer's address. After the handshake only what repeats its last flight is of use.
    func receive(_ octets: UnsafeBufferPointer<UInt8>, by descriptor: Int32) {
        guard datagrams < Limits.dtlsDatagrams, let start = octets.baseAddress, !DTLSRecords.hasPlainAlert(octets)
        else {
            return
        }
        datagrams += 1
        guard BIO_write(incoming, start, Int32(clamping: octets.count)) > 0 else { return }
        advance()
        flush(by: descriptor)
        // What was not read is not of this datagram's records.
        _ = copenssl_bio_reset(incoming)
    }

    /// Time's turn: the last flight once more, where the library finds it due (RFC 6347 §4.2.4).
    func handleTimeout(by descriptor: Int32) {
        guard case .handshaking = state else { return }
        ERR_clear_error()
        if copenssl_dtls_handle_timeout(ssl) < 0 { state = .failed }
        flush(by: descriptor)
    }

    /// close_notify (RFC 5246 §7.2.1).
    func close(by descriptor: Int32) {
        guard case .complete = state else { return }
        ERR_clear_error()
        _ = SSL_shutdown(ssl)
        flush(by: descriptor)
    }

    private func advance() {
        ERR_clear_error()
        switch state {
        case .handshaking:
            let result = SSL_do_handshake(ssl)
            if result == 1 {
                state = PeerCertificate(of: ssl).map { .complete($0, keys()) } ?? .failed
            } else {
                let error = SSL_get_error(ssl, result)
                if error != SSL_ERROR_WANT_READ && error != SSL_ERROR_WANT_WRITE { state = .failed }
            }
        case .complete:
            // There are no application data; reading answers a repeated flight.
            withUnsafeTemporaryAllocation(byteCount: 256, alignment: 1) { scratch in
                for _ in 0..<8 where SSL_read(ssl, scratch.baseAddress, Int32(scratch.count)) <= 0 { return }
            }
        case .failed: break
        }
    }

    private func flush(by descriptor: Int32) {
        let waiting = BIO_ctrl_pending(outgoing)
        guard waiting > 0, waiting <= Limits.dtlsFlightOctets else {
            if waiting > 0 { _ = copenssl_bio_reset(outgoing) }
            return
        }
        var endpoint = clinux_endpoint(peer)
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: waiting) { flight in
            guard let start = flight.baseAddress, BIO_read(outgoing, start, Int32(clamping: waiting)) == waiting else {
                return
            }
            let octets = UnsafeBufferPointer(start: UnsafePointer(start), count: waiting)
            for datagram in DTLSRecords.datagrams(in: octets, most: Limits.dtlsDatagramOctets) {
                if let carrier {
                    carrier(UnsafeBufferPointer(rebasing: octets[datagram]))
                    continue
                }
                _ = clinux_udp_send(descriptor, &endpoint, start + datagram.lowerBound, datagram.count)
            }
        }
    }

    /// RFC 5764 §4.2: the client's key, the server's, the client's salt, the server's.
    private func keys() -> SRTPKeys? {
        guard let suite = SRTPSuite(profile: copenssl_srtp_profile(ssl)) else { return nil }
        let (key, salt) = (suite.keyOctets - suite.saltOctets, suite.saltOctets)
        let label = "EXTRACTOR-dtls_srtp"
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 2 * (key + salt)) { material in
            defer { OPENSSL_cleanse(material.baseAddress, material.count) }
            guard
                SSL_export_keying_material(
                    ssl, material.baseAddress, material.count, label, label.utf8.count, nil, 0, 0) == 1
            else { return nil }
            let salts = material[(2 * key)...]
            let client = SRTPKey(octets: Array(material[..<key]) + salts.prefix(salt))
            let server = SRTPKey(octets: Array(material[key..<2 * key]) + salts.suffix(salt))
            return SRTPKeys(
                suite: suite, sending: isClient ? client : server, receiving: [isClient ? server : client])
        }
    }
}

/// The hashes of a certificate whose key its owner proved to have.
struct PeerCertificate {
    private var digests: [HandshakePlan.Fingerprint] = []

    init?(of ssl: OpaquePointer) {
        guard let certificate = SSL_get1_peer_certificate(ssl) else { return nil }
        defer { X509_free(certificate) }
        for (function, digest) in [
            (HandshakePlan.Fingerprint.HashFunction.sha256, EVP_sha256()), (.sha384, EVP_sha384()),
            (.sha512, EVP_sha512()),
        ] {
            guard let octets = certificate.digest(digest) else { return nil }
            digests.append(.init(function, octets))
        }
    }

    /// RFC 8122 §5: one of the fingerprints under the strongest function is this certificate's. How long the comparison takes
    /// tells nothing.
    func isOne(of fingerprints: [HandshakePlan.Fingerprint]) -> Bool {
        guard let strongest = fingerprints.map(\.function.rawValue).max(),
            let own = digests.first(where: { $0.function.rawValue == strongest })
        else { return false }
        var isFound = false
        for fingerprint in fingerprints where fingerprint.function == own.function {
            let isSame =
                fingerprint.octets.count == own.octets.count
                && CRYPTO_memcmp(fingerprint.octets, own.octets, own.octets.count) == 0
            isFound = isFound || isSame
        }
        return isFound
    }
}

extension SRTPSuite {
    /// RFC 5764 §4.1.2, RFC 7714 §14.2; nil: none was agreed.
    fileprivate init?(profile: UInt) {
        switch profile {
        case 0x0001: self = .aes128SHA80
        case 0x0007: self = .aes128GCM
        case 0x0008: self = .aes256GCM
        default: return nil
        }
    }

    fileprivate var saltOctets: Int {
        switch self {
        case .aes256GCM, .aes128GCM: 12
        case .aes256SHA80, .aes128SHA80, .aes256SHA32, .aes128SHA32: 14
        }
    }
}
