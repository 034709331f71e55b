/// How a medium goes over the network, as its m= line says.
enum MediaProtection: Sendable, Equatable {
    case plain
    /// SRTP with keys in the description (RFC 4568).
    case keys
    /// SRTP with keys of a DTLS handshake (RFC 5764).
    case dtls

    var profile: String {
        switch self {
        case .plain: "RTP/AVP"
        case .keys: "RTP/SAVP"
        case .dtls: "UDP/TLS/RTP/SAVP"
        }
    }
}

/// What this end can do about DTLS: the fingerprint of its certificate, and whether its offers ask for a handshake.
public struct DTLSCapability: Sendable, Equatable {
    public var fingerprint: Fingerprint
    /// Offers ask for it; an offer of the peer that does is answered in any case.
    public var isOffered: Bool

    public init(fingerprint: Fingerprint, isOffered: Bool) {
        self.fingerprint = fingerprint
        self.isOffered = isOffered
    }
}

/// The DTLS association that an offer and its answer agree on, as this end sees it (RFC 8842).
public struct AgreedDTLS: Sendable, Equatable {
    /// We begin the handshake.
    public var isClient: Bool
    /// Of the peer's certificate.
    public var fingerprints: [Fingerprint]
    /// Another number is another association: a handshake is due (RFC 8842 §3.1).
    public var association: Int
    var tlsID: String?
    var peer: Transport
    var own: Transport

    struct Transport: Sendable, Equatable {
        var host: String
        var port: UInt16
    }

    /// Where the peer described itself, by which an association without a name of its own is known; nil: it has one.
    public var place: String? { tlsID == nil ? "\(peer.host) \(peer.port)" : nil }

    /// - Parameters:
    ///   - medium: the peer's line, in an offer or an answer.
    ///   - standing: what was agreed before; it goes on while neither fingerprints, roles nor transport change, and the
    ///     peer's tls-id does not (RFC 8842 §4).
    /// - Returns: nil where the roles fit together in no way.
    init?(_ medium: MediaDescription, host: String, own: Transport, standing: AgreedDTLS?, isOffer: Bool) {
        // An address of nowhere holds (RFC 2543 §B.5): nobody moved there.
        let isNowhere = MediaAddress(host) == .nowhere
        let peer = isNowhere ? standing?.peer : nil
        self.peer = peer ?? Transport(host: host, port: medium.port)
        self.own = own
        fingerprints = medium.dtls.fingerprints
        tlsID = medium.dtls.tlsID
        var isSame = false
        if let standing {
            isSame =
                Set(standing.fingerprints) == Set(fingerprints) && standing.tlsID == tlsID && standing.own == own
                && (tlsID != nil || standing.peer == self.peer)
        }
        // The same in another order is no other certificate.
        if isSame, let standing { fingerprints = standing.fingerprints }
        let kept = isSame ? standing?.isClient : nil
        guard let isClient = Self.isClient(medium.dtls.setup, isOffer: isOffer, kept: kept) else { return nil }
        self.isClient = isClient
        let last = standing?.association ?? 0
        association = isSame && isClient == standing?.isClient ? last : last &+ 1
    }

    /// RFC 4145 §4.1, RFC 5763 §5, RFC 8842 §5.3: an offer of either role is answered `active`, and in a standing
    /// association with the role that we have. Without the attribute an offer is active, an answer passive.
    private static func isClient(_ theirs: SetupRole?, isOffer: Bool, kept: Bool?) -> Bool? {
        switch theirs {
        case .active: false
        case .passive: true
        // In an answer it says nothing; some peers write it once more where all goes on.
        case .actpass: kept ?? (isOffer ? true : nil)
        case .holdconn: kept
        case nil: kept ?? !isOffer
        }
    }
}

extension MediaDescription {
    /// nil: a kind that we do not speak, or one that lacks what it needs.
    var protection: MediaProtection? {
        if isPlain { return .plain }
        if isSecure { return .keys }
        return isDTLS ? .dtls : nil
    }

    /// Whether this asks for a handshake with a certificate that can be known (RFC 5764 §8).
    var isDTLS: Bool {
        (profile == "UDP/TLS/RTP/SAVP" || profile == "UDP/TLS/RTP/SAVPF") && !dtls.fingerprints.isEmpty
    }
}

extension OfferAnswer {
    /// How the next offer goes: as what stands, else as the capability says.
    static func protection(offered capability: AudioCapability, agreed: MediaDescription?) -> MediaProtection {
        let crypto = capability.encryption.crypto
        let isDTLSOffered = capability.dtls?.isOffered == true
        if capability.dtls != nil, agreed?.isDTLS == true { return .dtls }
        if !crypto.isEmpty, agreed?.isSecureAudio == true { return .keys }
        if capability.encryption.takesPlain {
            // A peer that agreed on plain sound may know no other: a change of ours (a hold) is not to fail by it.
            if agreed?.isPlainAudio == true || crypto.isEmpty && !isDTLSOffered { return .plain }
        }
        return isDTLSOffered ? .dtls : .keys
    }

    /// Puts our part of a handshake into a line (RFC 5763 §5); RTCP goes with the sound wherever the peer allows (RFC 5761).
    static func offerHandshake(_ capability: DTLSCapability?, in medium: inout MediaDescription) {
        guard let capability else { return }
        medium.dtls = DTLSAttributes(fingerprints: [capability.fingerprint], setup: .actpass)
        medium.isMultiplexed = true
    }

    static func answerHandshake(
        _ agreed: AgreedDTLS, _ capability: DTLSCapability, in medium: inout MediaDescription
    ) {
        medium.dtls = DTLSAttributes(
            fingerprints: [capability.fingerprint], setup: agreed.isClient ? .active : .passive)
    }
}

extension SessionDescription {
    /// Whether each medium that is not refused goes in a way that both can speak: in clear, with keys, or by a handshake.
    public var isWhole: Bool { media.allSatisfy { $0.port == 0 || $0.protection != nil } }
    /// Whether it asks for a handshake for the sound or the text.
    public var asksForHandshake: Bool { media.contains { $0.port != 0 && $0.isDTLS } }
}
