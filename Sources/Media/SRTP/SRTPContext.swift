import CSRTP

/// One direction of SRTP and SRTCP under one set of keys: libsrtp2's roll-over counter, replay window and key use of each
/// source (RFC 3711 §3.2). Owned by one thread; it ends with its owner.
struct SRTPContext: ~Copyable {
    enum Direction { case sending, receiving }

    /// Why a packet was not opened.
    enum Refusal: Error, Equatable {
        /// The tag is not what the key makes of the packet (RFC 3711 §3.3, step 5).
        case forged
        /// It was opened before, or is older than the window (§3.3.2).
        case replayed
        /// No packet of SRTP, a key that is used up, or one source more than a stream can have.
        case unusable
    }

    /// Sources under one key: more is a peer that fills our memory.
    static let mostSources = 256
    /// §3.3.2 asks for 64 at least; two seconds of 10 ms packets may come out of order.
    private static let window: UInt = 256
    /// libsrtp2's tables are set up once for the process.
    private static let isLibraryReady = srtp_init() == srtp_err_status_ok

    private let session: srtp_t
    private let usesIdentifiers: Bool
    private var sources: [UInt32]

    /// - Throws: `unusable` where a key has not the suite's length, the identifiers do not tell the keys apart, or memory
    ///   lacks.
    init(_ suite: SRTPSuite, _ keys: [SRTPKey], _ direction: Direction) throws(Refusal) {
        let identifiers = Set(keys.map(\.identifier))
        guard Self.isLibraryReady, !keys.isEmpty, keys.allSatisfy({ $0.octets.count == suite.keyOctets }),
            identifiers.count == keys.count, Set(identifiers.map(\.count)).count == 1,
            keys.count == 1 || !identifiers.contains([])
        else { throw .unusable }
        let usesIdentifiers = !identifiers.contains([])
        guard let session = Self.session(suite, keys, direction, usesIdentifiers: usesIdentifiers) else {
            throw .unusable
        }
        self.session = session
        self.usesIdentifiers = usesIdentifiers
        sources = []
        sources.reserveCapacity(Self.mostSources)
    }

    deinit { srtp_dealloc(session) }

    /// The keys' octets lie in storage of their own while libsrtp2 derives its session keys of them; then it is cleared.
    private static func session(
        _ suite: SRTPSuite, _ keys: [SRTPKey], _ direction: Direction, usesIdentifiers: Bool
    ) -> srtp_t? {
        let octets = UnsafeMutableBufferPointer<UInt8>.allocate(
            capacity: keys.reduce(0) {
                $0 + $1.octets.count + $1.identifier.count
            })
        let masters = UnsafeMutableBufferPointer<srtp_master_key_t>.allocate(capacity: keys.count)
        let pointers = UnsafeMutableBufferPointer<UnsafeMutablePointer<srtp_master_key_t>?>.allocate(
            capacity: keys.count)
        defer {
            octets.update(repeating: 0)
            octets.deallocate()
            masters.deallocate()
            pointers.deallocate()
        }
        octets.initialize(repeating: 0)
        pointers.initialize(repeating: nil)
        var end = 0
        func place(_ bytes: [UInt8]) -> UnsafeMutablePointer<UInt8>? {
            defer { end += bytes.count }
            for (index, octet) in bytes.enumerated() { octets[end + index] = octet }
            return octets.baseAddress.map { $0 + end }
        }
        for (index, key) in keys.enumerated() {
            let master = srtp_master_key_t(
                key: place(key.octets), mki_id: place(key.identifier), mki_size: UInt32(key.identifier.count))
            masters.initializeElement(at: index, to: master)
            pointers[index] = masters.baseAddress.map { $0 + index }
        }
        var policy = srtp_policy_t()
        suite.set(&policy.rtp, isRTCP: false)
        suite.set(&policy.rtcp, isRTCP: true)
        policy.ssrc.type = direction == .sending ? ssrc_any_outbound : ssrc_any_inbound
        policy.window_size = window
        if usesIdentifiers {
            policy.keys = pointers.baseAddress
            policy.num_master_keys = UInt(keys.count)
        } else {
            policy.key = octets.baseAddress
        }
        var session: srtp_t?
        return srtp_create(&session, &policy) == srtp_err_status_ok ? session : nil
    }

    /// Encrypts and signs a packet where it lies. Returns its new length; nil where it must not be sent.
    /// - Parameter packet: room for the packet and its trailer of at most `SRTPLimits.trailerOctets`.
    func protect(_ packet: UnsafeMutableBufferPointer<UInt8>, count: Int, isRTCP: Bool) -> Int? {
        guard let base = packet.baseAddress, count >= 8, count + SRTPLimits.trailerOctets <= packet.count else {
            return nil
        }
        var length = Int32(count)
        let status = isRTCP ? srtp_protect_rtcp(session, base, &length) : srtp_protect(session, base, &length)
        return status == srtp_err_status_ok ? Int(length) : nil
    }

    /// Checks and decrypts a packet where it lies. Returns its new length.
    mutating func unprotect(
        _ packet: UnsafeMutableBufferPointer<UInt8>, count: Int, isRTCP: Bool
    ) throws(Refusal) -> Int {
        guard let base = packet.baseAddress, count <= packet.count, count >= (isRTCP ? 8 : 12) else {
            throw .unusable
        }
        let source = packet.span.bigEndian32(at: isRTCP ? 4 : 8)
        let isKnown = sources.contains(source)
        guard isKnown || sources.count < Self.mostSources else { throw .unusable }
        var length = Int32(count)
        let identifiers: UInt32 = usesIdentifiers ? 1 : 0
        let status =
            isRTCP
            ? srtp_unprotect_rtcp_mki(session, base, &length, identifiers)
            : srtp_unprotect_mki(session, base, &length, identifiers)
        switch status {
        case srtp_err_status_ok: break
        case srtp_err_status_auth_fail, srtp_err_status_bad_mki: throw .forged
        case srtp_err_status_replay_fail, srtp_err_status_replay_old: throw .replayed
        default: throw .unusable
        }
        if !isKnown { sources.append(source) }
        return Int(length)
    }
}

/// Bounds of SRTP.
public enum SRTPLimits {
    /// Octets that a packet grows by: a tag, the index of SRTCP, an identifier.
    public static let trailerOctets = 16 + 4 + 128
    /// How long the peer's former keys are taken beside its new ones: what was under way when they changed.
    public static let formerKeys = Duration.seconds(2)
}

extension SRTPSuite {
    /// RFC 4568 §6.2: the short tag of 32 bits is for SRTP alone, SRTCP keeps 80 bits.
    fileprivate func set(_ policy: inout srtp_crypto_policy_t, isRTCP: Bool) {
        switch self {
        case .aes256GCM: srtp_crypto_policy_set_aes_gcm_256_16_auth(&policy)
        case .aes128GCM: srtp_crypto_policy_set_aes_gcm_128_16_auth(&policy)
        case .aes256SHA32 where !isRTCP: srtp_crypto_policy_set_aes_cm_256_hmac_sha1_32(&policy)
        case .aes256SHA80, .aes256SHA32: srtp_crypto_policy_set_aes_cm_256_hmac_sha1_80(&policy)
        case .aes128SHA32 where !isRTCP: srtp_crypto_policy_set_aes_cm_128_hmac_sha1_32(&policy)
        case .aes128SHA80, .aes128SHA32: srtp_crypto_policy_set_rtp_default(&policy)
        }
    }
}
